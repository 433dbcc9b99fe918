-- Lines and ledger postings that were kept although their transaction was not landed (they belong
-- in quarantine, by the rule missing_parent), and months that a revenue plan has posted on a
-- journal that was not landed. They stand in no number.
{{ config(enabled = 'netsuite' in var('systems')) }}

with
documents as (
    select * from {{ ref('base_netsuite__transaction') }}
),

lines as (
    select * from {{ ref('base_netsuite__transactionline') }}
    where quarantine_rule is null
),

postings as (
    select * from {{ ref('base_netsuite__transactionaccountingline') }}
    where quarantine_rule is null
),

periods as (
    select * from {{ ref('base_netsuite__accountingperiod') }}
    where quarantine_rule is null
),

planned as (
    select * from {{ ref('base_netsuite__revenueplanplannedrevenue') }}
    where quarantine_rule is null and isrecognized and journal is not null
),

-- Journals from before the history may be missing by right.
released as (
    select planned.journal
    from planned
    left join periods
        on planned.postingperiod = periods.id
    where {{ in_history('periods.startdate') }}
),

named as (
    select 'transactionline' as source_table, transaction as document_id from lines
    union all
    select 'transactionaccountingline' as source_table, transaction as document_id from postings
    union all
    select 'revenueplanplannedrevenue' as source_table, journal as document_id from released
)

select
    named.source_table,
    named.document_id,
    count(*) as rows_without_document
from named
left join documents
    on named.document_id = documents.id
where documents.id is null
group by named.source_table, named.document_id
