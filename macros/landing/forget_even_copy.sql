{# Leaves nothing of an extract in the copy. Argument: path, of `even_line_ends`. #}
{% macro forget_even_copy(path) %}
    {% if path == even_copy() %}
        {% do run_query("copy (select '' as nothing where 1 = 0) to " ~ sql_text(path) ~ " (format csv, header false)") %}
    {% endif %}
{% endmacro %}
