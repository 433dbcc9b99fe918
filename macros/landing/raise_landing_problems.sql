{#
    Stops the build with one error that lists every problem of the extracts. Argument: problems (list of sentences).
#}
{% macro raise_landing_problems(problems) %}
    {% if problems %}
        {{ exceptions.raise_compiler_error(
            "The extracts cannot be read; nothing was changed and no model ran. "
            ~ problems | length ~ " problem(s):\n  - " ~ problems | join('\n  - ')
        ) }}
    {% endif %}
{% endmacro %}
