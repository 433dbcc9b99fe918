{#
    The tables that the project reads, by system. A union over all of them needs their names while dbt parses, when the source
    declarations are not known yet; once they are, this list must agree with them.
    Argument: system. Returns the table names; none for a system that is off.
    Error: a declared table that the list lacks, or the other way round.
#}
{% macro tables_of_system(system) %}
    {% set tables = {
        'salesforce': [
            'account', 'contact', 'currency_type', 'dated_conversion_rate', 'opportunity', 'opportunity_history',
            'opportunity_line_item', 'product_2', 'user',
        ],
        'netsuite': [
            'account', 'accountingbook', 'accountingperiod', 'consolidatedexchangerate', 'currency', 'currencyrate',
            'customer', 'entityaddress', 'item', 'nexttransactionlinelink', 'revenueelement', 'revenueplan',
            'revenueplanplannedrevenue', 'subsidiary', 'transaction', 'transactionaccountingline', 'transactionline',
        ],
        'ops': ['projects'],
        'spreadsheets': ['adjustments'],
    } %}
    {% if system not in tables %}
        {{ exceptions.raise_compiler_error(
            "The var systems names '" ~ system ~ "', which the project does not know. Known: " ~ tables.keys() | join(', ')
        ) }}
    {% endif %}
    {% if execute and flags.WHICH not in ('parse', 'list') %}
        {% set declared = declared_tables(system) | map(attribute='name') | sort %}
        {% if declared and declared != tables[system] | sort %}
            {{ exceptions.raise_compiler_error(
                "tables_of_system lists " ~ tables[system] | sort | join(', ') ~ " for " ~ system
                ~ ", but the source declaration has " ~ declared | join(', ')
            ) }}
        {% endif %}
    {% endif %}
    {{ return(tables[system]) }}
{% endmacro %}
