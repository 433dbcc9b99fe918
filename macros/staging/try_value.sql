{#
    A cast that gives null where the text has no such value, on every warehouse that can do that (PostgreSQL cannot: there the
    patterns of the `read_` macros have told most of them apart, and the loader has typed the rest).
    Arguments: text (an expression), data_type.
#}
{% macro try_value(text, data_type) %}
    {{ return(adapter.dispatch('try_value', 'tieout')(text, data_type) | trim) }}
{% endmacro %}

{% macro default__try_value(text, data_type) %}
    {{ dbt.safe_cast(text, data_type) }}
{% endmacro %}

{% macro duckdb__try_value(text, data_type) %}
    try_cast({{ text }} as {{ data_type }})
{% endmacro %}

{% macro spark__try_value(text, data_type) %}
    try_cast({{ text }} as {{ data_type }})
{% endmacro %}
