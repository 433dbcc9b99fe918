"""Scenarios of the first step: from booked to invoiced. The SLA is ten days in both handoffs."""

from company.brambleway.answers import B, C, R, at_once, monthly, not_paid, paid


def clean_subscription(w):
    """A year of platform: ordered, billed with tax, paid, and recognised month by month."""
    account, customer = w.buyer("tidewater", "Tidewater Ceramics, Inc.", "TIDEWATER CERAMICS INC")
    deal = w.c.deal(account, [("PLAT-SUB", 12000)], won="2026-01-08", owner=w.ines)
    order = w.c.order(deal, customer, [("PLAT-SUB", 12000, "2026-01-15")], "2026-01-12")
    invoice = w.c.invoice(order, [(1, 12000)], "2026-01-15", tax=720)
    w.c.schedule(invoice, 1, "2026-01", months=12)
    w.c.payment(customer, 12720, "2026-02-10", apply=[(invoice, 12720)])
    # A second invoice was typed by mistake and deleted the next morning.
    slip = w.c.invoice(customer, [("CONS-DAY", 480)], "2026-02-11")
    w.c.delete(slip, "2026-02-12 13:05:00")
    w.answers.expect([
        ("2026-01", B, "booked", 12000),
        ("2026-01", B, "invoiced", 12000),
        ("2026-01", R, "invoiced", 12000),
        ("2026-01", R, "deferred_revenue", -12000),
        *monthly("2026-01", 6, R, "deferred_revenue", 1000),
        *monthly("2026-01", 6, R, "recognised", 1000),
        *paid("2026-01", "2026-02", 12000, tax=720),
    ], account, deal)


def four_instalments(w):
    """One instalment billed, one forgotten in May, one due in the last week, one in September."""
    account, customer = w.buyer("pinemarch", "Pinemarch Freight LLC", "Pinemarch Freight, L.L.C.",
                                by="number")
    deal = w.c.deal(account, [("PLAT-SUB", 16000)], won="2026-02-03", owner=w.rufus)
    order = w.c.order(deal, customer, [
        ("PLAT-SUB", 4000, "2026-02-10"), ("PLAT-SUB", 4000, "2026-05-10"),
        ("PLAT-SUB", 4000, "2026-06-24"), ("PLAT-SUB", 4000, "2026-09-10")], "2026-02-05")
    invoice = w.c.invoice(order, [(1, 4000)], "2026-02-10")
    w.c.schedule(invoice, 1, "2026-02", months=3)
    w.c.payment(customer, 4000, "2026-03-05", apply=[(invoice, 4000)])
    w.answers.expect([
        ("2026-02", B, "booked", 16000),
        ("2026-02", B, "scheduled_billing", -12000),
        ("2026-02", B, "invoiced", 4000),
        ("2026-05", B, "scheduled_billing", 4000),  # 10 May and ten days have passed by the 31st
        ("2026-05", B, "overdue_invoice", -4000),
        ("2026-06", B, "scheduled_billing", 4000),  # 24 June: within its ten days on the 30th
        ("2026-06", B, "awaiting_invoice", -4000),
        ("2026-02", R, "invoiced", 4000),
        ("2026-02", R, "deferred_revenue", "-2666.67"),
        ("2026-02", R, "recognised", "1333.33"),
        ("2026-03", R, "deferred_revenue", "1333.33"),
        ("2026-03", R, "recognised", "1333.33"),
        ("2026-04", R, "deferred_revenue", "1333.34"),
        ("2026-04", R, "recognised", "1333.34"),
        *paid("2026-02", "2026-03", 4000),
    ], account, deal)
    w.answers.exception("overdue_invoice", "salesforce", deal.id)


def order_on_its_way(w):
    """Won in the last week of June; the order has until 4 July."""
    account, _ = w.buyer("oakline", "Oakline Dairy Co.", "OAKLINE DAIRY COMPANY", by="domain")
    deal = w.c.deal(account, [("PLAT-SUB", 5400)], won="2026-06-24", owner=w.ines)
    w.answers.expect([
        ("2026-06", B, "booked", 5400),
        ("2026-06", B, "awaiting_order", -5400),
    ], account, deal)


