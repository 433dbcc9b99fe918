{#
    The part of `amount` that falls to one row of `shares` (int_events__document_shares, or a relation with its columns): the
    difference of two rounded running totals, so that the parts add up to the whole. A document of one deal gives it all; one
    that nets to zero gives it to its first deal.
#}
{% macro share_of(amount) -%}
    cast(
        case
            when shares.deals_on_document = 1 then {{ amount }}
            when shares.document_amount = 0
                then case when shares.share_number = 1 then {{ amount }} else 0 end
            else
                sign(shares.running_amount) * sign(shares.document_amount)
                * {{ money_part(amount, 'shares.running_amount', 'shares.document_amount') }}
                - sign(shares.running_amount - shares.gross_amount) * sign(shares.document_amount)
                * {{ money_part(
                    amount, '(shares.running_amount - shares.gross_amount)', 'shares.document_amount'
                ) }}
        end as decimal(18, 2)
    )
{%- endmacro %}
