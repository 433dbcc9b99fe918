-- Rows of the adjustment register that enter no reported number, and why.
with adjustments as (

    select * from {{ ref('int_bridge__adjustments_placed') }}
    where as_of = 'latest' and not is_effective

),

final as (

    select
        'adjustment_not_effective' as rule,
        'adjustment' as entity,
        source_system,
        adjustment_id as source_record_id,
        deal_id,
        account_id,
        'unassigned' as owner_name,
        amount_reporting,
        month as since_date,
        'the adjustment ' || refusal as detail
    from adjustments

)

select * from final
