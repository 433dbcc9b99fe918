"""Scenarios of the second step: from invoiced to recognised."""

from company.brambleway.answers import B, C, R, at_once, monthly, not_paid, paid


def hardware_passed_through(w):
    """4,000 of licences and 2,500 of hardware that is nobody's revenue here."""
    account, customer = w.buyer("copperfield", "Copperfield Labs LLC", "COPPERFIELD LABS")
    deal = w.c.deal(account, [("SEAT-LIC", 4000), ("GATE-HW", 2500)], won="2026-02-17",
                    owner=w.hana)
    order = w.c.order(deal, customer, [
        ("SEAT-LIC", 4000, "2026-02-19"), ("GATE-HW", 2500, "2026-02-19")], "2026-02-18")
    invoice = w.c.invoice(order, [(1, 4000), (2, 2500)], "2026-02-19")
    w.c.payment(customer, 6500, "2026-03-18", apply=[(invoice, 6500)])
    w.answers.expect([
        ("2026-02", B, "booked", 6500),
        ("2026-02", B, "invoiced", 6500),
        ("2026-02", R, "invoiced", 6500),
        ("2026-02", R, "outside_recognised_definition", -2500),
        ("2026-02", R, "recognised", 4000),
        *paid("2026-02", "2026-03", 6500),
    ], account, deal)


def not_live_yet(w):
    """Onboarding billed in April, still in progress; the rest is due when it goes live."""
    account, customer = w.buyer("undermill", "Undermill Hospitals", "UNDERMILL HOSPITALS",
                                by="number")
    deal = w.c.deal(account, [("ONB-SVC", 9000)], won="2026-04-13", owner=w.theo)
    order = w.c.order(deal, customer, [
        ("ONB-SVC", 6000, "2026-04-16"), ("ONB-SVC", 3000, None)], "2026-04-15")
    invoice = w.c.invoice(order, [(1, 6000)], "2026-04-16")
    w.c.schedule(invoice, 1, "2026-04-16", expected="2026-09")
    w.c.payment(customer, 6000, "2026-05-14", apply=[(invoice, 6000)])
    w.c.project("BW-41", "Undermill onboarding", "in_progress", account=account, deal=deal,
                executed="2026-04-14", planned="2026-04-27", started="2026-05-04",
                planned_hours=180, actual_hours=62, cost=4960,
                owner="delivery@brambleway.example", updated="2026-06-26")
    w.answers.expect([
        ("2026-04", B, "booked", 9000),
        ("2026-04", B, "scheduled_billing", -3000),
        ("2026-04", B, "invoiced", 6000),
        ("2026-04", R, "invoiced", 6000),
        ("2026-04", R, "awaiting_delivery", -6000),
        *paid("2026-04", "2026-05", 6000),
    ], account, deal)


def live_and_the_rest_unbilled(w):
    """Live on 13 May: revenue follows, and the last 1,000 should have been billed by 23 May."""
    account, customer = w.buyer("glasswing", "Glasswing Robotics, Inc.", "Glasswing Robotics Inc")
    deal = w.c.deal(account, [("ONB-SVC", 6000)], won="2026-02-16", owner=w.ines)
    order = w.c.order(deal, customer, [
        ("ONB-SVC", 5000, "2026-02-19"), ("ONB-SVC", 1000, None)], "2026-02-18")
    invoice = w.c.invoice(order, [(1, 5000)], "2026-02-19")
    w.c.schedule(invoice, 1, "2026-02-19", amounts={"2026-05": 5000})
    w.c.payment(customer, 5000, "2026-03-19", apply=[(invoice, 5000)])
    w.c.project("BW-38", "Glasswing onboarding", "live", account=account, deal=deal,
                executed="2026-02-17", planned="2026-03-02", started="2026-03-05",
                live="2026-05-13", planned_hours=120, actual_hours=131, cost=10480,
                owner="delivery@brambleway.example")
    w.answers.expect([
        ("2026-02", B, "booked", 6000),
        ("2026-02", B, "scheduled_billing", -1000),
        ("2026-02", B, "invoiced", 5000),
        ("2026-05", B, "scheduled_billing", 1000),
        ("2026-05", B, "overdue_invoice", -1000),
        ("2026-02", R, "invoiced", 5000),
        ("2026-02", R, "awaiting_delivery", -5000),
        ("2026-05", R, "awaiting_delivery", 5000),
        ("2026-05", R, "recognised", 5000),
        *paid("2026-02", "2026-03", 5000),
    ], account, deal)
    w.answers.exception("overdue_invoice", "salesforce", deal.id)


