{#
    The first day of the bridge's history (var `history_starts_on`) as a text, or none where the history is all that the
    extracts hold. In SQL it stands as `{{ history_date() }}`.
    Error: a value that is not the first day of a month. on-run-start asks first, so no model runs before it.
#}
{% macro history_start() %}
    {% set asked = var('history_starts_on', none) %}
    {% if asked is none or asked | string | trim == '' %}
        {{ return(none) }}
    {% endif %}
    {% set text = asked | string | trim %}
    {% if not modules.re.match('^[0-9]{4}-(0[1-9]|1[0-2])-01$', text) %}
        {{ exceptions.raise_compiler_error(
            "The var history_starts_on is '" ~ text ~ "'. Write the first day of a month (2026-01-01), or leave it out"
            ~ " where the extracts go back to the company's beginning."
        ) }}
    {% endif %}
    {{ return(text) }}
{% endmacro %}
