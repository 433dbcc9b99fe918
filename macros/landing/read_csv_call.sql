{#
    DuckDB's `read_csv` with every choice made: nothing is sniffed, because one ragged row makes a sniffed dialect return each
    line as one column, without an error. Lines that do not fit go to the temporary table `landing_rejects`.
    Arguments: path, width (number of columns), header_only (read the first record leniently, padded with nulls).
#}
{% macro read_csv_call(path, width, header_only=false) %}
    {% set columns = [] %}
    {% for position in range(1, width + 1) %}
        {% do columns.append("'c" ~ position ~ "': 'VARCHAR'") %}
    {% endfor %}
    {% set options = [
        sql_text(path), "auto_detect = false", "columns = {" ~ columns | join(', ') ~ "}",
        "delim = ','", "quote = '\"'", "escape = '\"'",
    ] %}
    {% if header_only %}
        {# Only the padding is null: an unnamed column keeps its place as an empty name. #}
        {% do options.extend([
            "header = false", "null_padding = true", "strict_mode = false", "parallel = false", "ignore_errors = true",
            "nullstr = '\x02'",
        ]) %}
    {% else %}
        {% do options.extend([
            "header = true", "store_rejects = true", "rejects_table = 'landing_rejects'",
            "rejects_scan = 'landing_scans'", "rejects_limit = 0",
        ]) %}
    {% endif %}
    {{ return("read_csv(" ~ options | join(', ') ~ ")") }}
{% endmacro %}
