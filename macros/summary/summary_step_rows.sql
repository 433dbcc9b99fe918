{#
    One step of the bridge as rows of text: `from`, the lines, rounding and unexplained, `to`,
    control differences. Lines that are zero are left out, except rounding and unexplained, whose
    zero is the message.

    Arguments: step; entries, from `summary_steps`; controls, from `summary_controls`.
    Returns a list of rows of four texts. Errors: none.
#}
{% macro summary_step_rows(step, entries, controls) %}
    {% set ends = step.split("_to_") %}
    {% set total = {"from": 0, "to": 0, "reason": 0, "rounding": 0, "unexplained": 0} %}
    {% set reasons = [] %}
    {% for entry in entries %}
        {% set kind = entry.line if entry.line in ("rounding", "unexplained") else entry.line_type %}
        {% do total.update({kind: total[kind] + entry.amount}) %}
        {% if kind == "reason" and entry.amount != 0 %}
            {% do reasons.append(["", entry.line, entry.category, summary_money(entry.amount)]) %}
        {% endif %}
    {% endfor %}
    {% set rows = [["from", ends | first, "", summary_money(total["from"])]] %}
    {% do rows.extend(reasons) %}
    {# The short steps to the reported numbers only add what the register says. #}
    {% set is_bridge = ends | last != "reported" %}
    {% for line in ("rounding", "unexplained") if is_bridge or total[line] != 0 %}
        {% do rows.append(["", line, line, summary_money(total[line])]) %}
    {% endfor %}
    {% do rows.append(["to", ends | last, "", summary_money(total["to"])]) %}
    {% set gap = total["to"] - total["from"] - total["reason"] - total["rounding"]
        - total["unexplained"] %}
    {% if gap != 0 %}
        {% do rows.append(["!!", "does not tie out by", "", summary_money(gap)]) %}
    {% endif %}
    {% if is_bridge and controls is not none and controls.by_step is not none %}
        {% set control = controls.by_step.get(step, {"number": 0, "amount": 0}) %}
        {% do rows.append([
            "", "control differences", "{:,}".format(control.number), summary_money(control.amount)
        ]) %}
    {% endif %}
    {{ return(rows) }}
{% endmacro %}
