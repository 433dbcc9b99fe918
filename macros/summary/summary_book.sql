{#
    The cells of the operating book that are wrong, and the thresholds whose agreement has run out.
    Argument: statuses, from `summary_statuses`. Returns a list of lines, empty where all is well. Errors: none.
#}
{% macro summary_book(statuses) %}
    {% set messages = [] %}
    {% for name in ("chk_book__wrong_cells", "chk_book__expired_thresholds") %}
        {% set relation = summary_relation(name, statuses, ["message"]) %}
        {% if relation is not none %}
            {% do messages.extend(run_query(
                "select message from " ~ relation ~ " order by message"
            ).rows | map("first")) %}
        {% endif %}
    {% endfor %}
    {% if not messages %}
        {{ return([]) }}
    {% endif %}
    {% set lines = ["", "operating book, cells to mend: " ~ messages | length] %}
    {% for message in messages[:20] %}
        {% for line in (message | wordwrap(96, wrapstring="\n")).split("\n") %}
            {% do lines.append(("  " if loop.first else "    ") ~ line) %}
        {% endfor %}
    {% endfor %}
    {% if messages | length > 20 %}
        {% do lines.append("  and " ~ (messages | length - 20) ~ " more in checks.chk_book__wrong_cells") %}
    {% endif %}
    {{ return(lines) }}
{% endmacro %}
