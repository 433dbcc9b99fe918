-- Thresholds whose agreement has run out at the as-of. Their bounds hold on until they are renewed.
with thresholds as (

    select * from {{ ref('drift_thresholds') }}

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'

),

final as (

    select
        thresholds.threshold_id,
        thresholds.owner,
        thresholds.agreed_by,
        thresholds.valid_until,
        'drift_thresholds, row ' || thresholds.threshold_id || ', column valid_until: "'
        || cast(thresholds.valid_until as varchar)
        || '" has passed: agree on the bounds again' as message
    from thresholds
    cross join as_ofs
    where thresholds.valid_until < as_ofs.as_of_date

)

select * from final
