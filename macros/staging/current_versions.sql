{#
    Part of a base model (`readable`): the CTEs that add `is_current` to its rows, in `chosen`. In history mode the version to read
    is the one that is active or, of a record that its system has deleted, the last.
    Argument: keys, the names of the key columns. It reads the CTEs `checked` and `numbered`, and ends with a comma.
#}
{% macro current_versions(keys) %}
ended as (
    select {{ keys | join(', ') }}, max(_fivetran_start) as last_start
    from checked
    where not coalesce(_fivetran_active, true) and unreadable_column is null and missing_column is null
    group by {{ keys | join(', ') }}
),

followed as (
    select {% for name in keys %}ended.{{ name }}{{ ", " if not loop.last }}{% endfor %}
    from checked
    inner join ended on {{ equal_columns('checked', 'ended', keys) }}
    where
        coalesce(checked._fivetran_active, true)
        and checked.unreadable_column is null
        and checked.missing_column is null
    group by {% for name in keys %}ended.{{ name }}{{ ", " if not loop.last }}{% endfor %}
),

last_versions as (
    select ended.*
    from ended
    left join followed on {{ equal_columns('ended', 'followed', keys) }}
    where followed.{{ keys[0] }} is null
),

chosen as (
    select
        numbered.*,
        coalesce(numbered._fivetran_active, true) or last_versions.{{ keys[0] }} is not null
            as is_current
    from numbered
    left join last_versions
        on {{ equal_columns('numbered', 'last_versions', keys) }}
        and numbered._fivetran_start = last_versions.last_start
),
{% endmacro %}
