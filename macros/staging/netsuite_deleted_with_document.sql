{#
    True where a deleted NetSuite line left together with its document, so that it belongs to what the document said while it lived.
    Arguments: `line_deleted_at`: expression, when the line was deleted; `document`: alias of a relation with is_deleted and deleted_at.
#}
{% macro netsuite_deleted_with_document(line_deleted_at, document) -%}
    (
        {{ document }}.is_deleted
        and (
            {{ line_deleted_at }} is null
            or {{ document }}.deleted_at is null
            or cast({{ line_deleted_at }} as date) >= cast({{ document }}.deleted_at as date)
        )
    )
{%- endmacro %}
