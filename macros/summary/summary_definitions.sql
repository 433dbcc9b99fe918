{#
    The versions of the four definitions that the bridge speaks of, from the operating book.
    Argument: statuses, from `summary_statuses`. Returns a text, or none without a book. Errors: none.
#}
{% macro summary_definitions(statuses) %}
    {% set book = summary_relation("metric_definitions", statuses, ["metric", "version"]) %}
    {% if book is none %}
        {{ return(none) }}
    {% endif %}
    {% set newest = run_query(
        "select metric, max(version) as version from " ~ book ~ " group by metric"
    ) %}
    {% set versions = {} %}
    {% for row in newest.rows %}
        {% do versions.update({row[0] | string: row[1] | string}) %}
    {% endfor %}
    {% set named = [] %}
    {% for metric in ("booked", "invoiced", "recognised", "collected") if metric in versions %}
        {% set version = versions[metric] %}
        {% do named.append(
            metric ~ " " ~ (version if version.startswith("v") else "v" ~ version)
        ) %}
    {% endfor %}
    {{ return(named | join(", ") or none) }}
{% endmacro %}
