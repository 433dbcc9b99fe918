{#
    The names of the nodes that ended in one of some ways, shortened to one line.

    Arguments: results, dbt's list of results; ways, a list of statuses. Returns a text, or none
    where no node ended so. Errors: none.
#}
{% macro summary_named(results, ways) %}
    {% set names = [] %}
    {% for result in results if result.status | string in ways %}
        {% do names.append(result.node.name) %}
    {% endfor %}
    {% if not names %}
        {{ return(none) }}
    {% endif %}
    {% set more = " and " ~ (names | length - 3) ~ " more" if names | length > 3 else "" %}
    {% set shown = names[:3] | join(", ") %}
    {% set room = 84 - more | length %}
    {{ return((shown if shown | length <= room else shown[:room - 3] ~ "...") ~ more) }}
{% endmacro %}
