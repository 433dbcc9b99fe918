{#
    A relation as it was known at each as-of: every row version with as_of, as_of_at, as_of_date and as_of_month in front.
    Argument: relation (a `ref` with known_from and known_to). Use it where a relation stands, with an alias.
#}
{% macro known(relation) -%}
    (
        select
            as_ofs.as_of,
            as_ofs.as_of_at,
            as_ofs.as_of_date,
            as_ofs.as_of_month,
            facts.*
        from {{ relation }} as facts
        inner join {{ ref('int_time__as_ofs') }} as as_ofs
            on
                facts.known_from <= as_ofs.as_of_at
                and (facts.known_to is null or as_ofs.as_of_at < facts.known_to)
    )
{%- endmacro %}
