{#
    The ISO text of an Excel cell that holds a date. Excel keeps dates as days since 30 December 1899, with the time of day as
    a fraction; a cell that was typed as text stays what it is. Argument: cell (an expression).
#}
{% macro excel_date_text(cell) -%}
    case
        when regexp_full_match({{ cell }}, '[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?')
            then strftime(
                timestamp '1899-12-30' + to_seconds(cast(round(cast({{ cell }} as double) * 86400) as bigint)),
                '%Y-%m-%dT%H:%M:%S'
            )
        else {{ cell }}
    end
{%- endmacro %}
