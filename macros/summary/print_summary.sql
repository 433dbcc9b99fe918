{#
    Prints what a build said, at its end: as-of, wrong cells of the book, sources, the bridge step by
    step, exceptions by owner, thresholds that do not hold. An on-run-end hook of dbt_project.yml.

    It speaks only after `dbt build` and `dbt run`, and only about tables that this very run has
    built: a table left from an earlier run would tell an old story. It never fails a build; what it
    cannot show it names.

    Arguments: results, dbt's list of results in on-run-end. Returns nothing. Errors: none.
#}
{% macro print_summary(results) %}
    {% if execute and flags.WHICH in ("build", "run") and not flags.EMPTY %}
        {% set statuses = summary_statuses(results) %}
        {% if "revenue_bridge" in statuses %}
            {% set lines = summary_heading(results, statuses) %}
            {% do lines.extend(summary_book(statuses)) %}
            {% if statuses["revenue_bridge"] == "success" %}
                {% do lines.extend(summary_sources(statuses)) %}
                {% do lines.extend(summary_bridge(statuses)) %}
                {% do lines.extend(summary_bookings(statuses)) %}
                {% do lines.extend(summary_exceptions(statuses)) %}
                {% do lines.extend(summary_thresholds(statuses)) %}
            {% else %}
                {% do lines.extend([
                    "",
                    "No bridge: revenue_bridge ended as '" ~ statuses["revenue_bridge"] ~ "'."
                    ~ " What failed first explains it.",
                ]) %}
            {% endif %}
            {% do lines.append("=" * 100) %}
            {% do print(lines | join("\n")) %}
        {% endif %}
    {% endif %}
{% endmacro %}
