{#
    The latest as-of of the bridge, in the reporting time zone.
    Argument: statuses, from `summary_statuses`. Returns a text. Errors: none.
#}
{% macro summary_as_of(statuses) %}
    {% for name in ("int_time__as_ofs", "revenue_bridge") %}
        {% set relation = summary_relation(name, statuses, ["as_of", "as_of_at"]) %}
        {% if relation is not none %}
            {% set moment = run_query(
                "select max(as_of_at) as as_of_at from " ~ relation ~ " where as_of = 'latest'"
            ).rows[0][0] %}
            {% if moment is not none %}
                {{ return(summary_moment(moment)) }}
            {% endif %}
        {% endif %}
    {% endfor %}
    {{ return("unknown") }}
{% endmacro %}
