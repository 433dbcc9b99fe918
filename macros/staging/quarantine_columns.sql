{#
    The three columns that say why a row of a base model is in quarantine: rule, column, value. Used by `readable`, whose
    columns it reads. Arguments: keys (names of the key columns), parent (a column that must name a row of `parents`, or none).
#}
{% macro quarantine_columns(keys, parent) -%}
        case
            when unreadable_column is not null then 'unreadable_value'
            when missing_column is not null then 'missing_key'
            when copy_number > 1 then 'repeated_key'
            {%- if parent %}
            when parents.landed_key is null then 'missing_parent'
            {%- endif %}
        end as quarantine_rule,
        case
            when unreadable_column is not null then unreadable_column
            when missing_column is not null then missing_column
            when copy_number > 1 then '{{ keys | join(", ") }}'
            {%- if parent %}
            when parents.landed_key is null then '{{ parent }}'
            {%- endif %}
        end as quarantine_column,
        case
            when unreadable_column is not null then unreadable_value
            when missing_column is not null then null
            {%- if keys %}
            when copy_number > 1 then {{ keys | join(" || ' / ' || ") }}
            {%- endif %}
            {%- if parent %}
            when parents.landed_key is null then {{ parent }}
            {%- endif %}
        end as quarantine_value
{%- endmacro %}
