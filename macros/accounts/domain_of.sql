{#
    The domain that a company registered, from a web address or an e-mail address: "https://shop.acme.co.uk/uk?x=1" and
    "Billing@acme.co.uk" are acme.co.uk. Where many rows are read, `host_of` in one step and `registered_domain` in the next is quicker.
    Arguments: expression (SQL text). Returns a SQL expression; null where the text holds no domain.
#}
{% macro domain_of(expression) -%}
    {{ tieout.registered_domain(tieout.host_of(expression)) }}
{%- endmacro %}
