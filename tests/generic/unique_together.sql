{#
    The named columns are unique together; nulls count as equal.
    Arguments: model, columns. Returns each repeated key once.
#}
{% test unique_together(model, columns) %}

select
    {{ columns | join(',\n    ') }},
    count(*) as copies
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
