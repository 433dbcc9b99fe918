{#
    The document type of a NetSuite transaction type code.
    Arguments: `type_code`: expression of `transaction.type`.
    Returns one of the shared document types; `deposit_application` for the record that uses up a deposit (its applications are the deposit's);
    `journal` for whatever else may post.
#}
{% macro netsuite_document_type(type_code) -%}
    case {{ type_code }}
        when 'SalesOrd' then 'order'
        when 'CustInvc' then 'invoice'
        when 'CustCred' then 'credit_memo'
        when 'CashSale' then 'cash_sale'
        when 'CashRfnd' then 'cash_refund'
        when 'CustPymt' then 'payment'
        when 'CustDep' then 'deposit'
        when 'CustRfnd' then 'refund'
        when 'DepAppl' then 'deposit_application'
        else 'journal'
    end
{%- endmacro %}
