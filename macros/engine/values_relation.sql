{#
    A relation of literal rows, empty where there are none (as while dbt parses).
    Arguments: rows (list of `(a, b)` texts), columns (name -> type, in order).
#}
{% macro values_relation(rows, columns) %}
    {%- set casts = [] -%}
    {%- for name, type in columns.items() -%}
        {%- do casts.append('cast(' ~ (name if rows else 'null') ~ ' as ' ~ type ~ ') as ' ~ name) -%}
    {%- endfor -%}
    {%- if rows -%}
        {{ return('(select ' ~ casts | join(', ') ~ '\nfrom (values\n' ~ rows | join(',\n')
            ~ '\n) as literal_rows (' ~ columns.keys() | join(', ') ~ '))') }}
    {%- else -%}
        {{ return('(select ' ~ casts | join(', ') ~ ' where 1 = 0)') }}
    {%- endif -%}
{% endmacro %}
