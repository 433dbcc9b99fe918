{% set tables = book_tables() %}
-- Every cell of the operating book that is not what it must be. The rules stand in macros/book/.
with

{% for seed, table in tables.items() -%}
{{ seed }} as (

    select
        book.*,
        {% for name, expression in table.get('derived', {}).items() -%}
        {{ expression }} as {{ name }},
        {% endfor -%}
        row_number() over (
            partition by {{ table.key | join(', ') }} order by {{ table.filled | join(', ') }}
        ) as copy
    from {{ ref(seed) }} as book

),

{% endfor -%}
found as (

    {% for rule in book_rules() -%}
    select
        '{{ rule.seed }}' as seed,
        {{ rule.key }} as row_key,
        '{{ rule.column }}' as column_name,
        cast(book.{{ rule.column }} as varchar) as value,
        {{ rule.problem }} as problem
    from {{ rule.seed }} as book
    where {{ rule.wrong }}
    union all
    {% endfor -%}
    {% for seed, table in tables.items() -%}
    {% for word in table.get('needed', []) -%}
    select '{{ seed }}', '{{ word }}', '{{ table.key[0] }}', null, 'is missing'
    where '{{ word }}' not in (select {{ table.key[0] }} from {{ ref(seed) }})
    union all
    {% endfor -%}
    {% endfor -%}
    select null, null, null, null, null
    where 1 = 0

),

final as (

    select
        seed,
        row_key,
        column_name,
        value,
        problem,
        seed || ', row ' || row_key || ', column ' || column_name || ': '
        || coalesce('"' || value || '" ', '') || problem as message
    from found

)

select * from final
