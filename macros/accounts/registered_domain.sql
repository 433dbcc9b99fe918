{#
    The domain that a company registered, from a host: shop.acme.co.uk is acme.co.uk's. Below a country code, the usual second levels
    (co, com, org, ...) keep a third.
    Arguments: host (SQL text, what `host_of` gives; a column is read several times at no cost, an expression is computed as often).
    Returns a SQL expression; null where the text holds no domain (no dot, an IP address, a bare co.uk).
#}
{% macro registered_domain(host) -%}
    {%- set levels = '(co|com|net|org|gov|edu|ac|or|ne|go|gob|gouv|gv|ltd|plc|mil|nom|info|biz|firm|web|id|sch|nhs|me)' -%}
    {%- set domain = tieout.replace_pattern(
        host, '^(.*\\.)?([^.]+\\.' ~ levels ~ '\\.[a-z]{2})$', '\\2'
    ) -%}
    {%- set plain = tieout.replace_pattern(host, '^(.*\\.)?([^.]+\\.[^.]+)$', '\\2') -%}
    case
        when not ({{ tieout.matches_pattern(host, '^[^\\s.@]+(\\.[^\\s.@]+)*\\.[^\\s.@0-9]{2,}$') }})
            or {{ tieout.matches_pattern(host, '^(co|com|net|org|gov|ac)\\.[a-z]{2}$') }}
            then null
        when {{ host }} not like '%.%.%' then {{ host }}
        when {{ tieout.matches_pattern(host, '[^.]+\\.' ~ levels ~ '\\.[a-z]{2}$') }} then {{ domain }}
        else {{ plain }}
    end
{%- endmacro %}
