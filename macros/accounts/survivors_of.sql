{#
    Follows merges to their end: A merged into B, B merged into C makes C the survivor of both.
    Arguments: merges, a relation with the columns record_key and surviving_record_key (each record at most once);
    hops, how many merges in a row are followed.
    Returns a relation in brackets: record_key, surviving_record_key. Records on a circle of merges have no survivor and are left out.
#}
{% macro survivors_of(merges, hops=12) %}
(
    select
        ends.record_key,
        ends.surviving_record_key
    from
        {% for hop in range(hops) %}(
            select
                near.record_key,
                coalesce(far.surviving_record_key, near.surviving_record_key) as surviving_record_key
            from {% endfor %}{{ merges }} as near
            left join {{ merges }} as far on near.surviving_record_key = far.record_key
        {%- for hop in range(hops - 1) %}
        ) as near
        left join {{ merges }} as far on near.surviving_record_key = far.record_key
        {%- endfor %}
        ) as ends
    left join {{ merges }} as open_merges
        on ends.surviving_record_key = open_merges.record_key
    where open_merges.record_key is null
)
{% endmacro %}
