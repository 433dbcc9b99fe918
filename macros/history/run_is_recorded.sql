{# Whether this dbt command changes what is in the warehouse, so that its run is written down. Arguments, errors: none. #}
{% macro run_is_recorded() %}
    {{ return(execute and flags.WHICH in ("build", "run", "seed", "snapshot", "clone")) }}
{% endmacro %}
