-- Cash that no application claims: received (or refunded) and unapplied at once, on no deal, at the
-- payer's account. In the shape of int_events__cash_movements.
with receipts as (

    select * from {{ ref('int_events__receipts') }}

),

final as (

    {% for measure in ['collected', 'unapplied_cash'] -%}
    select
        as_of,
        as_of_date,
        cast(null as varchar) as deal_id,
        account_id,
        currency,
        source_system,
        document_id as source_record_id,
        '' as source_line_id,
        known_from,
        known_to,
        event_date,
        '{{ measure }}' as measure,
        'unclaimed' as part,
        unclaimed_amount as amount,
        cast(unclaimed_amount * document_rate as decimal(38, 14)) as amount_exact,
        document_rate as fx_rate,
        rate_date as fx_rate_date
    from receipts
    where unclaimed_amount <> 0
    {{ "union all" if not loop.last }}
    {% endfor %}

)

select * from final
