{#
    The sources that were read: when each was loaded, its rows, and what was put in quarantine.
    Argument: statuses, from `summary_statuses`. Returns a list of lines. Errors: none.
#}
{% macro summary_sources(statuses) %}
    {% set coverage = summary_relation("source_coverage", statuses, [
        "source_system", "source_table", "source_column", "is_present", "rows_in",
        "rows_quarantined", "loaded_at",
    ]) %}
    {% if coverage is none %}
        {{ return(["", "sources: source_coverage was not built in this run"]) }}
    {% endif %}
    {% set found = run_query(
        "select source_system, source_table, is_present, loaded_at, rows_in, rows_quarantined from "
        ~ coverage ~ " where source_column is null order by source_system, source_table"
    ) %}
    {% set rows = [["system", "table", "loaded at", "rows", "quarantined"]] %}
    {% set absent = [] %}
    {% for row in found.rows %}
        {% if row[2] %}
            {% do rows.append([
                row[0], row[1], summary_moment(row[3]), "{:,}".format((row[4] or 0) | int),
                "{:,}".format(row[5] | int) if row[5] else "-",
            ]) %}
        {% else %}
            {% do absent.append(row[0] ~ "." ~ row[1]) %}
        {% endif %}
    {% endfor %}
    {% set lines = ["", "sources"] %}
    {% do lines.extend(summary_columns(
        rows, ["left", "left", "left", "right", "right"], [12, 30, 23, 10, 11]
    )) %}
    {% for some in absent | batch(3) %}
        {% do lines.append("  " ~ ("not landed" if loop.first else "").ljust(14) ~ some | join(", ")) %}
    {% endfor %}
    {{ return(lines) }}
{% endmacro %}
