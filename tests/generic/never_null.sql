{#
    None of the columns is ever null. One test a model instead of one a column: it costs one scan.
    Arguments: columns. Returns the rows that have a gap, with the name of the first column that has it.
#}
{% test never_null(model, columns) %}

select
    *,
    case
        {% for column in columns -%}
        when {{ column }} is null then '{{ column }}'
        {% endfor -%}
    end as empty_column
from {{ model }}
where
    {% for column in columns -%}
    {{ "or " if not loop.first }}{{ column }} is null
    {% endfor %}

{% endtest %}
