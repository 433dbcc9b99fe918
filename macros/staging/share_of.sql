{#
    amount x part / whole, rounded half away from zero to cents, without a float in between.
    Arguments: `amount`, `part`, `whole`: expressions of at most four decimals; signs of part and whole are ignored.
    Returns decimal(18,2); null where any argument is null; zero where the whole is zero.
    Errors: none of its own; amounts beyond 24 digits overflow in the warehouse.
#}
{% macro share_of(amount, part, whole) -%}
    {%- set units = [] -%}
    {%- for expression in [amount, part, whole] -%}
        {%- do units.append(
            'cast(cast(abs(' ~ expression ~ ') as decimal(28, 4)) * 10000 as decimal(38, 0))'
        ) -%}
    {%- endfor -%}
    cast(
        case
            when {{ amount }} is null or {{ part }} is null or {{ whole }} is null then null
            when {{ whole }} = 0 then 0
            else
                sign({{ amount }})
                * cast(
                    {{ integer_quotient(
                        '2 * ' ~ units[0] ~ ' * ' ~ units[1] ~ ' + 100 * ' ~ units[2],
                        '200 * ' ~ units[2]
                    ) }} as decimal(18, 0)
                )
        end * cast(0.01 as decimal(18, 2)) as decimal(18, 2)
    )
{%- endmacro %}