def order_never_came(w):
    """Won on 27 April: still awaited at the end of April, missing from 8 May on."""
    account, _ = w.buyer("ferrous", "Ferrous & Vale Ltd", "Ferrous and Vale Limited", by="tax",
                         country=("United Kingdom", "GB"))
    deal = w.c.deal(account, [("CARE-SUB", 6600)], won="2026-04-27", owner=w.hana)
    w.answers.expect([
        ("2026-04", B, "booked", 6600),
        ("2026-04", B, "awaiting_order", -6600),
        ("2026-05", B, "awaiting_order", 6600),
        ("2026-05", B, "missing_order", -6600),
    ], account, deal)
    w.answers.exception("missing_order", "salesforce", deal.id)


def contract_grew(w):
    """The order says 9,900 and the CRM still 9,000. The header of the deal is older still."""
    account, customer = w.buyer("quarrystone", "Quarrystone Media, Inc.", "Quarrystone Media")
    deal = w.c.deal(account, [("CONS-DAY", 9000)], won="2026-03-09", amount=8800, owner=w.rufus)
    order = w.c.order(deal, customer, [
        ("CONS-DAY", 4950, "2026-03-16"), ("CONS-DAY", 4950, "2026-06-16")], "2026-03-11")
    first = w.c.invoice(order, [(1, 4950)], "2026-03-16")
    w.c.payment(customer, 4950, "2026-04-14", apply=[(first, 4950)])
    w.c.invoice(order, [(2, 4950)], "2026-06-16")
    w.answers.expect([
        ("2026-03", B, "booked", 9000),
        ("2026-03", B, "crm_amount_stale", 900),
        ("2026-03", B, "scheduled_billing", -4950),
        ("2026-03", B, "invoiced", 4950),
        ("2026-06", B, "scheduled_billing", 4950),
        ("2026-06", B, "invoiced", 4950),
        *at_once("2026-03", 4950), *at_once("2026-06", 4950),
        *paid("2026-03", "2026-04", 4950), *not_paid("2026-06", 4950),
    ], account, deal)
    w.answers.exception("crm_amount_stale", "salesforce", deal.id)


def second_half_cancelled(w):
    """Four quarters ordered; the last two are closed unbilled in May."""
    account, customer = w.buyer("larkhill", "Larkhill Prints LLC", "LARKHILL PRINTS", by="name")
    deal = w.c.deal(account, [("CONS-DAY", 8000)], won="2026-01-19", owner=w.theo)
    order = w.c.order(deal, customer, [
        ("CONS-DAY", 2000, "2026-01-26"), ("CONS-DAY", 2000, "2026-04-26"),
        ("CONS-DAY", 2000, "2026-07-26"), ("CONS-DAY", 2000, "2026-10-26")], "2026-01-21")
    first = w.c.invoice(order, [(1, 2000)], "2026-01-26")
    second = w.c.invoice(order, [(2, 2000)], "2026-04-27")
    w.c.payment(customer, 2000, "2026-02-25", apply=[(first, 2000)])
    w.c.payment(customer, 2000, "2026-05-20", apply=[(second, 2000)])
    order.cancel(3, "2026-05-14").cancel(4, "2026-05-14")
    w.answers.expect([
        ("2026-01", B, "booked", 8000),
        ("2026-01", B, "scheduled_billing", -6000),
        ("2026-01", B, "invoiced", 2000),
        ("2026-04", B, "scheduled_billing", 2000),
        ("2026-04", B, "invoiced", 2000),
        ("2026-05", B, "scheduled_billing", 4000),
        ("2026-05", B, "order_cancelled", -4000),
        *at_once("2026-01", 2000), *at_once("2026-04", 2000),
        *paid("2026-01", "2026-02", 2000), *paid("2026-04", "2026-05", 2000),
    ], account, deal)


