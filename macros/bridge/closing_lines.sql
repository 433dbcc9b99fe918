{#
    The two lines that close a step in a wide model of levels: `rounding`, at most `limit` either way around `carried`, and
    `unexplained`, whatever is left. Both are null where the gap is (a missing rate): greatest() and least() would skip the null.
    Arguments: the expressions of `from` and `to`, the list of reason expressions between them, the limit (`rounding_limit`), the
    suffix of the two columns ('' or '_reporting'), and `carried`: rounding that is known by its own amount, if any.
#}
{% macro closing_lines(from_level, to_level, reasons, limit, suffix='', carried='0') %}
    {%- set gap -%}
    ({{ to_level }} - {{ from_level }}{% for reason in reasons %} - {{ reason }}{% endfor %})
    {%- endset %}
    {%- set rounded -%}
    ({{ carried }} + greatest(-({{ limit }}), least({{ limit }}, {{ gap }} - {{ carried }})))
    {%- endset %}
        case when {{ gap }} is not null then {{ rounded }} end as rounding{{ suffix }},
        case when {{ gap }} is not null then {{ gap }} - {{ rounded }} end as unexplained{{ suffix }}
{%- endmacro %}
