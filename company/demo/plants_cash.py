"""Planted disagreements of the third step, invoiced to collected, and of the reported numbers."""

from datetime import timedelta

from company.demo import catalog
from company.demo.world import end_of
from company.money import money, month_of

C = "invoiced_to_collected"
DAY = timedelta(days=1)


def _billed(w, buyer=None, last="2026-02-27", due=30, taxed=True, code=None):
    """Goods sold, ordered and billed, due after `due` days; gives deal, invoice, buyer, net."""
    buyer, code = buyer or w.pick(), code or w.rng.choice(catalog.GOODS)
    net, won = w.amount(code, w.rng.randint(1, 6)), w.date(last=last)
    contract = w.sale(buyer, [(code, net)], won)
    order = w.order(contract, buyer, [(code, net, won + 8 * DAY)], w.later(won, 1, 6))
    on = w.later(won, 8, 12)
    invoice = w.bill(order, [(1, net)], on, buyer, taxed=taxed, due=on + due * DAY)
    return contract, invoice, buyer, net


def billed_with_tax(w):
    """The customer pays the tax, which nobody sold."""
    contract, invoice, buyer, net = _billed(w, w.pick(fits=lambda x: x.tax))
    w.pay(invoice, buyer)
    w.plant(C, "sales_tax", invoice.date, invoice.gross - net, "tax is billed on top and collected",
            contract)


def open_over_the_month(w):
    """Billed in one month, due and paid in the next."""
    contract, invoice, buyer, _ = _billed(w)
    first = end_of(invoice.date) + DAY
    w.pay(invoice, buyer, on=first + w.rng.randint(0, 4) * DAY)
    invoice.due = max(invoice.due, first + 6 * DAY)
    w.plant(C, "receivable_not_due", invoice.date, -invoice.gross, "open and not due at the month's end",
            contract)


def pays_late(w):
    """Open for weeks after it was due."""
    contract, invoice, buyer, _ = _billed(w)
    late = invoice.due + DAY
    w.pay(invoice, buyer, on=w.later(end_of(late), 3, 40))
    w.plant(C, "receivable_overdue", late, -invoice.gross, "open after it was due", contract)


def credit_left_open(w):
    """Paid in full, then a part is credited and used for nothing, or paid back months later."""
    contract, invoice, buyer, net = _billed(w, last="2026-01-30")
    w.pay(invoice, buyer, on=w.later(invoice.date, 10, 28))
    back = money(net * w.rng.choice([5, 8, 10]) / 100)
    tax = money(back * buyer.tax / 100)
    on = w.later(invoice.date, 45, 80)
    credit = w.c.credit_memo(invoice, [(1, back)], on, tax=tax, apply=[])
    paid_back = w.later(end_of(on), 5, 50)
    if w.chance(35) and w.happens(paid_back):
        w.c.refund(buyer.customer, back + tax, paid_back, of=[(credit, back + tax)])
    w.plant(C, "unapplied_credit", on, back + tax, "a credit that was used for nothing", contract)


def paid_too_much(w):
    """More comes in than was billed; the rest is on account, on no deal."""
    _, invoice, buyer, _ = _billed(w)
    on = w.later(invoice.date, 10, 28)
    more = money(w.rng.randint(2100, 64900)) / 100
    receipt = w.c.payment(buyer.customer, invoice.gross + more, on,
                          apply=[(invoice, invoice.gross)])
    w.nobody_has(receipt, more, "more came in than was billed")


def paid_without_a_word(w):
    """Cash of an unknown purpose."""
    buyer = w.pick()
    w.c.contract = None
    amount, on = money(w.rng.randint(19000, 410000)) / 100, w.date("2026-01-05", "2026-06-26")
    receipt = w.c.payment(buyer.customer, amount, on, currency=buyer.currency,
                          subsidiary=buyer.customer.subsidiary)
    w.nobody_has(receipt, amount, "nobody knows what was paid")


