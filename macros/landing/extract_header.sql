{#
    The columns of an extract file, as a list of name and expression (how a column is read as text). Argument: file.
    CSV: the first record is read with room for 1,000 columns, so that a quoted header name may hold commas or newlines;
    a column of the file is then addressed by its position, whatever its name.
    Parquet: the file's own types are written as text: timestamps as ISO, decimals exact, whole floats without a fraction (an id
    2001 that arrived as 2001.0 is the same id). Excel: cells as the file keeps them; `landing_plan` knows what a date looks like.
#}
{% macro extract_header(file) %}
    {% set header = [] %}
    {% if file.kind == 'csv' %}
        {% set query = "select * from " ~ read_csv_call(file.path, 1000, header_only=true) ~ " limit 1" %}
        {% for row in run_query(query).rows %}
            {% for name in row if name is not none %}
                {% do header.append({'name': (name | string).lstrip('\ufeff').strip(), 'expression': 'c' ~ loop.index}) %}
            {% endfor %}
        {% endfor %}
        {# A NUL byte in a name is the mark of UTF-16. #}
        {% for item in header if '\x00' in item.name %}{{ return([]) }}{% endfor %}
    {% else %}
        {% for row in run_query("describe select * from " ~ read_typed_call(file)).rows %}
            {% set column = 'file_rows.' ~ adapter.quote(row[0] | replace('"', '""')) %}
            {% if row[1].startswith('TIMESTAMP WITH TIME ZONE') %}
                {% set expression = "strftime(" ~ column ~ " at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%f') || 'Z'" %}
            {% elif row[1].startswith('TIMESTAMP') %}
                {% set expression = "strftime(cast(" ~ column ~ " as timestamp), '%Y-%m-%dT%H:%M:%S.%f')" %}
            {% elif row[1] in ('DOUBLE', 'FLOAT') %}
                {% set expression = "case when " ~ column ~ " = trunc(" ~ column ~ ") and abs(" ~ column ~ ") < 1e15 then "
                    ~ "cast(cast(" ~ column ~ " as bigint) as varchar) else cast(" ~ column ~ " as varchar) end" %}
            {% else %}
                {% set expression = "cast(" ~ column ~ " as varchar)" %}
            {% endif %}
            {% do header.append({'name': row[0], 'expression': expression}) %}
        {% endfor %}
    {% endif %}
    {{ return(header) }}
{% endmacro %}
