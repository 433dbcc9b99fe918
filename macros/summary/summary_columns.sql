{#
    Lines of text with aligned columns.

    Arguments: rows, a list of lists of texts; sides, `left` or `right` for each column; widths, the
    least width of each column (a longer text widens its column). Returns a list of lines, indented
    by two spaces. Errors: none.
#}
{% macro summary_columns(rows, sides, widths) %}
    {% set fitting = [] %}
    {% for least in widths %}
        {% set place = loop.index0 %}
        {% set longest = rows | map(attribute=place) | map("length") | max | default(0) %}
        {% do fitting.append([least, longest] | max) %}
    {% endfor %}
    {% set lines = [] %}
    {% for row in rows %}
        {% set cells = [] %}
        {% for cell in row %}
            {% set width = fitting[loop.index0] %}
            {% set text = cell | string %}
            {% do cells.append(
                text.rjust(width) if sides[loop.index0] == "right" else text.ljust(width)
            ) %}
        {% endfor %}
        {% do lines.append(("  " ~ cells | join("  ")).rstrip()) %}
    {% endfor %}
    {{ return(lines) }}
{% endmacro %}
