{#
    The earliest of several timestamps that may be null (a null end means "still open"); null where all are.
    Arguments: `moments`: list of expressions. Written out because `least` ignores nulls in some warehouses and returns null in others.
#}
{% macro earliest_of(moments) -%}
    {%- set open_end = "cast('9999-12-31 00:00:00' as timestamp)" -%}
    nullif(
        least(
            {%- for moment in moments %}
            coalesce({{ moment }}, {{ open_end }}){{ "," if not loop.last }}
            {%- endfor %}
        ),
        {{ open_end }}
    )
{%- endmacro %}
