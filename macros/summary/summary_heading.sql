{#
    The first lines of the summary: as-of, currency, definitions in force, how the build went, and
    which dbt-expectations it used.

    Arguments: results, dbt's list of results; statuses, from `summary_statuses`. Returns a list of
    lines. Errors: none.
#}
{% macro summary_heading(results, statuses) %}
    {% set ended = {} %}
    {% for result in results %}
        {% set status = result.status | string %}
        {% do ended.update({status: ended.get(status, 0) + 1}) %}
    {% endfor %}
    {% set build = [
        (ended.get("success", 0) + ended.get("pass", 0)) ~ " passed",
        ended.get("warn", 0) ~ " warned",
        (ended.get("fail", 0) + ended.get("error", 0)) ~ " failed",
        ended.get("skipped", 0) ~ " skipped",
    ] | join(", ") %}
    {% set rows = [
        ["as of", summary_as_of(statuses)],
        ["currency", var("reporting_currency")],
    ] %}
    {% set definitions = summary_definitions(statuses) %}
    {% if definitions %}
        {% do rows.append(["definitions", definitions]) %}
    {% endif %}
    {% do rows.append(["build", build]) %}
    {% for label, ways in [("failed", ["error", "fail"]), ("warned", ["warn"])] %}
        {% set named = summary_named(results, ways) %}
        {% if named %}
            {% do rows.append([label, named]) %}
        {% endif %}
    {% endfor %}
    {% if dbt_expectations is defined %}
        {% do rows.append(["expectations",
            "the project's stand-in for dbt-expectations"
            if dbt_expectations.is_stand_in is defined else "dbt-expectations, from the dbt hub",
        ]) %}
    {% endif %}
    {% set lines = ["", "=" * 100, "tieout: booked -> invoiced -> recognised -> collected"] %}
    {% do lines.extend(summary_columns(rows, ["left", "left"], [12, 0])) %}
    {{ return(lines) }}
{% endmacro %}
