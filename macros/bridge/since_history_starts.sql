{#
    The changes of the bridge from the day on which its history starts (var `history_starts_on`), all of them without one.
    What `from` and `to` did before that day is one line, `opening_balance`, in its first month; reason lines of earlier months
    move there, so that their to-date amounts stay the balances they are. Each key adds up before and after: the lines
    before that day are together `to` less `from`, and the opening balance is `from` less `to`.
    Argument: the name of a CTE with as_of, step, month, deal_id, account_id, currency, line, line_type, amount and
    amount_reporting.
#}
{% macro since_history_starts(changes) %}
    {%- set columns = 'as_of, step, month, deal_id, account_id, currency, line, line_type' -%}
    {%- if not history_start() -%}
    select
        {{ columns }}, amount, amount_reporting
    from {{ changes }}
    {%- else -%}
    select
        {{ columns }},
        cast(sum(amount) as decimal(18, 2)) as amount,
        -- One change without a rate leaves the line without one.
        cast(
            case when count(amount_reporting) = count(*) then sum(amount_reporting) end
            as decimal(18, 2)
        ) as amount_reporting
    from (
        select
            as_of,
            step,
            case when month < {{ history_date() }} then {{ history_date() }} else month end
                as month,
            deal_id,
            account_id,
            currency,
            case
                when month < {{ history_date() }} and line_type <> 'reason' then 'opening_balance'
                else line
            end as line,
            case when month < {{ history_date() }} then 'reason' else line_type end as line_type,
            case when month < {{ history_date() }} and line_type = 'to' then -amount else amount end
                as amount,
            case
                when month < {{ history_date() }} and line_type = 'to' then -amount_reporting
                else amount_reporting
            end as amount_reporting
        from {{ changes }}
    ) as moved
    group by {{ columns }}
    having sum(amount) <> 0 or sum(amount_reporting) <> 0
    {%- endif %}
{% endmacro %}
