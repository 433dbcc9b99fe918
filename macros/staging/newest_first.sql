{#
    The order in which copies of one key are ranked, as a list of `column direction`: newest stamp first, then the content of
    every column, so that only rows that are equal in everything tie. Argument: declared (of `declared_table`).
#}
{% macro newest_first(declared) %}
    {% set stamps = ['_fivetran_synced', 'system_modstamp', 'last_modified_date', 'lastmodifieddate',
        'linelastmodifieddate', 'updated_at'] %}
    {% set names = declared.columns | map(attribute='name') | list %}
    {% set terms = [] %}
    {% for name in stamps if name in names %}
        {% do terms.append(name ~ ' desc nulls last') %}
    {% endfor %}
    {% for name in names if name not in stamps %}
        {% do terms.append(name ~ ' nulls last') %}
    {% endfor %}
    {{ return(terms) }}
{% endmacro %}
