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
    {#- `~` escapes itself and the delimiter; a null is `~0`, which no text can become. -#}
    {%- set delimited = [] -%}
    {%- for part in parts -%}
        {%- do delimited.append(
            "coalesce(replace(replace(cast(" ~ part ~ " as varchar), '~', '~~'), '|', '~|'), '~0')"
        ) -%}
    {%- endfor -%}
    md5({{ delimited | join(" || '|' || ") }})
{%- endmacro %}

{# The same text, and so the same id: most values have nothing to escape, and looking for it is quicker than replacing. #}
{% macro duckdb__surrogate_id(parts) %}
    {%- if not parts -%}
        {{ exceptions.raise_compiler_error("surrogate_id: give at least one part to hash") }}
    {%- endif -%}
    {%- set delimited = [] -%}
    {%- for part in parts -%}
        {%- set text = "cast(" ~ part ~ " as varchar)" -%}
        {%- do delimited.append(
            "coalesce(case when contains(" ~ text ~ ", '~') or contains(" ~ text ~ ", '|') then replace(replace("
            ~ text ~ ", '~', '~~'), '|', '~|') else " ~ text ~ " end, '~0')"
        ) -%}
    {%- endfor -%}
    md5(concat({{ delimited | join(", '|', ") }}))
{%- endmacro %}
