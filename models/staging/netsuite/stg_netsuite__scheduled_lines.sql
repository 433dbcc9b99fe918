with
element_sources as (
    select * from {{ ref('stg_netsuite__element_sources') }}
),

final as (
    select
        source_document_id as transaction_id,
        source_line_id as line_id
    from element_sources
    where has_actual_plan and source_line_id is not null
    group by
        source_document_id,
        source_line_id
)

select * from final
