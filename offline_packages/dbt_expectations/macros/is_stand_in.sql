{#
    True in this stand-in; the real package has no such macro. It lets the build summary say which
    of the two a build used. No arguments, no errors.
#}
{% macro is_stand_in() %}
    {{ return(true) }}
{% endmacro %}
