{#
    A relation with one column `value`: the members of a set, one row each.

    Arguments: value_set, a list; quote_values, true to read the members as text, false as SQL.
    Errors: stops when the list is empty.
#}
{% macro set_members(value_set, quote_values) %}
    {%- if not value_set -%}
        {{ exceptions.raise_compiler_error("value_set must name at least one value.") }}
    {%- endif -%}
    {%- for member in value_set %}
    select
        {%- if quote_values %}
        cast('{{ member }}' as {{ dbt.type_string() }}) as value
        {%- else %}
        {{ member }} as value
        {%- endif %}
    {{ "union all" if not loop.last }}
    {%- endfor %}
{% endmacro %}
