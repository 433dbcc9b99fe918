{#
    The texts of a group as one text, in a given order: what dbt.listagg gives. DuckDB orders inside string_agg group by group, which
    takes four times as long as sorting one list a group, so there it is a list that is sorted.
    Arguments: text (SQL text; a null gives nothing), separator (plain string, no quotes inside), order_by (list of SQL expressions, never
    null; texts that tie must be equal). Returns a SQL aggregate expression; null where every text of the group is null.
#}
{% macro texts_joined(text, separator, order_by) %}
    {{ return(adapter.dispatch('texts_joined', 'tieout')(text, separator, order_by)) }}
{% endmacro %}

{% macro default__texts_joined(text, separator, order_by) -%}
    {{ dbt.listagg(text, "'" ~ separator ~ "'", 'order by ' ~ order_by | join(', ')) }}
{%- endmacro %}

{% macro duckdb__texts_joined(text, separator, order_by) -%}
    {%- if order_by == [text] -%}
    array_to_string(list_sort(list({{ text }}) filter (where {{ text }} is not null)), '{{ separator }}')
    {%- else -%}
    array_to_string(
        list_transform(
            list_sort(
                list(struct_pack(
                    {%- for place in order_by %}
                    place_{{ loop.index }} := {{ place }},
                    {%- endfor %}
                    text := {{ text }}
                )) filter (where {{ text }} is not null)
            ),
            lambda item: item.text
        ),
        '{{ separator }}'
    )
    {%- endif -%}
{%- endmacro %}
