{{ config(enabled = 'netsuite' in var('systems')) }}

with
documents as (
    select * from {{ ref('stg_netsuite__documents') }}
),

revenue_postings as (
    select * from {{ ref('stg_netsuite__revenue_postings') }}
),

applications as (
    select * from {{ ref('stg_netsuite__applications') }}
),

named as (
    select
        posting_id as record_id,
        document_id
    from revenue_postings
    union all
    select
        application_id as record_id,
        settled_document_id as document_id
    from applications
    union all
    select
        application_id as record_id,
        settling_document_id as document_id
    from applications
)

select
    named.record_id,
    named.document_id
from named
left join documents
    on named.document_id = documents.document_id
where documents.document_id is null