def billed_too_much(w):
    """Ordered 3,000, billed 3,200; nobody has credited the difference."""
    account, customer = w.buyer("saltmeadow", "Saltmeadow Foods Corp.", "SALTMEADOW FOODS CORP",
                                by="internal")
    deal = w.c.deal(account, [("SEAT-LIC", 3000)], won="2026-03-02", owner=w.ines)
    order = w.c.order(deal, customer, [("SEAT-LIC", 3000, "2026-03-05")], "2026-03-03")
    invoice = w.c.invoice(order, [(1, 3200)], "2026-03-05")
    w.c.payment(customer, 3200, "2026-04-02", apply=[(invoice, 3200)])
    w.answers.expect([
        ("2026-03", B, "booked", 3000),
        ("2026-03", B, "over_invoiced", 200),
        ("2026-03", B, "invoiced", 3200),
        *at_once("2026-03", 3200), *paid("2026-03", "2026-04", 3200),
    ], account, deal)
    w.answers.exception("over_invoiced", "salesforce", deal.id)


def credited_and_billed_again(w):
    """Billed 2,600 for a deal of 2,400; credited in full and billed right in February."""
    account, customer = w.buyer("ashdell", "Ashdell Tools Inc", "Ashdell Tools, Incorporated")
    deal = w.c.deal(account, [("SEAT-LIC", 2400)], won="2026-01-21", owner=w.rufus)
    order = w.c.order(deal, customer, [("SEAT-LIC", 2400, "2026-01-23")], "2026-01-22")
    wrong = w.c.invoice(order, [(1, 2600)], "2026-01-23")
    w.c.credit_memo(wrong, [(1, 2600)], "2026-02-16")
    right = w.c.invoice(order, [(1, 2400, 1)], "2026-02-17")
    w.c.payment(customer, 2400, "2026-03-16", apply=[(right, 2400)])
    w.answers.expect([
        ("2026-01", B, "booked", 2400),
        ("2026-01", B, "over_invoiced", 200),
        ("2026-01", B, "invoiced", 2600),
        ("2026-02", B, "over_invoiced", -200),
        ("2026-02", B, "invoiced", -200),
        *at_once("2026-01", 2600), *at_once("2026-02", -200),
        ("2026-01", C, "invoiced", 2600),
        ("2026-01", C, "receivable_not_due", -2600),
        ("2026-02", C, "invoiced", -200),
        ("2026-02", C, "receivable_not_due", 200),
        ("2026-03", C, "receivable_not_due", 2400),
        ("2026-03", C, "collected", 2400),
    ], account, deal)


def service_credit(w):
    """A credit of 400 for an outage, never billed again; the schedule gives up a month for it."""
    account, customer = w.buyer("brightfen", "Brightfen Clinics, PLLC", "Brightfen Clinics PLLC",
                                by="number")
    deal = w.c.deal(account, [("PLAT-SUB", 4800)], won="2026-02-11", owner=w.hana)
    order = w.c.order(deal, customer, [("PLAT-SUB", 4800, "2026-02-13")], "2026-02-12")
    invoice = w.c.invoice(order, [(1, 4800)], "2026-02-13")
    w.c.schedule(invoice, 1, "2026-02", months=12)
    credit = w.c.credit_memo(invoice, [(1, 400)], "2026-05-18")
    w.c.schedule(credit, 1, "2026-05", amounts={"2026-05": -400})
    w.c.payment(customer, 4400, "2026-06-08", apply=[(invoice, 4400)])
    w.answers.expect([
        ("2026-02", B, "booked", 4800),
        ("2026-02", B, "invoiced", 4800),
        ("2026-05", B, "credit_memo", -400),
        ("2026-05", B, "invoiced", -400),
        ("2026-02", R, "invoiced", 4800),
        ("2026-02", R, "deferred_revenue", -4800),
        *monthly("2026-02", 5, R, "deferred_revenue", 400),
        *monthly("2026-02", 5, R, "recognised", 400),
        ("2026-05", R, "invoiced", -400),
        ("2026-05", R, "recognised", -400),  # 400 of the month and -400 of the credit
        ("2026-02", C, "invoiced", 4800),
        ("2026-02", C, "receivable_not_due", -4800),
        ("2026-03", C, "receivable_not_due", 4800),
        ("2026-03", C, "receivable_overdue", -4800),
        ("2026-05", C, "invoiced", -400),
        ("2026-05", C, "receivable_overdue", 400),
        ("2026-06", C, "receivable_overdue", 4400),
        ("2026-06", C, "collected", 4400),
    ], account, deal)


