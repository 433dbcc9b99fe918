{#
    The latest bridge to date, per step and line, in reading order.

    Arguments: bridge, the relation; line_order, from `summary_line_order`. Returns step -> list of
    entries (line, line_type, category, amount, without_rate), the three steps of the bridge first.
    Errors: none.
#}
{% macro summary_steps(bridge, line_order) %}
    {% set found = run_query(
        "select step, line, line_type, category, sum(amount_reporting) as amount,"
        ~ " count(*) - count(amount_reporting) as without_rate from " ~ bridge
        ~ " where as_of = 'latest' group by step, line, line_type, category"
    ) %}
    {% set by_step = {} %}
    {% for row in found.rows %}
        {% do by_step.setdefault(row[0], []).append([
            line_order.get(row[0] ~ "." ~ row[1], 1000000), row[3] or "", row[1], row[2],
            row[4] or 0, row[5] | int,
        ]) %}
    {% endfor %}
    {% set first = ["booked_to_invoiced", "invoiced_to_recognised", "invoiced_to_collected"] %}
    {% set steps = {} %}
    {% for step in first + (by_step.keys() | reject("in", first) | sort) if step in by_step %}
        {% set entries = [] %}
        {% for order, category, line, line_type, amount, without_rate in by_step[step] | sort %}
            {% do entries.append({
                "line": line, "line_type": line_type, "category": category, "amount": amount,
                "without_rate": without_rate,
            }) %}
        {% endfor %}
        {% do steps.update({step: entries}) %}
    {% endfor %}
    {{ return(steps) }}
{% endmacro %}
