{# True when a text matches a pattern from its first to its last character. Arguments: text (an expression), pattern. #}
{% macro full_match(text, pattern) %}
    {{ return(adapter.dispatch('full_match', 'tieout')(text, pattern) | trim) }}
{% endmacro %}

{% macro default__full_match(text, pattern) %}
    regexp_like({{ text }}, '^({{ pattern }})$')
{% endmacro %}

{% macro duckdb__full_match(text, pattern) %}
    regexp_full_match({{ text }}, '{{ pattern }}')
{% endmacro %}

{% macro postgres__full_match(text, pattern) %}
    ({{ text }} ~ '^({{ pattern }})$')
{% endmacro %}

{% macro spark__full_match(text, pattern) %}
    ({{ text }} rlike '^({{ pattern }})$')
{% endmacro %}