def downsell_not_credited(w):
    """A year of licences, then 600 given back on paper in June, and no credit memo yet."""
    account, customer = w.buyer("corbel", "Corbel Insurance Group", "CORBEL INSURANCE GROUP")
    deal = w.c.deal(account, [("SEAT-LIC", 3100)], won="2026-02-24", owner=w.theo)
    order = w.c.order(deal, customer, [("SEAT-LIC", 3100, "2026-02-26")], "2026-02-25")
    invoice = w.c.invoice(order, [(1, 3100)], "2026-02-26")
    w.c.payment(customer, 3100, "2026-03-24", apply=[(invoice, 3100)])
    less = w.c.deal(account, [("SEAT-LIC", -600)], won="2026-06-10", owner=w.ines,
                    name="Corbel: fewer seats", kind="Existing Business")
    w.answers.expect([
        ("2026-02", B, "booked", 3100),
        ("2026-02", B, "invoiced", 3100),
        *at_once("2026-02", 3100), *paid("2026-02", "2026-03", 3100),
    ], account, deal)
    w.answers.expect([
        ("2026-06", B, "booked", -600),
        ("2026-06", B, "awaiting_credit", 600),
    ], account, less)


def invoice_out_of_nowhere(w):
    """700 billed by hand: no deal, no order."""
    account, customer = w.buyer("marlow", "Marlow Instruments, Inc.", "Marlow Instruments Inc.",
                                by="domain")
    invoice = w.c.invoice(customer, [("CONS-DAY", 700)], "2026-05-06")
    w.answers.expect([
        ("2026-05", B, "invoice_without_deal", 700),
        ("2026-05", B, "invoiced", 700),
        *at_once("2026-05", 700), *not_paid("2026-05", 700, overdue="2026-06"),
    ], account, document=invoice)
    w.answers.exception("invoice_without_deal", "netsuite", invoice.id)


def order_out_of_nowhere(w):
    """An order that no deal stands behind; the first of its two parts is billed and paid."""
    account, customer = w.buyer("hallowell", "Hallowell Boats LLC", "HALLOWELL BOATS", by="name")
    order = w.c.order(None, customer, [
        ("CONS-DAY", 2000, "2026-04-20"), ("CONS-DAY", 1500, "2026-08-20")], "2026-04-14")
    invoice = w.c.invoice(order, [(1, 2000)], "2026-04-20")
    w.c.payment(customer, 2000, "2026-05-19", apply=[(invoice, 2000)])
    w.answers.expect([
        ("2026-04", B, "order_without_deal", 3500),
        ("2026-04", B, "scheduled_billing", -1500),
        ("2026-04", B, "invoiced", 2000),
        *at_once("2026-04", 2000), *paid("2026-04", "2026-05", 2000),
    ], account, document=order)
    w.answers.exception("order_without_deal", "netsuite", order.id)


def ordered_before_it_was_won(w):
    """Ordered and partly billed in March, closed in the CRM on 3 April."""
    account, customer = w.buyer("windrush", "Windrush Apparel Co", "Windrush Apparel Company")
    deal = w.c.deal(account, [("CONS-DAY", 4000)], won="2026-04-03", created="2026-03-02",
                    owner=w.rufus)
    order = w.c.order(deal, customer, [
        ("CONS-DAY", 1500, "2026-03-30"), ("CONS-DAY", 2500, "2026-05-29")], "2026-03-26")
    first = w.c.invoice(order, [(1, 1500)], "2026-03-30")
    w.c.payment(customer, 1500, "2026-04-15", apply=[(first, 1500)])
    # Dated 29 May, entered five days later, when May was about to be closed.
    w.c.invoice(order, [(2, 2500)], "2026-05-29", created="2026-06-03 14:20:00")
    w.answers.expect([
        ("2026-03", B, "before_booking", 4000),
        ("2026-03", B, "scheduled_billing", -2500),
        ("2026-03", B, "invoiced", 1500),
        ("2026-04", B, "booked", 4000),
        ("2026-04", B, "before_booking", -4000),
        ("2026-05", B, "scheduled_billing", 2500),
        ("2026-05", B, "invoiced", 2500),
        *at_once("2026-03", 1500), *at_once("2026-05", 2500),
        *paid("2026-03", "2026-04", 1500), *not_paid("2026-05", 2500, overdue="2026-06"),
    ], account, deal)


