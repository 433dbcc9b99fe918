{#
    When a deleted record stopped being known: its last change, never before it was created; null for a record that lives.
    A deleted record without any stamp was never known. Arguments: is_deleted, changed, created (expressions).
#}
{% macro deleted_at(is_deleted, changed, created) -%}
    case
            when {{ is_deleted }}
                then greatest(coalesce({{ changed }}, {{ always_known() }}), coalesce({{ created }}, {{ always_known() }}))
        end
{%- endmacro %}
