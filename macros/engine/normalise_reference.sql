{#
    An order or purchase-order number as it can be compared: upper case, letters and digits only ('po 77-001' = 'PO77001').
    Null where nothing is left.
#}
{% macro normalise_reference(expression) -%}
    {{ return(adapter.dispatch('normalise_reference', 'tieout')(expression)) }}
{%- endmacro %}

{% macro default__normalise_reference(expression) -%}
    nullif(regexp_replace(upper({{ expression }}), '[^A-Z0-9]', ''), '')
{%- endmacro %}

{% macro duckdb__normalise_reference(expression) -%}
    nullif(regexp_replace(upper({{ expression }}), '[^\p{L}\p{N}]', '', 'g'), '')
{%- endmacro %}
