{#
    What a row of field_sources must be beyond its single cells: systems that there are, and days that can pass.
    Arguments: none. Returns rules as in `book_tables`. Errors: none.
#}
{% macro field_source_rules() %}
    {% set names = ["other", "ops", "spreadsheets"] %}
    {% for role, systems in system_roles().items() %}
        {% do names.extend([role] + systems) %}
    {% endfor %}
    {% set listed = "';' || replace(lower(book.system_of_record), ' ', '') || ';'" %}
    {{ return([
        ["system_of_record", "not " ~ matches_pattern(listed, "^;((" ~ names | join("|") ~ ");)+$"),
            "'names something else than systems and roles, joined by semicolons like crm;erp'"],
        ["max_staleness_days", "book.max_staleness_days < 1", "'is below 1'"],
    ]) }}
{% endmacro %}
