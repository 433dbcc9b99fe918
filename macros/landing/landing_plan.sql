{#
    How a table will be landed: for each declared column the expressions of the file's columns that hold it.
    Arguments: table (of `declared_tables`), extract (of `find_extract`).
    Returns table, extract, width (columns in the file), columns (name, expressions), problems.
    A file may carry a column under more than one spelling (`account_id` and `AccountId`): the exact name is read first,
    the others fill its blanks, in the file's order.
#}
{% macro landing_plan(table, extract) %}
    {% set problems = [] %}
    {% set columns = [] %}
    {% set header = extract_header(extract.file) if extract.file else [] %}
    {% if extract.file and not header %}
        {% do problems.append(
            "system " ~ table.system ~ ", table " ~ table.name ~ ": no header can be read from " ~ extract.file.path
            ~ ". Export it again as UTF-8 text with commas and a header line."
        ) %}
    {% endif %}
    {% set names = header | map(attribute='name') | list %}
    {% for column in table.columns %}
        {% set wanted = landed_column_name(table.system, table.name, column.name) %}
        {% set accepted = [wanted] %}
        {# Airbyte's own load stamp serves where the loader is not Fivetran. #}
        {% if wanted == '_fivetran_synced' %}{% do accepted.append('_airbyte_extracted_at') %}{% endif %}
        {% set exact, alike = [], [] %}
        {% for accepted_name in accepted %}
            {% for item in header %}
                {% if item.name == accepted_name %}
                    {% do exact.append(item.expression) %}
                {% elif plain_name(item.name) == plain_name(accepted_name) %}
                    {% do alike.append(item.expression) %}
                {% endif %}
            {% endfor %}
        {% endfor %}
        {% if names.count(wanted) > 1 %}
            {% do problems.append(
                "system " ~ table.system ~ ", table " ~ table.name ~ ", column " ~ column.name ~ ": stands "
                ~ names.count(wanted) ~ " times in the header of " ~ extract.file.path ~ ". Keep the one that is meant."
            ) %}
        {% elif extract.file and header and column.is_required and not exact and not alike %}
            {% do problems.append(missing_source(table.system, table.name, column.name, extract.file.path, names)) %}
        {% endif %}
        {% set expressions = exact + alike %}
        {% if extract.file and extract.file.kind == 'xlsx' and column.data_type in ('date', 'month', 'timestamp') %}
            {% set cells, expressions = expressions, [] %}
            {% for cell in cells %}{% do expressions.append(excel_date_text(cell)) %}{% endfor %}
        {% endif %}
        {% do columns.append({'name': column.name, 'expressions': expressions}) %}
    {% endfor %}
    {{ return({
        'table': table, 'extract': extract, 'width': header | length, 'columns': columns, 'problems': problems,
    }) }}
{% endmacro %}