def recognised_too_early(w):
    """Onboarding recognised in April, live on 11 June."""
    account, customer = w.buyer("sablefield", "Sablefield Farms LLC", "Sablefield Farms", by="name")
    deal = w.c.deal(account, [("ONB-SVC", 4200)], won="2026-03-12", owner=w.rufus)
    order = w.c.order(deal, customer, [("ONB-SVC", 4200, "2026-03-17")], "2026-03-16")
    invoice = w.c.invoice(order, [(1, 4200)], "2026-03-17")
    w.c.schedule(invoice, 1, "2026-03-17", amounts={"2026-04": 4200})
    w.c.payment(customer, 4200, "2026-04-15", apply=[(invoice, 4200)])
    w.c.project("BW-39", "Sablefield onboarding", "live", account=customer, deal=deal,
                executed="2026-03-13", planned="2026-04-06", started="2026-04-13",
                live="2026-06-11", planned_hours=90, actual_hours=96, cost=7680,
                owner="delivery@brambleway.example")
    # A second project of the deal was called off; it holds nothing up.
    w.c.project("BW-40", "Sablefield data move", "cancelled", account=customer, deal=deal,
                executed="2026-03-13", planned="2026-05-04", cancelled="2026-04-29",
                planned_hours=30, owner="delivery@brambleway.example")
    w.answers.expect([
        ("2026-03", B, "booked", 4200),
        ("2026-03", B, "invoiced", 4200),
        ("2026-03", R, "invoiced", 4200),
        ("2026-03", R, "awaiting_delivery", -4200),
        ("2026-04", R, "recognised_before_delivery", 4200),
        ("2026-04", R, "recognised", 4200),
        ("2026-06", R, "recognised_before_delivery", -4200),
        ("2026-06", R, "awaiting_delivery", 4200),
        *paid("2026-03", "2026-04", 4200),
    ], account, deal)


def early_and_still_not_live(w):
    """Onboarding recognised in May although its project has not even started."""
    account, customer = w.buyer("thornbury", "Thornbury Textiles Inc", "THORNBURY TEXTILES")
    deal = w.c.deal(account, [("ONB-SVC", 1600)], won="2026-04-20", owner=w.hana)
    order = w.c.order(deal, customer, [("ONB-SVC", 1600, "2026-04-22")], "2026-04-21")
    invoice = w.c.invoice(order, [(1, 1600)], "2026-04-22")
    w.c.schedule(invoice, 1, "2026-04-22", amounts={"2026-05": 1600})
    w.c.payment(customer, 1600, "2026-05-20", apply=[(invoice, 1600)])
    w.c.project("BW-42", "Thornbury onboarding", "not_started", account=account, deal=deal,
                executed="2026-04-21", planned="2026-07-06", planned_hours=40,
                owner="delivery@brambleway.example")
    w.answers.expect([
        ("2026-04", B, "booked", 1600),
        ("2026-04", B, "invoiced", 1600),
        ("2026-04", R, "invoiced", 1600),
        ("2026-04", R, "awaiting_delivery", -1600),
        ("2026-05", R, "recognised_before_delivery", 1600),
        ("2026-05", R, "recognised", 1600),
        *paid("2026-04", "2026-05", 1600),
    ], account, deal)
    w.answers.exception("recognised_before_delivery", "salesforce", deal.id)


def billed_in_arrears(w):
    """Half a year of care, recognised by the month, billed on 1 July."""
    account, customer = w.buyer("ravenscar", "Ravenscar Shipping Co.", "RAVENSCAR SHIPPING CO")
    deal = w.c.deal(account, [("CARE-SUB", 6000)], won="2026-04-01", owner=w.theo, term=6)
    order = w.c.order(deal, customer, [("CARE-SUB", 6000, "2026-07-01")], "2026-04-02")
    w.c.schedule(order, 1, "2026-04", months=6)
    w.answers.expect([
        ("2026-04", B, "booked", 6000),
        ("2026-04", B, "scheduled_billing", -6000),
        *monthly("2026-04", 3, R, "unbilled_revenue", 1000),
        *monthly("2026-04", 3, R, "recognised", 1000),
    ], account, deal)


def billed_half_way(w):
    """Recognised by the month from April on, billed in June: from unbilled to deferred."""
    account, customer = w.buyer("oxlade", "Oxlade Survey Partners", "OXLADE SURVEY PARTNERS",
                                by="internal")
    deal = w.c.deal(account, [("CARE-SUB", 6000)], won="2026-03-30", owner=w.hana, term=6,
                    start="2026-04-01")
    order = w.c.order(deal, customer, [("CARE-SUB", 6000, "2026-06-15")], "2026-03-31")
    w.c.schedule(order, 1, "2026-04", months=6)
    w.c.invoice(order, [(1, 6000)], "2026-06-16")
    w.c.reclassify("2026-06-30", 3000, deal=deal, customer=customer)
    w.answers.expect([
        ("2026-03", B, "booked", 6000),
        ("2026-03", B, "scheduled_billing", -6000),
        ("2026-06", B, "scheduled_billing", 6000),
        ("2026-06", B, "invoiced", 6000),
        *monthly("2026-04", 2, R, "unbilled_revenue", 1000),
        ("2026-06", R, "unbilled_revenue", -2000),
        ("2026-06", R, "deferred_revenue", -3000),  # 6,000 billed, 3,000 earned
        ("2026-06", R, "invoiced", 6000),
        *monthly("2026-04", 3, R, "recognised", 1000),
        *not_paid("2026-06", 6000),
    ], account, deal)


