{#
    Whole-number division that drops the remainder, for amounts counted in minor units: money never passes through a float.
    Arguments: `dividend`, `divisor`: expressions of whole, non-negative numbers; the divisor must not be zero.
    Errors: none of its own; a zero divisor gives null on DuckDB and an error elsewhere, so callers guard it.
#}
{% macro integer_quotient(dividend, divisor) -%}
    {{ return(adapter.dispatch('integer_quotient', 'tieout')(dividend, divisor)) }}
{%- endmacro %}

{% macro default__integer_quotient(dividend, divisor) -%}
    floor(cast({{ dividend }} as decimal(38, 0)) / cast({{ divisor }} as decimal(38, 0)))
{%- endmacro %}

{% macro duckdb__integer_quotient(dividend, divisor) -%}
    (cast({{ dividend }} as hugeint) // cast({{ divisor }} as hugeint))
{%- endmacro %}
