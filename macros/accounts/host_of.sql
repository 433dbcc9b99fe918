{#
    The host of a web address or an e-mail address, for `registered_domain`: without scheme, path, user and port.
    Arguments: expression (SQL text). Returns a SQL expression, of whatever the text holds.
#}
{% macro host_of(expression) -%}
    {#- Of several addresses the first counts. -#}
    {%- set host = "trim(lower(cast(" ~ expression ~ " as varchar)))" -%}
    {%- set host = tieout.replace_pattern(host, '^(mailto:|[a-z]+:/*|//)', '') -%}
    {%- set host = tieout.replace_pattern(host, '[,;/?#\\s].*$', '') -%}
    {%- set host = tieout.replace_pattern(host, '^.*@', '') -%}
    {%- set host = tieout.replace_pattern(host, ':[0-9]*$|\\.+$|^www[0-9]*\\.', '') -%}
    {{ host }}
{%- endmacro %}
