{#
    One part of a `surrogate_id` with its delimiter `|` escaped by `~`, which escapes itself. Argument: text, an SQL expression.
    Returns a varchar expression; null for a null. Errors: none.
#}
{% macro default__escaped_part(text) -%}
    replace(replace({{ text }}, '~', '~~'), '|', '~|')
{%- endmacro %}

{# The same text: most parts have nothing to escape, and looking for it is quicker than replacing. #}
{% macro duckdb__escaped_part(text) -%}
    case
        when contains({{ text }}, '~') or contains({{ text }}, '|') then {{ default__escaped_part(text) }}
        else {{ text }}
    end
{%- endmacro %}
