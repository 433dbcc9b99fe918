{#
    A number for the text of a block key: comparing numbers is quicker than comparing texts. Two texts that share a number put
    strangers into one block, which costs a comparison and nothing else.
    Arguments: expression (SQL text). Returns a SQL expression of a 64-bit number; null for no text, whatever number engines give it.
#}
{% macro block_hash(expression) %}
    {{ return(adapter.dispatch('block_hash', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__block_hash(expression) -%}
    case when {{ expression }} is not null then xxhash64({{ expression }}) end
{%- endmacro %}

{% macro duckdb__block_hash(expression) -%}
    case when {{ expression }} is not null then hash({{ expression }}) end
{%- endmacro %}
