{#
    Every ancestor of every account, by pointers that double in each round: ten rounds reach 1,024 levels.
    Arguments: parents (a relation: account_id, parent_account_id, known_from; at most one parent an account), rounds.
    Returns a relation in brackets: account_id, ancestor_id, depth (1 = parent), known_from (of the newest link on the way).
    On a circle an account comes out as its own ancestor: that is how circles are found.
#}
{% macro ancestors_of(parents, rounds=10) %}
(
with

reach_0 as (
    select
        account_id,
        parent_account_id as ancestor_id,
        1 as depth,
        known_from
    from {{ parents }}
    where parent_account_id is not null
)
{%- for round in range(1, rounds + 1) %},

reach_{{ round }} {{ tieout.as_materialized() }} (
    select
        account_id,
        ancestor_id,
        depth,
        known_from
    from reach_{{ round - 1 }}

    union all

    select
        near.account_id,
        far.ancestor_id,
        near.depth + far.depth as depth,
        case
            when near.known_from is null or far.known_from > near.known_from then far.known_from
            else near.known_from
        end as known_from
    from reach_{{ round - 1 }} as near
    inner join reach_{{ round - 1 }} as far
        on near.ancestor_id = far.account_id
    where near.depth = {{ 2 ** (round - 1) }}
)
{%- endfor %}

select
    account_id,
    ancestor_id,
    depth,
    known_from
from reach_{{ rounds }}
)
{% endmacro %}
