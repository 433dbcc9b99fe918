{#
    A value with its unit as people read it: 12.3 %, 4 findings, 1,234.50 USD; "never" where there is none.
    Arguments: value, a number or none; unit, left out for a bare number. Errors: none.
#}
{% macro summary_quantity(value, unit="") %}
    {% if value is none %}
        {{ return("never") }}
    {% elif unit in ("", "%", "findings", "days", "rows") %}
        {{ return((("{:,.4f}".format(value)).rstrip("0").rstrip(".") ~ " " ~ unit).strip()) }}
    {% endif %}
    {{ return(summary_money(value) ~ " " ~ unit) }}
{% endmacro %}
