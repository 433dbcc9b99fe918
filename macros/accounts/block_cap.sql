{#
    How many records one block key may hold before a narrower key takes its place, by the kind of the key (`block_kinds`).
    Arguments: kind_bit (SQL, the kind's bit in `found_by`). Returns a SQL expression.
#}
{% macro block_cap(kind_bit) -%}
    case {{ kind_bit }}
        {%- for block in tieout.block_kinds().values() %}
        when {{ 2 ** loop.index0 }} then {{ block['cap'] }}
        {%- endfor %}
    end
{%- endmacro %}
