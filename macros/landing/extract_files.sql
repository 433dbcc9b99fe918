{#
    The files in a system's extract folder: path, name, kind (csv, parquet, xlsx), table key (plain name of the stem), size,
    modified_at and, below 16 MB, the md5 of the content. Argument: system.
    Larger files are told apart by size and time only, because hashing them would read them in whole.
#}
{% macro extract_files(system) %}
    {% set kinds = {'.csv': 'csv', '.csv.gz': 'csv', '.parquet': 'parquet', '.xlsx': 'xlsx'} %}
    {% set small = 16 * 1024 * 1024 %}
    {% set files = [] %}
    {% set listing = "select filename, size, cast(epoch_us(last_modified) as varchar) from read_blob("
        ~ sql_text(var('extracts_dir') ~ '/' ~ system ~ '/*') ~ ") order by filename" %}
    {% for row in run_query(listing).rows %}
        {% set name = modules.re.split('[/\\\\]', row[0])[-1] %}
        {% for ending, kind in kinds.items() if (name | lower).endswith(ending) %}
            {% do files.append({
                'path': row[0],
                'name': name,
                'kind': kind,
                'table_key': plain_name(name[:-(ending | length)]),
                'size': row[1] | int,
                'modified_at': row[2],
                'md5': none,
            }) %}
        {% endfor %}
    {% endfor %}
    {% set to_hash = [] %}
    {% for file in files if file.size < small %}
        {% do to_hash.append(sql_text(file.path)) %}
    {% endfor %}
    {% if to_hash %}
        {% set hashes = {} %}
        {% for row in run_query("select filename, md5(content) from read_blob([" ~ to_hash | join(', ') ~ "])").rows %}
            {% do hashes.update({row[0]: row[1]}) %}
        {% endfor %}
        {% for file in files %}
            {% do file.update({'md5': hashes.get(file.path)}) %}
        {% endfor %}
    {% endif %}
    {{ return(files) }}
{% endmacro %}
