{#
    Control differences that are open: where the source systems' own figures contradict the bridge.

    Argument: statuses, from `summary_statuses`. Returns none where exceptions were not built, else
    a dictionary: by_step, step -> number and amount, where exceptions tell their step; all_steps,
    number and amount, where they do not. Errors: none.
#}
{% macro summary_controls(statuses) %}
    {% set columns = ["rule", "status", "amount_reporting"] %}
    {% set exceptions_mart = summary_relation("exceptions", statuses, columns) %}
    {% if exceptions_mart is none %}
        {{ return(none) }}
    {% endif %}
    {% set has_step = summary_relation("exceptions", statuses, columns + ["step"]) is not none %}
    {% set found = run_query(
        "select " ~ ("step" if has_step else "rule") ~ " as scope, count(*) as differences,"
        ~ " sum(amount_reporting) as amount from " ~ exceptions_mart
        ~ " where rule = 'control_differs' and status in ('open', 'reopened') group by "
        ~ ("step" if has_step else "rule")
    ) %}
    {% set by_step = {} %}
    {% for row in found.rows %}
        {% do by_step.update({row[0]: {"number": row[1] | int, "amount": row[2]}}) %}
    {% endfor %}
    {% if has_step %}
        {{ return({"by_step": by_step, "all_steps": none}) }}
    {% endif %}
    {{ return({
        "by_step": none,
        "all_steps": by_step.get("control_differs", {"number": 0, "amount": 0}),
    }) }}
{% endmacro %}
