{#
    The union of the systems that are switched on, in the shared shape of the entity; an empty relation of that shape when none supplies it.
    Casts every column, so that two systems can never disagree on a type.
#}
{% macro conform(entity) %}
    {%- set shape = entity_shape(entity) -%}
    {%- for supplier in entity_suppliers(entity) %}
select
    {%- for column, type in shape.items() %}
    cast({{ column }} as {{ type }}) as {{ column }}{{ "," if not loop.last }}
    {%- endfor %}
from {{ ref(supplier) }}
{{ "union all" if not loop.last }}
    {%- else %}
select
    {%- for column, type in shape.items() %}
    cast(null as {{ type }}) as {{ column }}{{ "," if not loop.last }}
    {%- endfor %}
where 1 = 0
    {%- endfor %}
{% endmacro %}
