{#
    amount x part / whole, rounded half away from zero to cents, without a float in between.
    Arguments: `amount`: expression of at most four decimals; `part`, `whole`: of at most eight. The signs of part and whole are ignored.
    Returns decimal(18,2); null where any argument is null; zero where the whole is zero.
    Errors: none of its own; numbers beyond some twelve digits before the point overflow in the warehouse.
#}
{% macro money_part(amount, part, whole) -%}
    {%- set money = 'cast(cast(abs(' ~ amount ~ ') as decimal(28, 4)) * 10000 as decimal(38, 0))' -%}
    {%- set share = 'cast(cast(abs(' ~ part ~ ') as decimal(28, 8)) * 100000000 as decimal(38, 0))' -%}
    {%- set total = 'cast(cast(abs(' ~ whole ~ ') as decimal(28, 8)) * 100000000 as decimal(38, 0))' -%}
    cast(
        case
            when {{ amount }} is null or {{ part }} is null or {{ whole }} is null then null
            when {{ whole }} = 0 then 0
            else
                sign({{ amount }})
                * cast(
                    {{ integer_quotient(
                        '2 * ' ~ money ~ ' * ' ~ share ~ ' + 100 * ' ~ total,
                        '200 * ' ~ total
                    ) }} as decimal(18, 0)
                )
        end * cast(0.01 as decimal(18, 2)) as decimal(18, 2)
    )
{%- endmacro %}
