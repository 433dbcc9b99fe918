-- Every account has one ultimate parent, which is its own: parents and children share it, and each
-- link is one level down from it.
with accounts as (

    select * from {{ ref('accounts') }}

)

select
    accounts.account_id,
    accounts.level,
    accounts.parent_account_id,
    accounts.ultimate_parent_id
from accounts
left join accounts as parents
    on accounts.parent_account_id = parents.account_id
left join accounts as tops
    on accounts.ultimate_parent_id = tops.account_id
where
    tops.account_id is null
    or tops.ultimate_parent_id <> tops.account_id
    or tops.level <> 0
    or coalesce(parents.level + 1, 0) <> accounts.level
    or coalesce(parents.ultimate_parent_id, accounts.account_id) <> accounts.ultimate_parent_id
    or accounts.parent_account_id is not null and parents.account_id is null
