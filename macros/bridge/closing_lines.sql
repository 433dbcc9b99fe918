{#
    The two lines that close a step in a wide model of levels: `rounding`, at most `limit` either way, and `unexplained`,
    whatever is left. Arguments: the expressions of `from` and `to`, the list of reason expressions between them, the limit
    and the suffix of the two columns ('' or '_reporting').
#}
{% macro closing_lines(from_level, to_level, reasons, limit, suffix='') %}
    {%- set gap -%}
    ({{ to_level }} - {{ from_level }}{% for reason in reasons %} - {{ reason }}{% endfor %})
    {%- endset %}
        greatest(-({{ limit }}), least({{ limit }}, {{ gap }})) as rounding{{ suffix }},
        {{ gap }} - greatest(-({{ limit }}), least({{ limit }}, {{ gap }})) as unexplained{{ suffix }}
{%- endmacro %}
