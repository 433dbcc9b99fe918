{#
    The value of a text in a declared type; null where the text is no such value (the row is then quarantined, never guessed).
    Arguments: text (an expression, blank already null), data_type (boolean, integer, decimal(p,s), date, month, timestamp),
    system (whose zone applies to stamps without one: var `source_timezones`, default UTC).
    Error: an unknown type.
#}
{% macro typed_value(text, data_type, system) %}
    {% set zone = var('source_timezones', {}).get(system, 'UTC') %}
    {% if data_type == 'boolean' %}
        {{ return(read_boolean(text)) }}
    {% elif data_type == 'integer' %}
        {{ return(read_integer(text)) }}
    {% elif data_type.startswith('decimal') %}
        {{ return(read_decimal(text, data_type)) }}
    {% elif data_type == 'date' %}
        {{ return(read_date(text, zone)) }}
    {% elif data_type == 'month' %}
        {{ return(read_month(text)) }}
    {% elif data_type == 'timestamp' %}
        {{ return(read_timestamp(text, zone)) }}
    {% endif %}
    {{ exceptions.raise_compiler_error("typed_value: unknown data_type '" ~ data_type ~ "' in a source declaration") }}
{% endmacro %}
