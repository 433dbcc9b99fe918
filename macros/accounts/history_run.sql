{#
    The number and the as-of of a run that adds to a history of the account master. A run of the past reads what is remembered and
    leaves it as it is; an as-of in the future knows no more than the extracts do.
    Arguments: remembered (relation: run_number, as_of_at of earlier runs), as_ofs, source_loads (int_time__as_ofs and
    int_time__source_loads). Returns a relation in brackets: run_number, as_of_at; without rows in a run of the past.
#}
{% macro history_run(remembered, as_ofs, source_loads) -%}
(
    select
        cast(last_run.run_number + 1 as integer) as run_number,
        present.as_of_at
    from (
        select least(as_ofs.as_of_at, coalesce(newest.extracted_at, as_ofs.as_of_at)) as as_of_at
        from {{ as_ofs }} as as_ofs
        cross join (
            select coalesce(max(loaded_at), max(last_changed_at)) as extracted_at
            from {{ source_loads }}
        ) as newest
        where as_ofs.as_of = 'latest'
    ) as present
    cross join (
        select
            coalesce(max(run_number), 0) as run_number,
            max(as_of_at) as as_of_at
        from {{ remembered }}
    ) as last_run
    where coalesce(last_run.as_of_at <= present.as_of_at, true)
)
{%- endmacro %}
