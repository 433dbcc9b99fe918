{#
    When a record's last version ended without a successor (history mode); null everywhere else.
    Argument: alias of the relation (`''` where it has none).
#}
{% macro removed_at(alias='') -%}
    {%- set place = alias ~ '.' if alias else '' -%}
    case when not coalesce({{ place }}_fivetran_active, true) then {{ place }}_fivetran_end end
{%- endmacro %}
