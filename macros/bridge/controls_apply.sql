{#
    The condition under which the ERP's own running figures may be held against the bridge. They are as of the extract, so they
    say nothing about an as-of in the past: true only where `latest` is not before the newest load.
#}
{% macro controls_apply() -%}
    (
        select max(as_of_at) from {{ ref('int_time__as_ofs') }} where as_of = 'latest'
    ) >= (
        select coalesce(max(loaded_at), timestamp '0001-01-01') from {{ ref('int_time__source_loads') }}
    )
{%- endmacro %}