def no_schedule(w):
    """Billed to deferred revenue in May, and nobody set up a schedule."""
    account, customer = w.buyer("dunmoor", "Dunmoor Energy, Inc.", "Dunmoor Energy", by="domain")
    deal = w.c.deal(account, [("PLAT-SUB", 3600)], won="2026-05-05", owner=w.ines)
    order = w.c.order(deal, customer, [("PLAT-SUB", 3600, "2026-05-07")], "2026-05-06")
    invoice = w.c.invoice(order, [(1, 3600)], "2026-05-07")
    w.c.payment(customer, 3600, "2026-06-04", apply=[(invoice, 3600)])
    w.answers.expect([
        ("2026-05", B, "booked", 3600),
        ("2026-05", B, "invoiced", 3600),
        ("2026-05", R, "invoiced", 3600),
        ("2026-05", R, "no_recognition_schedule", -3600),
        *paid("2026-05", "2026-06", 3600),
    ], account, deal)
    w.answers.exception("no_recognition_schedule", "salesforce", deal.id)


def posted_by_hand(w):
    """A ratable deal, plus 500 of revenue that an accountant posted by hand in June."""
    account, customer = w.buyer("wexcombe", "Wexcombe Paper Corp", "WEXCOMBE PAPER CORPORATION")
    deal = w.c.deal(account, [("PLAT-SUB", 7200)], won="2026-04-06", owner=w.rufus)
    order = w.c.order(deal, customer, [("PLAT-SUB", 7200, "2026-04-09")], "2026-04-07")
    invoice = w.c.invoice(order, [(1, 7200)], "2026-04-09")
    w.c.schedule(invoice, 1, "2026-04", months=12)
    w.c.payment(customer, 7200, "2026-05-07", apply=[(invoice, 7200)])
    w.c.manual_journal("2026-06-15", 500, deal=deal, customer=customer,
                       memo="Catch-up agreed with the auditor")
    # Approved and counted once it is: the number that goes to the board.
    w.c.adjustment("ADJ-11", "recognised", "2026-05", 75, "Usage of May, billed in July",
                   "rufus.adeyemi@brambleway.example", "hana.brandt@brambleway.example",
                   "2026-06-09 14:00:00", expires_on="2026-12-31", account=account, deal=deal)
    w.answers.expect([
        ("2026-04", B, "booked", 7200),
        ("2026-04", B, "invoiced", 7200),
        ("2026-04", R, "invoiced", 7200),
        ("2026-04", R, "deferred_revenue", -7200),
        *monthly("2026-04", 3, R, "deferred_revenue", 600),
        *monthly("2026-04", 3, R, "recognised", 600),
        ("2026-06", R, "manual_journal", 500),
        ("2026-06", R, "recognised", 500),
        *paid("2026-04", "2026-05", 7200),
        ("2026-05", "recognised_to_reported", "recognised", 600),
        ("2026-05", "recognised_to_reported", "approved_adjustment", 75),
        ("2026-05", "recognised_to_reported", "recognised_reported", 675),
    ], account, deal)


def posted_for_nobody(w):
    """250 of revenue posted by hand with no customer on it."""
    journal = w.c.manual_journal("2026-05-22", 250, income="services",
                                 memo="Unidentified, see the file of May")
    w.answers.expect([
        ("2026-05", R, "manual_journal", 250),
        ("2026-05", R, "recognised", 250),
    ], None, document=journal)


def posted_a_month_late(w):
    """120 posted by hand for a customer, dated 30 March, in the period of April."""
    account, customer = w.buyer("cresswell", "Cresswell Aviation Inc.", "CRESSWELL AVIATION INC")
    journal = w.c.manual_journal("2026-03-30", 120, income="usage", customer=customer,
                                 period="2026-04", created="2026-04-10", memo="Usage of March")
    w.answers.expect([
        ("2026-04", R, "manual_journal", 120),
        ("2026-04", R, "recognised", 120),
    ], account, document=journal)


SCENARIOS = [
    hardware_passed_through, not_live_yet, live_and_the_rest_unbilled, recognised_too_early,
    early_and_still_not_live, billed_in_arrears, billed_half_way, no_schedule,
    posted_by_hand, posted_for_nobody, posted_a_month_late,
]
