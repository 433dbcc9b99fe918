"""Scenarios of the third step: from invoiced to collected."""

from company.brambleway.answers import B, C, R, at_once, not_paid, paid


def _sold(w, key, crm_name, erp_name, amount, won, billed, owner, tax=0, due=None, by="native"):
    """A licence ordered on the day after it was won, billed on `billed`; answers of two steps."""
    account, customer = w.buyer(key, crm_name, erp_name, by=by)
    deal = w.c.deal(account, [("SEAT-LIC", amount)], won=won, owner=owner)
    order = w.c.order(deal, customer, [("SEAT-LIC", amount, billed)], billed)
    invoice = w.c.invoice(order, [(1, amount)], billed, tax=tax, due=due)
    month = billed[:7]
    w.answers.expect([
        (month, B, "booked", amount), (month, B, "invoiced", amount), *at_once(month, amount),
    ], account, deal)
    return account, customer, deal, invoice


def credit_left_open(w):
    """Paid in full, then 300 credited and not applied to anything."""
    account, customer, deal, invoice = _sold(
        w, "elmstead", "Elmstead Brewing LLC", "ELMSTEAD BREWING", 2100, "2026-03-10",
        "2026-03-12", w.ines)
    w.c.payment(customer, 2100, "2026-04-10", apply=[(invoice, 2100)])
    w.c.credit_memo(invoice, [(1, 300)], "2026-05-27", apply=[])
    w.answers.expect([
        ("2026-05", B, "credit_memo", -300),
        ("2026-05", B, "invoiced", -300),
        *at_once("2026-05", -300), *paid("2026-03", "2026-04", 2100),
        ("2026-05", C, "invoiced", -300),
        ("2026-05", C, "unapplied_credit", 300),
    ], account, deal)


def credit_paid_back(w):
    """Paid with tax, 450 and its tax credited in April and paid back in May."""
    account, customer, deal, invoice = _sold(
        w, "lowmarsh", "Lowmarsh Optical, Inc.", "Lowmarsh Optical Inc.", 1800, "2026-02-23",
        "2026-02-25", w.rufus, tax=144)
    w.c.payment(customer, 1944, "2026-03-20", apply=[(invoice, 1944)])
    credit = w.c.credit_memo(invoice, [(1, 450)], "2026-04-21", tax=36, apply=[])
    w.c.refund(customer, 486, "2026-05-05", of=[(credit, 486)])
    w.answers.expect([
        ("2026-04", B, "credit_memo", -450),
        ("2026-04", B, "invoiced", -450),
        *at_once("2026-04", -450), *paid("2026-02", "2026-03", 1800, tax=144),
        ("2026-04", C, "invoiced", -450),
        ("2026-04", C, "sales_tax", -36),
        ("2026-04", C, "unapplied_credit", 486),
        ("2026-05", C, "unapplied_credit", -486),
        ("2026-05", C, "collected", -486),
    ], account, deal)


def paid_a_little_more(w):
    """1,000 comes in for an invoice of 900; the rest is on account."""
    account, customer, deal, invoice = _sold(
        w, "northgate", "Northgate Floral Co", "NORTHGATE FLORAL CO.", 900, "2026-03-18",
        "2026-03-20", w.hana, by="internal")
    receipt = w.c.payment(customer, 1000, "2026-04-13", apply=[(invoice, 900)])
    w.answers.expect(paid("2026-03", "2026-04", 900), account, deal)
    w.answers.expect([
        ("2026-04", C, "unapplied_cash", 100),
        ("2026-04", C, "collected", 100),
    ], account)
    w.answers.exception("cash_not_applied", "netsuite", receipt.id)


def deposit_first(w):
    """A deposit of 500 in March for a deal won and billed in April; the rest is overdue."""
    account, customer = w.buyer("wrenfield", "Wrenfield Academy", "Wrenfield Academy", by="name")
    deal = w.c.deal(account, [("CONS-DAY", 2000)], won="2026-04-06", owner=w.theo)
    deposit = w.c.deposit(customer, 500, "2026-03-18")
    order = w.c.order(deal, customer, [("CONS-DAY", 2000, "2026-04-08")], "2026-04-07")
    invoice = w.c.invoice(order, [(1, 2000)], "2026-04-08")
    w.c.apply_deposit(deposit, [(invoice, 500)], "2026-04-09")
    w.answers.expect([
        ("2026-04", B, "booked", 2000),
        ("2026-04", B, "invoiced", 2000),
        *at_once("2026-04", 2000),
        ("2026-03", C, "unapplied_cash", 500),
        ("2026-03", C, "collected", 500),
        ("2026-04", C, "invoiced", 2000),
        ("2026-04", C, "unapplied_cash", -500),
        ("2026-04", C, "receivable_not_due", -1500),
        ("2026-05", C, "receivable_not_due", 1500),
        ("2026-05", C, "receivable_overdue", -1500),
    ], account, deal)


def deposit_paid_back(w):
    """A deposit for something that was never sold, paid back in June."""
    account, customer = w.buyer("applegarth", "Applegarth Motors Inc", "APPLEGARTH MOTORS INC")
    deposit = w.c.deposit(customer, 250, "2026-05-05")
    w.c.refund(customer, 250, "2026-06-09", of=[(deposit, 250)])
    w.answers.expect([
        ("2026-05", C, "unapplied_cash", 250),
        ("2026-05", C, "collected", 250),
        ("2026-06", C, "unapplied_cash", -250),
        ("2026-06", C, "collected", -250),
    ], account)


