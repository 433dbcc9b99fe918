{#
    The reading order of the bridge's lines, from the operating book (seed `reason_codes`).

    Argument: statuses, from `summary_statuses`. Returns `step.line` -> number; empty where the book
    gives no order (the lines then stand by category and name). Errors: none.
#}
{% macro summary_line_order(statuses) %}
    {% set order = {} %}
    {% set book = summary_relation("reason_codes", statuses, ["step", "line", "sort_order"]) %}
    {% if book is not none %}
        {% for row in run_query("select step, line, sort_order from " ~ book).rows %}
            {% do order.update({row[0] ~ "." ~ row[1]: row[2] | int}) %}
        {% endfor %}
    {% endif %}
    {{ return(order) }}
{% endmacro %}
