{#
    What each cell of the operating book must be, as conditions that find the wrong ones.
    Arguments: none. Returns a list of rules: seed, key (SQL, names the row), column, wrong (SQL condition on a row of the seed,
    called book), problem (SQL text: what is wrong and what is allowed). Errors: none.
#}
{% macro book_rules() %}
    {% set tables = book_tables() %}
    {% set rules = [] %}
    {% for seed, table in tables.items() %}
        {% set keyed = [] %}
        {% for column in table.key %}
            {% do keyed.append("coalesce(cast(book." ~ column ~ " as varchar), '')") %}
        {% endfor %}
        {% set key = keyed | join(" || ' ' || ") %}
        {% set found = [] %}
        {% for column in table.filled %}
            {% do found.append([
                column, "nullif(trim(cast(book." ~ column ~ " as varchar)), '') is null", "'is empty'",
            ]) %}
        {% endfor %}
        {% for column, words in table.get("words", {}).items() %}
            {% do found.append([
                column, "book." ~ column ~ " not in (" ~ quoted_list(words) ~ ")",
                "'is none of " ~ words | join(", ") ~ "'",
            ]) %}
        {% endfor %}
        {% for column, seen in table.get("known", {}).items() %}
            {% do found.append([
                column,
                "book." ~ column ~ " not in (select " ~ seen[1] ~ " from " ~ ref(seen[0])
                    ~ " where " ~ seen[1] ~ " is not null)",
                "'is not in " ~ seen[0] ~ ", column " ~ seen[1] ~ "'",
            ]) %}
        {% endfor %}
        {% do found.append([table.key | last, "book.copy > 1", "'repeats another row'"]) %}
        {% do found.extend(table.get("special", [])) %}
        {% for rule in found %}
            {% do rules.append({
                "seed": seed, "key": key, "column": rule[0],
                "wrong": rule[1], "problem": rule[2],
            }) %}
        {% endfor %}
    {% endfor %}
    {{ return(rules) }}
{% endmacro %}
