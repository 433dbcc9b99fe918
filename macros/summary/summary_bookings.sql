{#
    The bookings alone, where no ERP is switched on and so no step starts from them.
    Argument: statuses, from `summary_statuses`. Returns a list of lines. Errors: none.
#}
{% macro summary_bookings(statuses) %}
    {% set bridge = summary_relation("revenue_bridge", statuses, ["as_of", "step"]) %}
    {% set deals = summary_relation("deals", statuses, [
        "currency", "booked_amount", "duplicate_of_deal_id",
    ]) %}
    {% if bridge is none or deals is none %}
        {{ return([]) }}
    {% endif %}
    {% set from_booked = run_query(
        "select count(*) as lines from " ~ bridge
        ~ " where as_of = 'latest' and step = 'booked_to_invoiced'"
    ).rows[0][0] %}
    {% set booked = run_query(
        "select currency, count(*) as deals, sum(booked_amount) as booked,"
        ~ " sum(case when duplicate_of_deal_id is not null then 1 else 0 end) as repeats from "
        ~ deals ~ " where booked_amount is not null group by currency order by currency"
    ).rows %}
    {% if from_booked or not booked %}
        {{ return([]) }}
    {% endif %}
    {% set rows = [["currency", "deals", "of them repeats", "booked"]] %}
    {% for row in booked %}
        {% do rows.append([
            row[0] or "-", "{:,}".format(row[1] | int), "{:,}".format(row[3] | int),
            summary_money(row[2]),
        ]) %}
    {% endfor %}
    {% set lines = ["", "booked (no ERP is switched on, so there is nothing to compare with)"] %}
    {% do lines.extend(summary_columns(
        rows, ["left", "right", "right", "right"], [12, 12, 17, 24]
    )) %}
    {{ return(lines) }}
{% endmacro %}
