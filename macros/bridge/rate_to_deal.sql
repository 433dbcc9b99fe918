{#
    The rate from a document's currency to its deal's, on the document's date. Where the deal is in the reporting currency it is the
    document's own rate; else both go over the reporting currency. Where a rate is missing it is 0: a document that cannot be
    converted counts as nothing in the deal's currency, and the exception `missing_rate` says so.
    Arguments: expressions of the document's currency and rate, and of the deal's currency and its rate on that date.
#}
{% macro rate_to_deal(currency, document_rate, deal_currency, deal_rate) -%}
    coalesce(case
        when {{ currency }} = {{ deal_currency }} then cast(1 as decimal(20, 12))
        when {{ deal_currency }} = '{{ var("reporting_currency") }}' then {{ document_rate }}
        else {{ rate_quotient(document_rate, deal_rate) }}
    end, 0)
{%- endmacro %}
