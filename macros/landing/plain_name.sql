{#
    A name without case and punctuation, so that `account_id`, `AccountId` and `Account_ID` are one name,
    as are `Contract_Term__c` and `contract_term_c`. Argument: name.
#}
{% macro plain_name(name) %}
    {{ return(modules.re.sub('[^a-z0-9]', '', (name or '') | lower)) }}
{% endmacro %}