def rest_written_off(w):
    """1,100 of 1,500 paid; the rest is written off by a journal in May."""
    account, customer, deal, invoice = _sold(
        w, "cinderbrook", "Cinderbrook Gaming, Inc.", "Cinderbrook Gaming", 1500, "2026-01-26",
        "2026-01-27", w.ines)
    w.c.payment(customer, 1100, "2026-02-20", apply=[(invoice, 1100)])
    w.c.write_off(invoice, 400, "2026-05-29")
    w.answers.expect([
        ("2026-01", C, "invoiced", 1500),
        ("2026-01", C, "receivable_not_due", -1500),
        ("2026-02", C, "collected", 1100),
        ("2026-02", C, "receivable_not_due", 1500),
        ("2026-02", C, "receivable_overdue", -400),  # due on 26 February
        ("2026-05", C, "receivable_overdue", 400),
        ("2026-05", C, "write_off", -400),
    ], account, deal)


def written_off_by_credit(w):
    """The last 250 written off by a credit memo on the bad-debt item: no credit, a loss."""
    account, customer, deal, invoice = _sold(
        w, "barrowhill", "Barrowhill Stone LLC", "BARROWHILL STONE LLC", 1250, "2026-02-23",
        "2026-02-24", w.rufus, by="number")
    w.c.payment(customer, 1000, "2026-03-20", apply=[(invoice, 1000)])
    w.c.credit_memo(invoice, [("BAD-DEBT", 250)], "2026-06-10")
    w.answers.expect([
        ("2026-02", C, "invoiced", 1250),
        ("2026-02", C, "receivable_not_due", -1250),
        ("2026-03", C, "collected", 1000),
        ("2026-03", C, "receivable_not_due", 1250),
        ("2026-03", C, "receivable_overdue", -250),  # due on 26 March
        ("2026-06", C, "receivable_overdue", 250),
        ("2026-06", C, "write_off", -250),
    ], account, deal)


def paid_early(w):
    """Two per cent off for paying within ten days."""
    account, customer, deal, invoice = _sold(
        w, "swanmere", "Swanmere Hotels, Inc.", "SWANMERE HOTELS INC", 3000, "2026-05-11",
        "2026-05-13", w.hana, by="tax")
    w.c.payment(customer, 2940, "2026-05-20", apply=[(invoice, 3000)], discount=60)
    w.answers.expect([
        ("2026-05", C, "invoiced", 3000),
        ("2026-05", C, "settlement_discount", -60),
        ("2026-05", C, "collected", 2940),
    ], account, deal)


def over_the_counter(w):
    """A cash sale of 560 with tax, and 160 of it given back in May."""
    account, customer = w.buyer("foxglove", "Foxglove Books", "FOXGLOVE BOOKS")
    deal = w.c.deal(account, [("SEAT-LIC", 560)], won="2026-04-21", owner=w.ines)
    order = w.c.order(deal, customer, [("SEAT-LIC", 560, "2026-04-22")], "2026-04-22")
    sale = w.c.cash_sale(order, [(1, 560)], "2026-04-22", tax="44.80")
    w.c.cash_refund(sale, [(1, 160)], "2026-05-11", tax="12.80")
    w.answers.expect([
        ("2026-04", B, "booked", 560),
        ("2026-04", B, "invoiced", 560),
        ("2026-05", B, "credit_memo", -160),
        ("2026-05", B, "invoiced", -160),
        *at_once("2026-04", 560), *at_once("2026-05", -160),
        ("2026-04", C, "invoiced", 560),
        ("2026-04", C, "sales_tax", "44.80"),
        ("2026-04", C, "collected", "604.80"),
        ("2026-05", C, "invoiced", -160),
        ("2026-05", C, "sales_tax", "-12.80"),
        ("2026-05", C, "collected", "-172.80"),
    ], account, deal)


def paid_in_parts(w):
    """Billed with 62.50 of tax; paid 500.25 in time and 200 late; the rest is still open."""
    account, customer, deal, invoice = _sold(
        w, "heronsgate", "Heronsgate Rail Services", "HERONSGATE RAIL SERVICES", 1000,
        "2026-03-16", "2026-03-18", w.theo, tax="62.50")
    w.c.payment(customer, "500.25", "2026-03-30", apply=[(invoice, "500.25")])
    w.c.payment(customer, 200, "2026-05-28", apply=[(invoice, 200)])
    w.answers.expect([
        ("2026-03", C, "invoiced", 1000),
        ("2026-03", C, "sales_tax", "62.50"),
        ("2026-03", C, "receivable_not_due", "-562.25"),
        ("2026-03", C, "collected", "500.25"),
        ("2026-04", C, "receivable_not_due", "562.25"),
        ("2026-04", C, "receivable_overdue", "-562.25"),
        ("2026-05", C, "receivable_overdue", 200),
        ("2026-05", C, "collected", 200),
    ], account, deal)


SCENARIOS = [
    credit_left_open, credit_paid_back, paid_a_little_more, deposit_first, deposit_paid_back,
    rest_written_off, written_off_by_credit, paid_early, over_the_counter, paid_in_parts,
]
