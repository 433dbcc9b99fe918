{#
    The seeds of the operating book and what their cells may hold: key (columns that name a row), filled (columns that are
    never empty), words (column -> list), needed (values of the first key column that must be there), derived (name -> SQL of a
    value that a special condition reads), known (column -> [model, column]), special (column, SQL condition, SQL text).
    Arguments: none. Returns a dictionary by seed. Errors: none.
#}
{% macro book_tables() %}
    {% set categories = ["definition", "timing", "hierarchy", "quality", "adjustment", "rounding", "unexplained"] %}
    {% set steps = [
        "booked_to_invoiced", "invoiced_to_recognised", "invoiced_to_collected", "booked_to_reported",
        "invoiced_to_reported", "recognised_to_reported", "collected_to_reported",
    ] %}
    {% set measures = ["booked", "invoiced", "recognised", "collected"] %}
    {% set owner = ["owners", "owner"] %}
    {% set whole_days = ["sla_days", "book.sla_days < 0", "'is below 0'"] %}
    {{ return({
        "reason_codes": {
            "key": ["step", "line"],
            "filled": ["step", "line", "category", "sort_order", "meaning", "owner", "what_to_do"],
            "words": {"step": steps, "category": categories},
            "known": {"owner": owner},
        },
        "exception_rules": {
            "key": ["rule"],
            "filled": ["rule", "category", "entity", "severity", "sla_days", "what", "why", "how_to_fix"],
            "words": {
                "category": [
                    "ambiguous", "orphan", "missing", "unowned", "conflicting", "unreadable", "unapproved", "late",
                    "duplicate", "stale", "unexplained",
                ],
                "severity": ["warn", "error"],
            },
            "known": {"owner": owner, "entity": ["entity_owners", "entity"]},
            "special": [whole_days],
        },
        "entity_owners": {"key": ["entity"], "filled": ["entity", "owner"], "known": {"owner": owner}},
        "owners": {
            "key": ["owner"], "filled": ["owner", "name", "team", "contact"], "known": {"backup": owner},
        },
        "drift_thresholds": {
            "key": ["threshold_id"],
            "filled": [
                "threshold_id", "metric", "scope", "comparison", "against", "direction", "netting", "owner",
                "what_to_do", "agreed_by", "valid_until",
            ],
            "words": {
                "scope": ["total", "family", "account", "owner", "source"],
                "comparison": ["abs", "pct", "count", "age"],
                "against": ["bound", "previous"],
                "direction": ["either", "above", "below"],
                "netting": ["net", "gross"],
            },
            "known": {"owner": owner, "metric": ["chk_drift__metrics", "metric"]},
            "special": threshold_rules(),
        },
        "metric_definitions": {
            "key": ["metric", "version"],
            "needed": measures,
            "derived": {
                "valid_to_before": "lag(coalesce(book.valid_to, date '9999-12-31')) over"
                    ~ " (partition by book.metric order by book.valid_from, book.version)",
            },
            "filled": [
                "metric", "version", "in_plain_language", "counts", "does_not_count", "source_of_truth", "owner",
                "updates", "on_disagreement", "signed_off_by", "valid_from",
            ],
            "words": {"metric": measures},
            "known": {"owner": owner},
            "special": [
                ["valid_to", "book.valid_to <= book.valid_from", "'is not after valid_from'"],
                ["valid_from", "book.valid_from < book.valid_to_before", "'lies within the version before'"],
            ],
        },
        "recognition_rules": {
            "key": ["recognition_method"],
            "filled": ["recognition_method", "recognised_when", "evidence", "basis", "owner", "until_then"],
            "words": {"recognition_method": ["ratable", "point_in_time", "milestone", "usage"]},
            "known": {"owner": owner, "until_then": ["reason_codes", "line"]},
        },
        "product_map": {
            "key": ["source_system", "product_code"],
            "filled": ["source_system", "product_code", "product", "is_booked", "is_invoiced", "recognition_method"],
            "known": {"recognition_method": ["recognition_rules", "recognition_method"]},
        },
        "field_sources": {
            "key": ["entity", "field"],
            "filled": ["entity", "field", "rule", "required", "control"],
            "words": {
                "entity": ["account"],
                "field": golden_fields().keys() | list,
                "rule": ["oldest", "newest", "most_complete"],
                "control": ["must_agree", "may_differ"],
            },
            "special": field_source_rules(),
        },
        "golden_pairs": {
            "key": ["source_system", "source_account_id", "other_source_system", "other_source_account_id"],
            "filled": [
                "source_system", "source_account_id", "other_source_system", "other_source_account_id", "is_same", "why",
            ],
        },
        "handoffs": {
            "key": ["handoff"],
            "needed": ["won_to_order", "order_to_invoice", "won_to_start", "start_to_live", "invoice_to_cash"],
            "filled": ["handoff", "from_stage", "to_stage", "owner", "sla_days"],
            "known": {"owner": owner},
            "special": [whole_days],
        },
        "close_calendar": {
            "key": ["period"],
            "derived": {
                "moment_before": "lag(" ~ read_timestamp("book.closes_at", var("reporting_timezone"))
                    ~ ") over (order by book.period)",
            },
            "filled": ["period", "closes_at"],
            "special": close_rules(),
        },
        "account_overrides": {
            "key": [
                "decision", "source_system", "source_account_id", "other_source_system", "other_source_account_id",
                "decided_on",
            ],
            "derived": override_columns(),
            "filled": [
                "decision", "source_system", "source_account_id", "other_source_system", "other_source_account_id",
                "why", "who", "decided_on",
            ],
            "words": {
                "decision": ["same", "different", "parent"],
                "source_system": var("systems"), "other_source_system": var("systems"),
            },
            "special": override_rules(),
        },
        "exception_decisions": {
            "key": ["exception_id", "rule", "scope", "decided_on"],
            "filled": ["decision", "reason", "decided_by", "decided_on"],
            "words": {"decision": ["not_a_repeat"]},
            "known": {"rule": ["exception_rules", "rule"]},
            "special": [
                ["rule", "book.exception_id is null and book.rule is null",
                    "'is empty, and so is exception_id: the decision is about nothing'"],
                ["expires_on", "book.expires_on < book.decided_on", "'is before decided_on'"],
            ],
        },
    }) }}
{% endmacro %}
