{# What sqlfluff puts in place of a macro that writes a whole model: there is no SQL to check. #}
{% macro conform(entity) %}select 1 as placeholder{% endmacro %}
{% macro readable(system, table, parent=none) %}select 1 as placeholder{% endmacro %}
{% macro line_changes() %}select 1 as placeholder{% endmacro %}
{% macro since_history_starts(changes) %}select * from {{ changes }}{% endmacro %}
