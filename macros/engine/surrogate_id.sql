{#
    A stable id of our own: the md5 of the parts, delimited and null-safe, so that ('a|b', 'c') and ('a', 'b|c')
    and ('a', null) never share an id. Give it source keys that cannot change, never names or amounts.
    Arguments: parts, a list of SQL expressions, at least one. Returns a varchar expression.
    Errors: an empty list stops the compilation.
#}
{% macro surrogate_id(parts) %}
    {{ return(adapter.dispatch('surrogate_id', 'tieout')(parts)) }}
{% endmacro %}

{% macro default__surrogate_id(parts) %}
    {%- if not parts -%}
        {{ exceptions.raise_compiler_error("surrogate_id: give at least one part to hash") }}
    {%- endif -%}
    {#- Each part goes in with its length before it, so no text can imitate a boundary; a null is `-`. -#}
    {%- set delimited = [] -%}
    {%- for part in parts -%}
        {%- set value = "cast(" ~ part ~ " as varchar)" -%}
        {%- do delimited.append("coalesce(cast(length(" ~ value ~ ") as varchar) || ':' || " ~ value ~ ", '-')") -%}
    {%- endfor -%}
    md5({{ delimited | join(" || ") }})
{%- endmacro %}
