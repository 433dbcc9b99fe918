{#
    A stable id of our own: the md5 of the parts, delimited and null-safe, so that ('a|b', 'c') and ('a', 'b|c')
    and ('a', null) never share an id. Give it source keys that cannot change, never names or amounts.
    Arguments: parts, a list of SQL expressions, at least one. Returns a varchar expression.
    Errors: an empty list stops the compilation.
#}
{% macro surrogate_id(parts) %}
    {%- if not parts -%}
        {{ exceptions.raise_compiler_error("surrogate_id: give at least one part to hash") }}
    {%- endif -%}
    {%- set delimited = [] -%}
    {%- for part in parts -%}
        {#- A null is `~0`, which no escaped text can become. -#}
        {%- set text = adapter.dispatch('escaped_part', 'tieout')("cast(" ~ part ~ " as varchar)") | trim -%}
        {%- do delimited.append("coalesce(" ~ text ~ ", '~0')") -%}
    {%- endfor -%}
    md5(concat({{ delimited | join(", '|', ") }}))
{%- endmacro %}
