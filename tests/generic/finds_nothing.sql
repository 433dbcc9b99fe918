{# A model of findings has no rows. Arguments: model. Returns its rows. #}
{% test finds_nothing(model) %}
    select * from {{ model }}
{% endtest %}
