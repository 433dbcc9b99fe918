{#
    How many thresholds hold, warn and fail, and each that does not: its value against its bounds, its owner, what to do and the
    largest records behind it. Failures come first.
    Argument: statuses, from `summary_statuses`. Returns a list of lines. Errors: none.
#}
{% macro summary_thresholds(statuses) %}
    {% set scorecard = summary_relation("drift_scorecard", statuses, ["threshold_id", "status"]) %}
    {% set breaches = summary_relation("chk_drift__breaches", statuses, [
        "threshold_id", "scope_name", "scope_type", "status", "value", "unit", "against", "warn_at", "fail_at",
        "owner_name", "contact", "what_to_do", "top_deals",
    ]) %}
    {% if scorecard is none or breaches is none %}
        {{ return(["", "thresholds: not measured in this run"]) }}
    {% endif %}
    {# Of a threshold with many scopes the worst one counts. #}
    {% set counts = {"ok": 0, "warn": 0, "fail": 0, "not_applicable": 0} %}
    {% for row in run_query(
        "select worst, count(*) from (select threshold_id, case"
        ~ " when max(case when status = 'fail' then 1 else 0 end) = 1 then 'fail'"
        ~ " when max(case when status = 'warn' then 1 else 0 end) = 1 then 'warn'"
        ~ " when max(case when status = 'ok' then 1 else 0 end) = 1 then 'ok'"
        ~ " else 'not_applicable' end as worst from " ~ scorecard
        ~ " group by threshold_id) as thresholds group by worst"
    ).rows %}
        {% do counts.update({row[0]: row[1] | int}) %}
    {% endfor %}
    {% set lines = ["", "thresholds: " ~ counts.ok ~ " hold, " ~ counts.warn ~ " warn, " ~ counts.fail ~ " fail"
        ~ (", " ~ counts.not_applicable ~ " not applicable" if counts.not_applicable else "")] %}
    {% set found = run_query(
        "select status, threshold_id, scope_type, scope_name, value, unit, against, warn_at, fail_at, owner_name,"
        ~ " contact, what_to_do, top_deals from " ~ breaches
        ~ " order by case status when 'fail' then 0 else 1 end, threshold_id, abs(value) desc, scope_name"
    ).rows %}
    {% set shown = 15 %}
    {% for row in found[:shown] %}
        {% do lines.append("  " ~ row[0].ljust(4) ~ "  " ~ row[1]
            ~ ("" if row[2] == "total" else ", " ~ row[2] ~ " " ~ row[3])) %}
        {% set texts = [
            summary_quantity(row[4], row[5]) ~ (" since the previous run" if row[6] == "previous" else "")
            ~ "; warns at " ~ summary_quantity(row[7]) ~ "; fails at " ~ summary_quantity(row[8]),
            row[9] ~ (" <" ~ row[10] ~ ">" if row[10] else "") ~ ": " ~ row[11],
        ] %}
        {% if row[12] %}
            {% do texts.append("behind it: " ~ row[12]) %}
        {% endif %}
        {% for text in texts %}
            {% for line in (text | wordwrap(90, wrapstring="\n")).split("\n") %}
                {% do lines.append("          " ~ line) %}
            {% endfor %}
        {% endfor %}
    {% endfor %}
    {% if found | length > shown %}
        {% do lines.append("  and " ~ (found | length - shown) ~ " more in checks.chk_drift__breaches") %}
    {% endif %}
    {{ return(lines) }}
{% endmacro %}
