{#
    dividend / divisor as a rate, rounded half away from zero to twelve decimals, without a float in between.
    Arguments: `dividend`, `divisor`: expressions of numbers with at most twelve decimals (more are rounded).
    Returns decimal(20,12); null where either is null or the divisor is zero.
    Errors: none of its own; a dividend beyond some twelve digits before the point overflows in the warehouse.
#}
{% macro rate_quotient(dividend, divisor) -%}
    {%- set whole = 'cast(cast(abs(' ~ dividend ~ ') as decimal(26, 12)) * 1000000000000 as decimal(38, 0))' -%}
    {%- set parts = 'cast(cast(abs(' ~ divisor ~ ') as decimal(26, 12)) * 1000000000000 as decimal(38, 0))' -%}
    cast(
        case
            when {{ dividend }} is null or coalesce({{ divisor }}, 0) = 0 then null
            else
                sign({{ dividend }}) * sign({{ divisor }})
                * cast(
                    {{ integer_quotient(
                        '2000000000000 * ' ~ whole ~ ' + ' ~ parts, '2 * ' ~ parts
                    ) }} as decimal(20, 0)
                )
        end * cast(0.000000000001 as decimal(12, 12)) as decimal(20, 12)
    )
{%- endmacro %}
