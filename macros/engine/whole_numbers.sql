{#
    A relation of the whole numbers from 1 to `count`, in the column generated_number: give it an alias.
    Argument: count, a number at compile time. Errors: dbt stops on anything but a positive number.
#}
{% macro whole_numbers(count) %}
    ({{ dbt.generate_series(count) }})
{% endmacro %}
