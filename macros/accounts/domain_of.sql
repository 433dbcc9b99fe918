{#
    The domain that a company registered, from a web address or an e-mail address: "https://shop.acme.co.uk/uk?x=1" and
    "Billing@acme.co.uk" are acme.co.uk. Below a country code, the usual second levels (co, com, org, ...) keep a third.
    Arguments: expression (SQL text). Returns a SQL expression; null where the text holds no domain (no dot, an IP address, a bare co.uk).
#}
{% macro domain_of(expression) %}
    {{ return(adapter.dispatch('domain_of', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__domain_of(expression) -%}
    {#- Of several addresses the first counts. -#}
    {%- set host = "trim(lower(cast(" ~ expression ~ " as varchar)))" -%}
    {%- set host = tieout.replace_pattern(host, '^(mailto:|[a-z]+:/*|//)', '') -%}
    {%- set host = tieout.replace_pattern(host, '[,;/?#\\s].*$', '') -%}
    {%- set host = tieout.replace_pattern(host, '^.*@', '') -%}
    {%- set host = tieout.replace_pattern(host, ':[0-9]*$|\\.+$|^www[0-9]*\\.', '') -%}
    {%- set levels = '(co|com|net|org|gov|edu|ac|or|ne|go|gob|gouv|gv|ltd|plc|mil|nom|info|biz|firm|web|id|sch|nhs|me)' -%}
    {%- set domain = tieout.replace_pattern(
        host, '^(.*\\.)?([^.]+\\.' ~ levels ~ '\\.[a-z]{2})$', '\\2'
    ) -%}
    {%- set plain = tieout.replace_pattern(host, '^(.*\\.)?([^.]+\\.[^.]+)$', '\\2') -%}
    case
        when not ({{ tieout.matches_pattern(host, '^[^\\s.@]+(\\.[^\\s.@]+)*\\.[^\\s.@0-9]{2,}$') }})
            or {{ tieout.matches_pattern(host, '^(co|com|net|org|gov|ac)\\.[a-z]{2}$') }}
            then null
        when {{ tieout.matches_pattern(host, '[^.]+\\.' ~ levels ~ '\\.[a-z]{2}$') }} then {{ domain }}
        else {{ plain }}
    end
{%- endmacro %}
