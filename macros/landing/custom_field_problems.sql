{#
    What is wrong in the var `custom_fields`: a table or column that the project does not read.
    A misspelt concept would otherwise be ignored without a word. Returns a list of sentences.
#}
{% macro custom_field_problems() %}
    {% set problems = [] %}
    {% for qualified_name, renamed in var('custom_fields', {}).items() %}
        {% set system = qualified_name.split('.')[0] %}
        {% set matches = [] %}
        {% for declared in declared_tables(system) if system ~ '.' ~ declared.name == qualified_name %}
            {% do matches.append(declared.columns | map(attribute='name') | list) %}
        {% endfor %}
        {% if system in var('systems') and not matches %}
            {% do problems.append("custom_fields: no table '" ~ qualified_name ~ "'; write <system>.<table>.") %}
        {% elif matches %}
            {% for column in (renamed or {}) if column not in matches[0] %}
                {% do problems.append(
                    "custom_fields: " ~ qualified_name ~ " has no concept '" ~ column ~ "'; known columns: "
                    ~ matches[0] | join(', ') ~ "."
                ) %}
            {% endfor %}
        {% endif %}
    {% endfor %}
    {{ return(problems) }}
{% endmacro %}