def billed_before_it_was_won(w):
    """Billed on 29 April straight to the deal, without an order; won on 4 May."""
    account, customer = w.buyer("kestrel", "Kestrel Labs, Inc.", "KESTREL LABS INC", by="internal")
    deal = w.c.deal(account, [("CONS-DAY", 960)], won="2026-05-04", created="2026-04-02",
                    owner=w.hana)
    invoice = w.c.invoice(customer, [("CONS-DAY", 960)], "2026-04-29", deal=deal)
    w.c.payment(customer, 960, "2026-05-26", apply=[(invoice, 960)])
    w.answers.expect([
        ("2026-04", B, "before_booking", 960),
        ("2026-04", B, "invoiced", 960),
        ("2026-05", B, "booked", 960),
        ("2026-05", B, "before_booking", -960),
        *at_once("2026-04", 960), *paid("2026-04", "2026-05", 960),
    ], account, deal)


def resold_and_usage(w):
    """2,000 of 7,000 is billed by a partner; 310 of usage is billed on top and never booked."""
    account, customer = w.buyer("fernbank", "Fernbank Outfitters Inc.", "Fernbank Outfitters, INC")
    deal = w.c.deal(account, [("SEAT-LIC", 5000), ("FEED-PTR", 2000)], won="2026-04-08",
                    owner=w.ines)
    order = w.c.order(deal, customer, [("SEAT-LIC", 5000, "2026-04-10")], "2026-04-09")
    invoice = w.c.invoice(order, [(1, 5000)], "2026-04-10")
    w.c.payment(customer, 5000, "2026-05-08", apply=[(invoice, 5000)])
    usage = w.c.invoice(order, [("MSG-USE", 310)], "2026-05-31")
    w.c.payment(customer, 310, "2026-06-22", apply=[(usage, 310)])
    w.answers.expect([
        ("2026-04", B, "booked", 7000),
        ("2026-04", B, "outside_invoiced_definition", -2000),
        ("2026-04", B, "invoiced", 5000),
        ("2026-05", B, "outside_booked_definition", 310),
        ("2026-05", B, "invoiced", 310),
        *at_once("2026-04", 5000), *at_once("2026-05", 310),
        *paid("2026-04", "2026-05", 5000), *paid("2026-05", "2026-06", 310),
    ], account, deal)


def entered_twice(w):
    """The same sale entered by two people, two days apart; the first one has the order."""
    account, customer = w.buyer("harbourline", "Harbourline Stores Ltd.", "HARBOURLINE STORES LTD")
    deal = w.c.deal(account, [("CONS-DAY", 3300)], won="2026-05-12", owner=w.ines,
                    name="Harbour roll-out 2026")
    again = w.c.deal(account, [("CONS-DAY", 3300)], won="2026-05-14", owner=w.rufus,
                     name="HARBOUR ROLL-OUT 2026", created="2026-05-13 11:00:00")
    order = w.c.order(deal, customer, [("CONS-DAY", 3300, "2026-05-18")], "2026-05-15")
    invoice = w.c.invoice(order, [(1, 3300)], "2026-05-18")
    w.c.payment(customer, 3300, "2026-06-15", apply=[(invoice, 3300)])
    w.answers.expect([
        ("2026-05", B, "booked", 3300),
        ("2026-05", B, "invoiced", 3300),
        *at_once("2026-05", 3300), *paid("2026-05", "2026-06", 3300),
    ], account, deal)
    w.answers.expect([
        ("2026-05", B, "booked", 3300),
        ("2026-05", B, "duplicate_booking", -3300),
    ], account, again)
    w.answers.exception("duplicate_booking", "salesforce", again.id)


