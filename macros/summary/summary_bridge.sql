{#
    The bridge to date, step by step: `from`, each line with its category, `to`, and beside it the
    control differences. Every amount stands in one column, so that it can be added up by eye.

    Argument: statuses, from `summary_statuses`. Returns a list of lines. Errors: none.
#}
{% macro summary_bridge(statuses) %}
    {% set bridge = summary_relation("revenue_bridge", statuses, [
        "as_of", "step", "line", "line_type", "category", "amount_reporting",
    ]) %}
    {% if bridge is none %}
        {{ return(["", "bridge: revenue_bridge lacks columns that the summary reads"]) }}
    {% endif %}
    {% set steps = summary_steps(bridge, summary_line_order(statuses)) %}
    {% set controls = summary_controls(statuses) %}
    {% set tables, widths = {}, [14] %}
    {% for step, entries in steps.items() %}
        {% set rows = summary_step_rows(step, entries, controls) %}
        {% do tables.update({step: rows}) %}
        {% do widths.extend(rows | map("last") | map("length")) %}
    {% endfor %}
    {% set lines = [] %}
    {% for step, rows in tables.items() %}
        {% do lines.extend(["", step | replace("_to_", " -> ")]) %}
        {% do lines.extend(summary_columns(
            rows, ["left", "left", "left", "right"], [4, 34, 14, widths | max]
        )) %}
        {% set without_rate = steps[step] | sum(attribute="without_rate") | int %}
        {% if without_rate %}
            {% do lines.append(
                "  !!    rows without an exchange rate, missing from these amounts: "
                ~ "{:,}".format(without_rate)
            ) %}
        {% endif %}
    {% endfor %}
    {% if controls is none %}
        {% do lines.extend(["", "control differences: exceptions was not built in this run"]) %}
    {% elif controls.all_steps and steps %}
        {% do lines.extend([
            "",
            "control differences, all steps: " ~ "{:,}".format(controls.all_steps.number)
            ~ ", amount " ~ summary_money(controls.all_steps.amount),
        ]) %}
    {% endif %}
    {{ return(lines) }}
{% endmacro %}
