{#
    The rate from a document's currency to its deal's, on the document's date. Where the deal is in the reporting currency it is the
    document's own rate; else both go over the reporting currency. Null where a rate is missing.
    Arguments: expressions of the document's currency and rate, and of the deal's currency and its rate on that date.
#}
{% macro rate_to_deal(currency, document_rate, deal_currency, deal_rate) -%}
    case
        when {{ currency }} = {{ deal_currency }} then cast(1 as decimal(20, 12))
        when {{ deal_currency }} = '{{ var("reporting_currency") }}' then {{ document_rate }}
        else {{ rate_quotient(document_rate, deal_rate) }}
    end
{%- endmacro %}
