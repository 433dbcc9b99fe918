{#
    The keys under which two records may meet: kind -> the SQL of its keys (several make one kind), how many records may share one, and
    for a key that more share, a narrower one. Pairs grow with the square of the cap: keys that are mere likeness of names have a low
    one. The order is public within the project: the place of a kind is its bit in `found_by`.
    Arguments: none.
    Returns a dict of kind -> {keys: list of SQL texts over int_accounts__records_described, cap: number, narrower: SQL or none}.
#}
{% macro block_kinds() %}
    {% set many = 60 %}
    {% set few = 20 %}
    {% set two_words = "case when first_word < second_word then first_word || ' ' || second_word else second_word || ' ' || first_word end" %}
    {{ return({
        'tax_id': {'cap': many, 'keys': ['tax_id'], 'narrower': none},
        'domain': {'cap': many, 'keys': ['domain'], 'narrower': "domain || ' ' || left(glued_name, 6)"},
        'phone': {'cap': many, 'keys': ['phone'], 'narrower': "phone || ' ' || left(glued_name, 4)"},
        'name': {'cap': many, 'keys': ['glued_name'], 'narrower': "glued_name || ' ' || coalesce(city, postal_code)"},
        'words': {'cap': many, 'keys': ['sorted_name'], 'narrower': "sorted_name || ' ' || postal_code"},
        'two_words': {'cap': few, 'keys': [two_words], 'narrower': two_words ~ " || ' ' || city"},
        'rare_word': {
            'cap': few,
            'keys': [
                'case when first_frequency <= ' ~ 2 * few ~ ' then first_word end',
                'case when second_frequency <= ' ~ 2 * few ~ ' then second_word end',
            ],
            'narrower': none,
        },
        'beginning': {
            'cap': few,
            'keys': ['case when length(glued_name) >= 6 then left(glued_name, 6) end'],
            'narrower': 'case when length(glued_name) > 6 then left(glued_name, 9) end',
        },
        'consonants': {
            'cap': few,
            'keys': ["case when length(translate(glued_name, 'aeiouy', '')) >= 4"
                ~ " then left(translate(glued_name, 'aeiouy', ''), 8) end"],
            'narrower': none,
        },
        'postcode_name': {'cap': many, 'keys': ["postal_code || ' ' || left(glued_name, 3)"], 'narrower': none},
        'city_name': {
            'cap': few,
            'keys': ["city || ' ' || left(glued_name, 4)"],
            'narrower': "city || ' ' || left(glued_name, 7)",
        },
        'address': {
            'cap': many,
            'keys': [
                "postal_code || ' ' || coalesce(house_number, '') || ' ' || left(street, 5)",
                "city || ' ' || street || ' ' || coalesce(house_number, '')",
            ],
            'narrower': none,
        },
        'label': {
            'cap': many,
            'keys': ['domain_label', 'case when length(glued_name) >= 4 then glued_name end'],
            'narrower': none,
        },
        'initials': {
            'cap': few,
            'keys': [
                'case when length(initials) >= 3 then initials end',
                'case when length(glued_name) between 3 and 6 then glued_name end',
            ],
            'narrower': none,
        },
    }) }}
{% endmacro %}