def billed_to_the_daughter(w):
    """Stavely Group buys, its daughter Stavely Retail is billed."""
    group, _ = w.buyer("stavely", "Stavely Group plc", "STAVELY GROUP PLC",
                       country=("United Kingdom", "GB"))
    retail, customer = w.buyer("stavely-retail", "Stavely Retail Limited", "Stavely Retail Ltd",
                               country=("United Kingdom", "GB"), parent="stavely", by="number")
    deal = w.c.deal(group, [("SEAT-LIC", 10000)], won="2026-03-10", owner=w.hana)
    order = w.c.order(deal, customer, [("SEAT-LIC", 10000, "2026-03-13")], "2026-03-12")
    invoice = w.c.invoice(order, [(1, 10000)], "2026-03-13")
    w.c.payment(customer, 10000, "2026-04-09", apply=[(invoice, 10000)])
    w.answers.expect([
        ("2026-03", B, "booked", 10000),
        ("2026-03", B, "billed_to_related_account", -10000),
    ], group, deal)
    w.answers.expect([
        ("2026-03", B, "billed_to_related_account", 10000),
        ("2026-03", B, "invoiced", 10000),
        *at_once("2026-03", 10000), *paid("2026-03", "2026-04", 10000),
    ], retail, deal)


def billed_to_a_stranger(w):
    """
    Won at half past eleven at night in New York on 31 March, ordered on 2 April, and billed to a
    leasing company that is no relation of the buyer.
    """
    account, _ = w.buyer("greywater", "Greywater Studios, Inc.", "GREYWATER STUDIOS")
    leasing, customer = w.buyer("pennant", "Pennant Leasing LLC", "Pennant Leasing L.L.C.")
    deal = w.c.deal(account, [("SEAT-LIC", 2800)], won="2026-03-31",
                    won_at="2026-04-01 03:30:00", owner=w.theo)
    order = w.c.order(deal, customer, [("SEAT-LIC", 2800, "2026-04-03")], "2026-04-02")
    invoice = w.c.invoice(order, [(1, 2800)], "2026-04-03")
    w.c.payment(customer, 2800, "2026-04-30", apply=[(invoice, 2800)])
    w.answers.expect([
        ("2026-03", B, "booked", 2800),
        ("2026-03", B, "awaiting_order", -2800),
        ("2026-04", B, "awaiting_order", 2800),
        ("2026-04", B, "billed_to_unrelated_account", -2800),
    ], account, deal)
    w.answers.expect([
        ("2026-04", B, "billed_to_unrelated_account", 2800),
        ("2026-04", B, "invoiced", 2800),
        *at_once("2026-04", 2800),
        ("2026-04", C, "invoiced", 2800),
        ("2026-04", C, "collected", 2800),
    ], leasing, deal)
    w.answers.exception("billed_to_unrelated_account", "salesforce", deal.id)


def thirds(w):
    """1,000.00 sold, three thirds of 333.33 ordered: one cent of rounding."""
    account, customer = w.buyer("tributary", "Tributary Roasters", "TRIBUTARY ROASTERS")
    deal = w.c.deal(account, [("CONS-DAY", 1000)], won="2026-04-13", owner=w.rufus)
    order = w.c.order(deal, customer, [
        ("CONS-DAY", "333.33", "2026-04-16"), ("CONS-DAY", "333.33", "2026-05-18"),
        ("CONS-DAY", "333.33", "2026-06-16")], "2026-04-14")
    for number, on, cash in ((1, "2026-04-16", "2026-05-11"), (2, "2026-05-18", "2026-06-11"),
                             (3, "2026-06-16", None)):
        invoice = w.c.invoice(order, [(number, "333.33")], on)
        if cash:
            w.c.payment(customer, "333.33", cash, apply=[(invoice, "333.33")])
    w.answers.expect([
        ("2026-04", B, "booked", 1000),
        ("2026-04", B, "rounding", "-0.01"),
        ("2026-04", B, "scheduled_billing", "-666.66"),
        ("2026-05", B, "scheduled_billing", "333.33"),
        ("2026-06", B, "scheduled_billing", "333.33"),
        *monthly("2026-04", 3, B, "invoiced", "333.33"),
        *at_once("2026-04", "333.33"), *at_once("2026-05", "333.33"),
        *at_once("2026-06", "333.33"),
        *paid("2026-04", "2026-05", "333.33"), *paid("2026-05", "2026-06", "333.33"),
        *not_paid("2026-06", "333.33"),
    ], account, deal)


