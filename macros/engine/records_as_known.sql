{#
    Each record of an entity once, as `latest` knows it: of its versions the one that holds, else the newest that ended, with
    record_key, is_present (it exists then) and ends_later (a version that ended after the as-of was still true at it, whatever
    became of the record). An id that arrived with 15 and with 18 characters is one record.
    Arguments: relation (a conformed entity), id (its id column), tie_breakers (columns that decide between versions of one
    time, so that the order of rows never does). Returns a relation in brackets, with every column of the entity.
#}
{% macro records_as_known(relation, id, tie_breakers) -%}
(
with

versions_known as (
    select
        versions.*,
        versions.source_system || ':' || {{ comparable_id('versions.' ~ id) }} as record_key,
        case
            when versions.known_to is null then not coalesce(versions.is_deleted, false)
            else versions.known_to > as_ofs.as_of_at
        end as is_present,
        coalesce(versions.known_to > as_ofs.as_of_at, false) as ends_later
    from {{ relation }} as versions
    inner join {{ ref('int_time__as_ofs') }} as as_ofs
        on coalesce(versions.known_from <= as_ofs.as_of_at, true)
        and as_ofs.as_of = 'latest'
    where {{ comparable_id('versions.' ~ id) }} is not null
),

-- Most records have one version: only the others are ranked, as a rank over whole rows is dear.
keys_repeated as (
    select record_key
    from versions_known
    group by record_key
    having count(*) > 1
),

versions_ranked as (
    select
        versions_known.*,
        row_number() over (
            partition by versions_known.record_key
            order by
                case when versions_known.is_present then 0 else 1 end asc,
                versions_known.known_from desc nulls last,
                versions_known.known_to desc nulls first,
                versions_known.{{ id }} desc
                {%- for column in tie_breakers %},
                versions_known.{{ column }} asc nulls last
                {%- endfor %}
        ) as version_rank
    from versions_known
    inner join keys_repeated
        on versions_known.record_key = keys_repeated.record_key
)

select
    versions_known.*,
    1 as version_rank
from versions_known
left join keys_repeated
    on versions_known.record_key = keys_repeated.record_key
where keys_repeated.record_key is null

union all

select * from versions_ranked
where version_rank = 1
)
{%- endmacro %}
