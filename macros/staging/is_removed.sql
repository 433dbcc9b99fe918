{#
    True for a record that its system has deleted: the loader says so, or (history mode) its last version has ended and none
    followed. Arguments: the loader's flag (expression), alias of the relation (`''` where it has none).
#}
{% macro is_removed(flag, alias='') -%}
    {%- set place = alias ~ '.' if alias else '' -%}
    (coalesce({{ flag }}, false) or not coalesce({{ place }}_fivetran_active, true))
{%- endmacro %}
