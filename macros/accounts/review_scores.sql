{#
    The three bands of a score. At `match` and above two records are one company and nobody need look; below `no_match` they are
    two and nobody need look; between the two the matching decides (at 0) and a person should look. A score is the logarithm of
    the odds: 2 is a probability of 88 %, -2 one of 12 %. The var `review_scores` moves both: [no_match, match].
    Arguments: none. Returns a dict {no_match, match}. Errors: bounds that do not enclose 0 stop the compilation.
#}
{% macro review_scores() %}
    {% set no_match, match = var('review_scores')[0] | float, var('review_scores')[1] | float %}
    {% if not (no_match <= 0 <= match) %}
        {{ exceptions.raise_compiler_error("review_scores: " ~ var('review_scores') ~ " does not enclose 0") }}
    {% endif %}
    {{ return({'no_match': no_match, 'match': match}) }}
{% endmacro %}
