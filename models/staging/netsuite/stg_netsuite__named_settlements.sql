with
lines as (
    select * from {{ ref('stg_netsuite__kept_lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where
        quarantine_rule is null
        and linktype = 'Payment'
        and not coalesce(_fivetran_deleted, false)
),

-- The main line stands for the whole document: where it names a source, the other lines repeat it.
naming_lines as (
    select
        transaction as settling_id,
        id as settling_line_id,
        createdfrom as settled_id,
        coalesce(mainline, false) as is_main,
        max(case when coalesce(mainline, false) then 1 else 0 end)
            over (partition by transaction) as main_line_names,
        abs(coalesce(foreignamount, netamount)) as line_amount
    from lines
    where createdfrom is not null
),

-- The headers say how much was applied, which may be less than the line.
final as (
    select
        naming_lines.settled_id,
        naming_lines.settling_id,
        naming_lines.settling_line_id,
        least(
            naming_lines.line_amount,
            coalesce(abs(settled.paid_amount), naming_lines.line_amount),
            coalesce(abs(settling.used_amount), naming_lines.line_amount)
        ) as amount
    from naming_lines
    inner join transactions as settled
        on naming_lines.settled_id = settled.transaction_id
    inner join transactions as settling
        on naming_lines.settling_id = settling.transaction_id
    where
        (naming_lines.is_main or naming_lines.main_line_names = 0)
        and settling.document_type in (
            'payment', 'deposit_application', 'credit_memo', 'refund', 'journal'
        )
        -- Only a company that does not land the link table needs this.
        and not exists (select 1 as found from links)
)

select * from final
