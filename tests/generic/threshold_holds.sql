{#
    A threshold of the book holds in every scope. Sits on chk_drift__breaches, which nothing reads, so that a breach stops no
    model. Counts 1 for a warning and 1,000,000 for a failure: it warns from 1 on and fails from 1,000,000 on.
    Arguments: model; threshold_id, or none for every threshold that no test names. Returns the breaches.
#}
{% test threshold_holds(model, threshold_id=none) %}
    {{ config(
        tags=['threshold'], store_failures=true, severity='error',
        fail_calc="coalesce(sum(case status when 'fail' then 1000000 else 1 end), 0)",
        warn_if='> 0', error_if='>= 1000000'
    ) }}
    {%- set named = [] -%}
    {%- if execute and threshold_id is none -%}
        {%- for node in graph.nodes.values() if node.test_metadata and node.test_metadata.name == 'threshold_holds' -%}
            {%- do named.append(node.test_metadata.kwargs.get('threshold_id')) -%}
        {%- endfor -%}
    {%- endif %}
    select *
    from {{ model }}
    where
        {%- if threshold_id is not none %}
        threshold_id = '{{ threshold_id }}'
        {%- else %}
        threshold_id not in ({{ quoted_list(['no threshold'] + (named | select | sort)) }})
        {%- endif %}
{% endtest %}
