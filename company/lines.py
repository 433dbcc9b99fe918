"""The category of each line of the bridge, as docs/bridge.md gives it."""

CATEGORIES = {
    "definition": (
        "outside_invoiced_definition", "outside_booked_definition",
        "outside_recognised_definition", "sales_tax"),
    "quality": (
        "duplicate_booking", "order_without_deal", "crm_amount_stale", "missing_order",
        "overdue_invoice", "over_invoiced", "invoice_without_deal", "crm_fx_rate",
        "billed_to_unrelated_account", "no_recognition_schedule", "recognised_before_delivery"),
    "timing": (
        "before_booking", "awaiting_order", "scheduled_billing", "awaiting_invoice",
        "awaiting_credit", "fx_movement", "billed_in_other_currency", "deferred_revenue",
        "awaiting_delivery", "unbilled_revenue", "receivable_not_due", "receivable_overdue",
        "unapplied_credit", "unapplied_cash", "fx_settlement"),
    "adjustment": (
        "order_cancelled", "credit_memo", "manual_journal", "write_off", "settlement_discount",
        "approved_adjustment"),
    "hierarchy": ("billed_to_related_account",),
    "rounding": ("rounding",),
}
CATEGORY_OF = {line: category for category, lines in CATEGORIES.items() for line in lines}
