{#
    Zero tolerance: one column is the sum of others, on every row where it is filled; a missing part
    counts as a finding.
    Arguments: model, total (a column), parts (columns). Returns the offending rows.
#}
{% test rows_add_up(model, total, parts) %}

select *
from {{ model }}
where
    {{ total }} is not null
    and (
        {{ parts | join(' + ') }} is null
        or {{ total }} <> {{ parts | join(' + ') }}
    )

{% endtest %}
