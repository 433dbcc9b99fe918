{#
    The words of a text that are separated by single spaces, one row each.
    Arguments: relation, key (its key column), text (its column of text; nulls give no rows), condition (SQL: which rows count).
    Returns a relation in brackets: the key, word_position (from 1), word.
#}
{% macro words_split(relation, key, text, condition='1 = 1') %}
    {{ return(adapter.dispatch('words_split', 'tieout')(relation, key, text, condition)) }}
{% endmacro %}

{% macro default__words_split(relation, key, text, condition) -%}
    (
    select
        texts.{{ key }},
        exploded.place + 1 as word_position,
        exploded.word
    from {{ relation }} as texts
    lateral view posexplode(split(texts.{{ text }}, ' ')) exploded as place, word
    where texts.{{ text }} is not null and {{ condition }}
    )
{%- endmacro %}

{% macro duckdb__words_split(relation, key, text, condition) -%}
    (
    select
        {{ key }},
        cast(generate_subscripts(words, 1) as integer) as word_position,
        unnest(words) as word
    from (
        select
            {{ key }},
            string_split({{ text }}, ' ') as words
        from {{ relation }}
        where {{ text }} is not null and {{ condition }}
    )
    )
{%- endmacro %}
