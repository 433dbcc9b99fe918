{#
    What people are asked about each kind of row of review_queue: kind -> `decision` (the word that the ready line for
    account_overrides carries: what the matching did not decide), `reason` and `what_to_do` (words; `reasons` of the pair may be appended).
    Arguments: none. Returns a dict.
#}
{% macro review_answers() %}
    {% set two = 'They count as two accounts. If they are one company add the line to account_overrides, with why and who; if they are'
        ~ ' two add it with the word different, or parent where the second is the parent of the first' %}
    {{ return({
        'near_match': {
            'decision': 'same', 'reason': 'scored just below a match', 'what_to_do': two,
        },
        'left_open': {
            'decision': 'same',
            'reason': 'likelier one company than two, but another account fits about as well or their other records do not',
            'what_to_do': two,
        },
        'kept_apart': {
            'decision': 'same', 'reason': 'alike, but kept apart by', 'what_to_do': two,
        },
        'refused_key': {
            'decision': 'same', 'reason': 'they share a key that was refused', 'what_to_do': two,
        },
        'weak_match': {
            'decision': 'different',
            'reason': 'united on a score just above a match',
            'what_to_do': 'They count as one account. If they are two companies add the line to account_overrides, with why and'
                ~ ' who; if they are one add it with the word same',
        },
        'inferred_parent': {
            'decision': 'parent',
            'reason': 'perhaps one family, which no system declares',
            'what_to_do': 'They count as two families. If the second is the parent of the first add the line to'
                ~ ' account_overrides, with why and who; if they have nothing in common add it with the word different',
        },
    }) }}
{% endmacro %}
