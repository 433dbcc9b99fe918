{# A model has at most so many rows for each row of another. Arguments: model, other (relation), most (a number). Returns one row where it has more. #}
{% test at_most_for_each(model, other, most) %}
with

counted as (
    select
        (select count(*) from {{ model }}) as model_rows,
        (select count(*) from {{ other }}) as other_rows
)

select *
from counted
where model_rows > {{ most }} * other_rows
{% endtest %}
