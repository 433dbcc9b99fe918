{#
    The query behind the uniqueness tests: each combination of columns that occurs more than once.

    Arguments: model; columns, a list; ignore_row_if, `all_values_are_missing` or
    `any_value_is_missing`; row_condition, SQL that picks the rows, or none.
    Errors: stops when the list is empty or ignore_row_if is something else.
#}
{% macro repeated_combinations(model, columns, ignore_row_if, row_condition) %}
{%- if not columns -%}
    {{ exceptions.raise_compiler_error("column_list must name at least one column.") }}
{%- endif -%}
{%- set joiners = {"all_values_are_missing": " or ", "any_value_is_missing": " and "} -%}
{%- if ignore_row_if not in joiners -%}
    {{ exceptions.raise_compiler_error(
        "ignore_row_if must be one of " ~ joiners.keys() | join(", ") ~ "; got "
        ~ ignore_row_if ~ "."
    ) }}
{%- endif -%}
{%- set present = [] -%}
{%- for column in columns -%}
    {%- do present.append(column ~ " is not null") -%}
{%- endfor %}
select
    {{ columns | join(", ") }},
    count(*) as occurrences
from {{ model }}
where
    ({{ present | join(joiners[ignore_row_if]) }})
    {%- if row_condition %}
    and ({{ row_condition }})
    {%- endif %}
group by {{ columns | join(", ") }}
having count(*) > 1
{% endmacro %}
