{#
    The newest of several stamps over all rows, null when there is none. Argument: names (timestamp or date columns).
#}
{% macro newest_stamp(names) %}
    {%- if not names -%}
        cast(null as timestamp)
    {%- else -%}
        nullif(greatest(
            {%- for name in names -%}
            coalesce(max(cast({{ name }} as timestamp)), {{ always_known() }}){{ ', ' if not loop.last }}
            {%- endfor -%}
            {{ ', ' ~ always_known() if names | length == 1 }}), {{ always_known() }})
    {%- endif -%}
{% endmacro %}
