{#
    A record id, or a reference to one, as it can be compared across systems: trimmed, without a spreadsheet's ".0", and a
    Salesforce id of 18 characters as its first 15 (the other three are a checksum that some exports leave out). Case matters in the 15.
    Only ids that look like Salesforce's are cut: three last characters A-Z or 0-5, and a letter somewhere.
    Arguments: expression (SQL text). Returns a SQL expression; null for a blank id.
#}
{% macro comparable_id(expression) %}
    {{ return(adapter.dispatch('comparable_id', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__comparable_id(expression) -%}
    {%- set id = 'trim(cast(' ~ expression ~ ' as varchar))' -%}
    case
        when length({{ id }}) = 18
            and {{ tieout.matches_pattern(id, '^[0-9A-Za-z]{15}[A-Z0-5]{3}$') }}
            and {{ tieout.matches_pattern(id, '[A-Za-z]') }}
            then left({{ id }}, 15)
        when {{ id }} like '%.0%'
            then {{ tieout.replace_pattern(id, '^([0-9]+)\\.0+$', '\\1') }}
        else nullif({{ id }}, '')
    end
{%- endmacro %}
