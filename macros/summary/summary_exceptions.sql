{#
    Open exceptions by owner and rule, with the amount at stake.
    Argument: statuses, from `summary_statuses`. Returns a list of lines. Errors: none.
#}
{% macro summary_exceptions(statuses) %}
    {% set exceptions_mart = summary_relation("exceptions", statuses, [
        "owner", "rule", "status", "amount_reporting",
    ]) %}
    {% if exceptions_mart is none %}
        {{ return(["", "exceptions: not built in this run"]) }}
    {% endif %}
    {% set found = run_query(
        "select owner, rule, count(*) as number_open, sum(amount_reporting) as amount from "
        ~ exceptions_mart ~ " where status in ('open', 'reopened') group by owner, rule"
        ~ " order by owner, rule"
    ).rows %}
    {% if not found %}
        {{ return(["", "exceptions: none open"]) }}
    {% endif %}
    {% set rows = [["owner", "rule", "open", "amount"]] %}
    {% for row in found %}
        {% do rows.append([
            row[0] or "unassigned", row[1], "{:,}".format(row[2] | int), summary_money(row[3]),
        ]) %}
    {% endfor %}
    {% set lines = ["", "exceptions by owner"] %}
    {% do lines.extend(summary_columns(
        rows, ["left", "left", "right", "right"], [24, 32, 7, 16]
    )) %}
    {{ return(lines) }}
{% endmacro %}
