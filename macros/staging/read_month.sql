{# The first day of a month from `2026-03` or from any date of it. Argument: text (an expression). #}
{% macro read_month(text) %}
    {{ return(adapter.dispatch('read_month', 'tieout')(text) | trim) }}
{% endmacro %}

{% macro default__read_month(text) %}
    {{ dbt.safe_cast("substr(" ~ text ~ ", 1, 7) || '-01'", 'date') }}
{% endmacro %}

{% macro duckdb__read_month(text) %}
    case
        when regexp_full_match({{ text }}, '[0-9]{4}-[0-9]{2}(-[0-9]{2})?([T ].*)?')
            then try_cast(left({{ text }}, 7) || '-01' as date)
    end
{% endmacro %}
