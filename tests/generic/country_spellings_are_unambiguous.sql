{#
    The spellings of a list stay different from each other after normalisation. Returns one row per text that two rows share.
    Arguments: model, column_name (the spelling).
#}
{% test country_spellings_are_unambiguous(model, column_name) %}
    select
        {{ tieout.normalise_code(column_name) }} as spelling_key,
        count(*) as spellings
    from {{ model }}
    group by {{ tieout.normalise_code(column_name) }}
    having count(*) > 1 or {{ tieout.normalise_code(column_name) }} is null
{% endtest %}
