{#
    An e-mail address for comparison, as its mailbox: lower case, out of its brackets ("Ann Lee <Ann@Acme.com>"), without the tag
    behind a plus sign (ann+crm@acme.com is delivered to ann@acme.com). Dots stay: only one provider ignores them.
    Arguments: expression (SQL text). Returns a SQL expression; null where the text is no single address.
#}
{% macro normalise_email(expression) -%}
    {%- set address = tieout.replace_pattern(
        'lower(trim(' ~ expression ~ '))', '^(.*<)?(mailto:)?([^<>]*)>?$', '\\3'
    ) -%}
    {%- set mailbox = tieout.replace_pattern('trim(' ~ address ~ ')', '^([^+@]+)\\+[^@]*@', '\\1@') -%}
    case
        when {{ tieout.matches_pattern(mailbox, '^[^@,; ]+@[^@,; ]+$') }} then {{ mailbox }}
    end
{%- endmacro %}