def voided_invoice(w):
    """Billed in February, voided in April, never billed again: at the latest it never was."""
    account, customer = w.buyer("moorgate", "Moorgate Pumps Inc", "MOORGATE PUMPS, INC.", by="tax")
    deal = w.c.deal(account, [("SEAT-LIC", 2600)], won="2026-02-02", owner=w.ines)
    order = w.c.order(deal, customer, [("SEAT-LIC", 2600, "2026-02-05")], "2026-02-03")
    invoice = w.c.invoice(order, [(1, 2600)], "2026-02-05")
    receipt = w.c.payment(customer, 1000, "2026-03-03", apply=[(invoice, 1000)])
    w.c.void(invoice, "2026-04-20 15:10:00")
    w.answers.expect([
        ("2026-02", B, "booked", 2600),
        ("2026-02", B, "overdue_invoice", -2600),  # 5 February and ten days
    ], account, deal)
    w.answers.expect([  # what was paid on it is on account now, on no deal
        ("2026-03", C, "unapplied_cash", 1000),
        ("2026-03", C, "collected", 1000),
    ], account)
    w.answers.exception("overdue_invoice", "salesforce", deal.id)
    w.answers.exception("cash_not_applied", "netsuite", receipt.id)


def loyalty_rebate(w):
    """Licences of 2,200 less a rebate of 200 on a line of its own, in both systems."""
    account, customer = w.buyer("larchmont", "Larchmont Yachts, Inc.", "LARCHMONT YACHTS INC")
    deal = w.c.deal(account, [("SEAT-LIC", 2200), ("LOYAL-OFF", -200)], won="2026-03-16",
                    owner=w.theo)
    order = w.c.order(deal, customer, [
        ("SEAT-LIC", 2200, "2026-03-19"), ("LOYAL-OFF", -200, "2026-03-19")], "2026-03-17")
    invoice = w.c.invoice(order, [(1, 2200), (2, -200)], "2026-03-19")
    w.c.payment(customer, 2000, "2026-04-16", apply=[(invoice, 2000)])
    w.answers.expect([
        ("2026-03", B, "booked", 2000),
        ("2026-03", B, "invoiced", 2000),
        *at_once("2026-03", 2000), *paid("2026-03", "2026-04", 2000),
    ], account, deal)


def billed_day_by_day(w):
    """Three days of consulting, all due on 4 May; one billed in May, one in June, one forgotten."""
    account, customer = w.buyer("saltmarsh", "Salt Marsh Ecology LLC", "SALT MARSH ECOLOGY LLC",
                                by="domain")
    deal = w.c.deal(account, [("CONS-DAY", 3000, 3)], won="2026-04-29", owner=w.rufus)
    order = w.c.order(deal, customer, [("CONS-DAY", 3000, "2026-05-04", 3)], "2026-04-30")
    first = w.c.invoice(order, [(1, 1000)], "2026-05-06")
    w.c.invoice(order, [(1, 1000)], "2026-06-08")
    w.c.payment(customer, 1000, "2026-06-05", apply=[(first, 1000)])
    w.answers.expect([
        ("2026-04", B, "booked", 3000),
        ("2026-04", B, "scheduled_billing", -3000),
        ("2026-05", B, "scheduled_billing", 3000),
        ("2026-05", B, "overdue_invoice", -2000),
        ("2026-05", B, "invoiced", 1000),
        ("2026-06", B, "overdue_invoice", 1000),
        ("2026-06", B, "invoiced", 1000),
        *at_once("2026-05", 1000), *at_once("2026-06", 1000),
        *paid("2026-05", "2026-06", 1000), *not_paid("2026-06", 1000),
    ], account, deal)
    w.answers.exception("overdue_invoice", "salesforce", deal.id)


SCENARIOS = [
    clean_subscription, four_instalments, order_on_its_way, order_never_came, contract_grew,
    second_half_cancelled, billed_too_much, credited_and_billed_again, service_credit,
    downsell_not_credited, invoice_out_of_nowhere, order_out_of_nowhere,
    ordered_before_it_was_won, billed_before_it_was_won, resold_and_usage, entered_twice,
    billed_to_the_daughter, billed_to_a_stranger, thirds, voided_invoice,
    loyalty_rebate, billed_day_by_day,
]
