"""Planted disagreements of the second step, invoiced to recognised."""

from datetime import timedelta

from company.demo import catalog
from company.demo.lives import milestone, project
from company.money import in_parts, money, month_of, months_from

R = "invoiced_to_recognised"
DAY = timedelta(days=1)


def _subscribed(w, buyer=None, last="2026-02-27", code=None, billed=True):
    """A subscription sold, ordered and billed; gives deal, order, invoice, buyer, amount."""
    buyer, code = buyer or w.pick(), code or w.rng.choice(catalog.SUBSCRIPTIONS)
    amount, won = w.amount(code, w.rng.choice([1, 2])), w.date(last=last)
    contract = w.sale(buyer, [(code, amount)], won)
    order = w.order(contract, buyer, [(code, amount, won + 8 * DAY)], w.later(won, 1, 6))
    invoice = w.bill(order, [(1, amount)], w.later(won, 8, 12), buyer) if billed else None
    w.pay(invoice, buyer)
    return contract, order, invoice, buyer, amount


def _rolled_out(w, last="2026-01-30", started=20):
    """A roll-out sold, ordered and billed as one; gives deal, invoice, buyer, amount."""
    buyer = w.pick()
    amount, won = w.amount("ROLL-SVC", w.rng.choice([1, 2])), w.date("2024-07-08", last)
    contract = w.sale(buyer, [("ROLL-SVC", amount)], won, term=4)
    order = w.order(contract, buyer, [("ROLL-SVC", amount, won + 8 * DAY)], w.later(won, 1, 6))
    invoice = w.bill(order, [(1, amount)], w.later(won, 8, 12), buyer)
    w.pay(invoice, buyer)
    return contract, invoice, buyer, amount


def billed_for_a_year(w):
    """Billed for a year ahead: a twelfth is earned at once, the rest is owed."""
    contract, _, invoice, _, amount = _subscribed(w)
    w.spread(invoice, 1, invoice.date, 12)
    w.plant(R, "deferred_revenue", invoice.date, -(amount - in_parts(amount, 12)[0]),
            "a year was billed and a month of it is earned", contract)


def not_live_yet(w):
    """Billed in full; the roll-out is still going on, or has just ended."""
    contract, invoice, buyer, amount = _rolled_out(w, last="2026-05-15")
    live = w.later(invoice.date, 50, 120)
    project(w, contract, buyer, w.later(invoice.date, 3, 12), live)
    milestone(w, invoice, live)
    w.plant(R, "awaiting_delivery", invoice.date, -amount, "billed, and the work is not live",
            contract)


def billed_in_arrears(w):
    """Care for half a year, earned by the month and billed at its end."""
    buyer = w.pick(fits=lambda x: x.currency == "USD")
    won = w.date("2026-02-02" if w.count("arrears") < 3 else catalog.FIRST_DAY, "2026-05-29")
    amount, start = w.amount("CARE-SUB", 2), months_from(month_of(won), 2)[1]
    contract = w.sale(buyer, [("CARE-SUB", amount)], won, term=6)
    due = w.later(won, 190, 200)
    order = w.order(contract, buyer, [("CARE-SUB", amount, due)], w.later(won, 1, 6))
    w.c.schedule(order, 1, start, months=6)
    w.pay(w.bill(order, [(1, amount)], w.later(due, 0, 4), buyer, taxed=False), buyer)
    w.plant(R, "unbilled_revenue", start, in_parts(amount, 6)[0], "earned before it is billed",
            contract)


def masts_passed_through(w):
    """Radar masts, bought and sold on at cost: nobody's revenue here."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    amount, masts = w.amount(code, 3), w.amount("MAST-HW", 2)
    won = w.date(last="2026-04-30")
    lines = [(code, amount), ("MAST-HW", masts)]
    contract = w.sale(buyer, lines, won)
    order = w.order(contract, buyer, [(*x, won + 8 * DAY) for x in lines], w.later(won, 1, 6))
    on = w.later(won, 8, 12)
    w.pay(w.bill(order, [(1, amount), (2, masts)], on, buyer), buyer)
    w.plant(R, "outside_recognised_definition", on, -masts, "the masts are passed through at cost",
            contract)


def no_schedule(w):
    """Billed to deferred revenue, and nobody set up the schedule."""
    contract, _, invoice, _, amount = _subscribed(w, last="2026-05-15", code="CARE-SUB")
    w.plant(R, "no_recognition_schedule", invoice.date, -amount,
            "nothing will ever release what was deferred", contract)


def recognised_too_early(w):
    """Earned by the calendar, a month after the invoice, while the roll-out goes on."""
    contract, invoice, buyer, amount = _rolled_out(w, last="2026-03-31")
    live = w.later(invoice.date, 95, 190)
    project(w, contract, buyer, w.later(invoice.date, 5, 20), live)
    if w.chance(40):
        project(w, contract, buyer, w.later(invoice.date, 5, 20), None, status="cancelled")
    early = months_from(month_of(invoice.date), 2)[1]
    w.c.schedule(invoice, 1, invoice.date, amounts={early: amount})
    w.plant(R, "recognised_before_delivery", early, amount,
            "recognised while the work was not live", contract)


def posted_by_hand(w):
    """An accountant posts revenue by hand on a subscription's deal."""
    contract, _, invoice, buyer, _ = _subscribed(w, last="2026-01-30")
    w.spread(invoice, 1, invoice.date, 12)
    on = w.later(invoice.date, 70, 110)
    amount = money(w.amount("CALL-USE", w.rng.randint(150, 900)))
    w.c.manual_journal(on, amount, deal=contract.deal, customer=buyer.customer,
                       currency=buyer.currency, subsidiary=buyer.customer.subsidiary,
                       memo="Catch-up agreed with the auditor")
    w.plant(R, "manual_journal", on, amount, "revenue was posted by hand", contract)


def posted_for_a_customer(w):
    """Revenue posted by hand for a customer, without a deal; once a month late."""
    buyer = w.pick("USD")
    contract = w.orphan(buyer)
    amount, on = money(w.amount("CALL-USE", w.rng.randint(90, 400))), w.date(last="2026-04-30")
    period = months_from(month_of(on), 2)[1] if w.chance(50) else None
    w.c.manual_journal(on, amount, income="usage", customer=buyer.customer, period=period,
                       subsidiary=buyer.customer.subsidiary,
                       created=f"{period}-04" if period else None, memo="Calls counted by hand")
    w.plant(R, "manual_journal", period or on, amount, "revenue that no deal explains", contract)


def earned_at_the_rate_of_the_invoice(w):
    """What is deferred stays at the rate of its invoice; the deal counts at its own."""
    currency = w.rng.choice(["EUR", "GBP"])
    contract, _, invoice, _, amount = _subscribed(w, w.pick(currency))
    w.spread(invoice, 1, invoice.date, 12)
    moved = w.rate(currency, invoice.date) - w.rate(currency, contract.close)
    w.plant(R, "fx_movement", invoice.date, 0, "deferred at another rate than booked", contract,
            usd=money((in_parts(amount, 12)[0] - amount) * moved))


PLANTS = [
    billed_for_a_year, not_live_yet, billed_in_arrears, masts_passed_through, no_schedule,
    recognised_too_early, posted_by_hand, posted_for_a_customer, earned_at_the_rate_of_the_invoice,
]