def deposit_first(w):
    """A deposit comes a month before the invoice that it is applied to."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    net, won = w.amount(code, 4), w.date("2024-09-02", "2026-03-31")
    part, paid = money(net * 3 / 10), w.later(won, 1, 3)
    contract = w.sale(buyer, [(code, net)], won)
    on = end_of(paid) + w.rng.randint(2, 9) * DAY
    deposit = w.c.deposit(buyer.customer, part, paid)
    order = w.order(contract, buyer, [(code, net, on)], w.later(won, 1, 6))
    invoice = w.bill(order, [(1, net)], on, buyer)
    w.c.apply_deposit(deposit, [(invoice, part)], w.later(on, 0, 3))
    rest = invoice.gross - part
    w.c.payment(buyer.customer, rest, w.later(on, 12, 28), apply=[(invoice, rest)])
    w.plant(C, "unapplied_cash", paid, part, "paid before there was an invoice", contract)


def rest_written_off(w):
    """A part is paid; the rest is given up, by a journal or by a bad-debt credit."""
    contract, invoice, buyer, _ = _billed(w, last="2025-12-19")
    part = money(invoice.gross * w.rng.choice([40, 60, 75]) / 100)
    w.c.payment(buyer.customer, part, w.later(invoice.date, 10, 28), apply=[(invoice, part)])
    on, rest = w.later(invoice.due, 60, 110), invoice.gross - part
    if w.chance(60):
        w.c.write_off(invoice, rest, on)
    else:
        w.c.credit_memo(invoice, [(catalog.BAD_DEBT, rest)], on)
    w.plant(C, "write_off", on, -rest, "the customer will not pay the rest", contract)


def paid_early(w):
    """Two or three per cent off for paying within ten days."""
    contract, invoice, buyer, _ = _billed(w)
    off = money(invoice.gross * w.rng.choice([2, 3]) / 100)
    on = w.later(invoice.date, 4, 9)
    w.c.payment(buyer.customer, invoice.gross - off, on, apply=[(invoice, invoice.gross)],
                discount=off)
    w.plant(C, "settlement_discount", on, -off, "a discount for paying early", contract)


def paid_at_another_rate(w):
    """The rate on the day of the cash is not the rate of the invoice."""
    currency = w.rng.choice(["EUR", "GBP"])
    contract, invoice, buyer, _ = _billed(w, w.pick(currency))
    on = w.later(invoice.date, 15, 29)
    w.pay(invoice, buyer, on=on)
    w.plant(C, "fx_settlement", on, 0, "the rate moved between invoice and cash", contract,
            usd=money(invoice.gross * (w.rate(currency, on) - w.rate(currency, invoice.date))))


def paid_in_a_third_currency(w):
    """A bill in euros, paid in pounds at the day's cross rate."""
    buyer = w.pick("EUR", lambda x: x.customer.subsidiary == "1")
    contract, invoice, buyer, _ = _billed(w, buyer)
    on = w.later(invoice.date, 15, 29)
    cross = w.rate("EUR", on) / w.rate("GBP", on)
    pounds = money(invoice.gross * cross)
    w.c.payment(buyer.customer, pounds, on, apply=[(invoice, invoice.gross, pounds)],
                currency="GBP")
    w.plant(C, "fx_settlement", on, 0, "billed in euros and paid in pounds", contract,
            usd=money(pounds * w.rate("GBP", on) - invoice.gross * w.rate("EUR", invoice.date)))


def reported_otherwise(w):
    """Between the system's number and the board's stands an approved adjustment."""
    contract, invoice, buyer, net = _billed(w, w.pick("USD"), last="2026-03-31")
    w.pay(invoice, buyer)
    metric, month = w.rng.choice([("booked", month_of(contract.close)),
                                  ("invoiced", month_of(invoice.date)),
                                  ("recognised", month_of(invoice.date))])
    amount = money(net * w.rng.choice([-4, -2, 3, 5]) / 100)
    asks, approves = w.rng.sample(catalog.CLERKS, 2)
    w.approved(metric, month, amount, "Agreed in the side letter", asks, approves,
               w.later(end_of(invoice.date), 3, 9), contract, buyer)
    w.plant(f"{metric}_to_reported", "approved_adjustment", month, amount,
            "an approved row of the adjustment register", contract)


PLANTS = [
    billed_with_tax, open_over_the_month, pays_late, credit_left_open, paid_too_much,
    paid_without_a_word, deposit_first, rest_written_off, paid_early, paid_at_another_rate,
    paid_in_a_third_currency, reported_otherwise,
]
