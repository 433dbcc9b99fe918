with
accounting_lines as (
    select * from {{ ref('base_netsuite__transactionaccountingline') }}
    where quarantine_rule is null
),

declared_books as (
    select * from {{ ref('base_netsuite__accountingbook') }}
    where quarantine_rule is null
),

books_in_use as (
    select accountingbook as accounting_book_id
    from accounting_lines
    group by accountingbook
),

-- Every book repeats every posting; the primary one is the ledger, and NetSuite gives it id 1.
ranked as (
    select
        books_in_use.accounting_book_id,
        row_number() over (
            order by
                case when coalesce(declared_books.isprimary, false) then 0 else 1 end,
                case when books_in_use.accounting_book_id = '1' then 0 else 1 end,
                length(books_in_use.accounting_book_id),
                books_in_use.accounting_book_id
        ) as book_rank
    from books_in_use
    left join declared_books
        on books_in_use.accounting_book_id = declared_books.id
),

final as (
    select accounting_book_id
    from ranked
    where book_rank = 1
)

select * from final
