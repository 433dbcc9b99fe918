"""
Planted disagreements of the first step, booked to invoiced. Each function tells one deal and says,
beside it, which line must change in which month by how much, and why.
"""

from datetime import timedelta
from decimal import Decimal

from company.demo import catalog
from company.demo.lives import months_after
from company.demo.world import end_of
from company.money import in_parts, money, month_end, month_of

B = "booked_to_invoiced"
DAY = timedelta(days=1)
CENT = Decimal("0.01")
LONG_AGO = catalog.LAST_DAY - timedelta(days=90)


def _goods(w):
    return w.rng.choice(catalog.GOODS)


def sold_goods(w, buyer=None, won=None, last=LONG_AGO, code=None, units=None, **values):
    """Goods sold and ordered; gives the deal, its order, the buyer, the amount and the code."""
    buyer = buyer or w.pick()
    code = code or _goods(w)
    amount = w.amount(code, units or w.rng.randint(2, 9))
    won = won or w.date(last=last)
    contract = w.sale(buyer, [(code, amount)], won, **values)
    order = w.order(contract, buyer, [(code, amount, won + 8 * DAY)], w.later(won, 1, 6))
    return contract, order, buyer, amount, code


def partner_bills_a_part(w):
    """A weather feed is sold with the goods; a partner bills it."""
    buyer, code = w.pick(), _goods(w)
    amount, feed = w.amount(code, 3), w.amount("WEATHER-PTR")
    won = w.date(last=LONG_AGO)
    contract = w.sale(buyer, [(code, amount), ("WEATHER-PTR", feed)], won)
    order = w.order(contract, buyer, [(code, amount, won + 8 * DAY)], w.later(won, 1, 6))
    w.pay(w.bill(order, [(1, amount)], w.later(won, 8, 12), buyer), buyer)
    w.plant(B, "outside_invoiced_definition", won, -feed,
            "the weather feed is booked here and billed by the partner", contract)


def expenses_on_top(w):
    """Travel is billed on top of an order; it was never booked."""
    contract, order, buyer, amount, _ = sold_goods(w, code="TRAIN-DAY")
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)
    travel = w.amount("TRAVEL-EXP", w.rng.randint(180, 1400))
    on = w.later(order.date, 30, 60)
    w.pay(w.bill(order, [("TRAVEL-EXP", travel)], on, buyer), buyer)
    w.plant(B, "outside_booked_definition", on, travel,
            "travel was billed and never counts as booked", contract)


def entered_twice(w):
    """Two people enter the same sale within a week; only the first one is ordered."""
    name = f"Quay works {w.count('twice')} {w.number or ''}".strip()
    contract, order, buyer, amount, code = sold_goods(w, name=name)
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)
    again = contract.close + w.rng.randint(1, 6) * DAY
    twin = w.sale(buyer, [(code, amount)], again, name=name.upper().replace(" ", " - "),
                  created=f"{contract.close} 20:10:00")
    twin.repeats = contract
    w.plant(B, "duplicate_booking", again, -amount, "the same sale was entered twice", twin)


def ordered_before_it_was_won(w):
    """The order runs weeks before the deal is closed in the CRM."""
    buyer, code = w.pick(), _goods(w)
    first, second = w.amount(code, 3), w.amount(code, 2)
    signed = w.date("2024-09-02", LONG_AGO)
    won = w.date(end_of(signed) + 2 * DAY, end_of(signed) + 22 * DAY)
    contract = w.sale(buyer, [(code, first + second)], won,
                      created=f"{signed - 20 * DAY} 10:00:00")
    order = w.order(contract, buyer, [(code, first, signed + 2 * DAY),
                                      (code, second, won + 20 * DAY)], signed)
    w.pay(w.bill(order, [(1, first)], w.later(signed, 2, 5), buyer), buyer)
    w.pay(w.bill(order, [(2, second)], w.later(won, 20, 24), buyer), buyer)
    w.plant(B, "before_booking", signed, first + second,
            "the order is there and the deal closes next month", contract)


def won_on_a_day_to_come(w):
    """Marked as won with a close date after the extract; the order is there already."""
    buyer, code = w.pick(), _goods(w)
    amount = w.amount(code, 2)
    won = catalog.LAST_DAY + w.rng.randint(3, 25) * DAY
    ordered = w.date("2026-06-08", "2026-06-24")
    contract = w.sale(buyer, [(code, amount)], won, created="2026-05-11 09:30:00",
                      won_at=f"{ordered} 15:00:00")
    w.order(contract, buyer, [(code, amount, won + 15 * DAY)], ordered)
    w.plant(B, "before_booking", ordered, amount, "won, but its close date is still to come",
            contract)


def order_out_of_nowhere(w):
    """An order without a deal behind it, billed and paid."""
    buyer, code = w.pick(), _goods(w)
    contract = w.orphan(buyer)
    amount, on = w.amount(code, 4), w.date(last=LONG_AGO)
    order = w.order(contract, buyer, [(code, amount, on + 5 * DAY)], on)
    w.pay(w.bill(order, [(1, amount)], w.later(on, 5, 9), buyer), buyer)
    w.plant(B, "order_without_deal", on, amount, "nobody sold what was ordered", contract)


def contract_changed(w):
    """The contract was signed for another amount than the CRM still shows."""
    buyer, code = w.pick(), _goods(w)
    amount, won = w.amount(code, 6), w.date(last=LONG_AGO)
    change = money(amount * w.rng.choice([-12, -7, 6, 9, 15]) / 100)
    contract = w.sale(buyer, [(code, amount)], won)
    order = w.order(contract, buyer, [(code, amount + change, won + 8 * DAY)], w.later(won, 1, 6))
    w.pay(w.bill(order, [(1, amount + change)], w.later(won, 8, 12), buyer), buyer)
    w.plant(B, "crm_amount_stale", order.date, change,
            "the order was changed and the deal was not", contract)


def rest_cancelled(w):
    """Four lots ordered; the customer cancels what is not shipped."""
    buyer, code = w.pick(), _goods(w)
    shares = in_parts(w.amount(code, 8), 4)
    won = w.date(last="2025-09-30")
    contract = w.sale(buyer, [(code, sum(shares))], won)
    order = w.order(contract, buyer, [
        (code, share, months_after(won + 9 * DAY, 3 * place)) for place, share in
        enumerate(shares)], w.later(won, 1, 6))
    for number in (1, 2):
        on = w.later(order.line(number).billing_date, 0, 4)
        w.pay(w.bill(order, [(number, shares[number - 1])], on, buyer), buyer)
    on = w.later(order.line(2).billing_date, 15, 50)
    order.cancel(3, on).cancel(4, on)
    w.plant(B, "order_cancelled", on, -(shares[2] + shares[3]),
            "the last two lots were cancelled unbilled", contract)


def half_a_line_cancelled(w):
    """Eight units on one line; six are shipped, two cancelled."""
    buyer, code = w.pick(), _goods(w)
    price, won = w.amount(code), w.date(last="2026-01-30")
    contract = w.sale(buyer, [(code, price * 8, 8)], won)
    order = w.order(contract, buyer, [(code, price * 8, won + 9 * DAY, 8)], w.later(won, 1, 6))
    w.pay(w.bill(order, [(1, price * 6, 6)], w.later(won, 9, 13), buyer), buyer)
    on = w.later(won, 50, 80)
    order.cancel(1, on)
    w.plant(B, "order_cancelled", on, -price * 2, "two of eight units were cancelled", contract)


def goods_sent_back(w):
    """A part is credited and never billed again."""
    contract, order, buyer, amount, _ = sold_goods(w, last="2026-02-15")
    invoice = w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer)
    back = money(amount * w.rng.choice([10, 15, 20, 25]) / 100)
    on = w.later(invoice.date, 35, 70)
    w.c.credit_memo(invoice, [(1, back)], on, tax=money(back * buyer.tax / 100))
    rest = invoice.gross - back - money(back * buyer.tax / 100)
    w.c.payment(buyer.customer, rest, w.later(on, 2, 15), apply=[(invoice, rest)])
    w.plant(B, "credit_memo", on, -back, "goods were sent back and credited", contract)


def order_on_its_way(w):
    """Won at the end of a month; the order comes in time, in the next one, or is still to come."""
    buyer, code = w.pick(), _goods(w)
    amount = w.amount(code, 5)
    month = month_of(w.date(last="2026-05-31"))
    if w.count("order on its way") < 3:
        month = month_of(catalog.LAST_DAY)
    won = month_end(month) - w.rng.randint(0, 3) * DAY
    contract = w.sale(buyer, [(code, amount)], won)
    ordered = month_end(month) + w.rng.randint(1, 6) * DAY
    order = w.order(contract, buyer, [(code, amount, ordered + 3 * DAY)], ordered)
    if order:
        w.pay(w.bill(order, [(1, amount)], w.later(ordered, 3, 6), buyer), buyer)
    w.plant(B, "awaiting_order", won, -amount, "won in the last days of the month, ordered after it",
            contract)


def order_never_came(w):
    """Won, and nobody has entered the order."""
    buyer, code = w.pick(), w.rng.choice([*catalog.GOODS, "CARE-SUB"])
    amount, won = w.amount(code, 1), w.date("2025-09-01", "2026-06-12")
    contract = w.sale(buyer, [(code, amount)], won)
    w.plant(B, "missing_order", won + (catalog.ORDER_DAYS + 1) * DAY, -amount,
            "no order, although its days have passed", contract)


def billed_over_a_year(w):
    """A year of training, ordered at once and billed in quarters."""
    buyer = w.pick()
    shares = in_parts(w.amount("TRAIN-DAY", 8), 4)
    won = w.date(last="2026-05-29")
    contract = w.sale(buyer, [("TRAIN-DAY", sum(shares))], won)
    ordered = w.later(won, 0, 4)
    dates = [ordered + 4 * DAY] + [months_after(ordered, 3 * place) + 40 * DAY for place in (1, 2, 3)]
    order = w.order(contract, buyer, [
        ("TRAIN-DAY", share, on) for share, on in zip(shares, dates)], ordered)
    for number, share in enumerate(shares, start=1):
        on = dates[number - 1] + w.rng.randint(0, 4) * DAY
        w.pay(w.bill(order, [(number, share)], on, buyer), buyer)
    later = sum(shares[1:])
    if end_of(ordered) < dates[0]:
        later += shares[0]
    w.plant(B, "scheduled_billing", ordered, -later, "to be billed in the quarters to come", contract)


def billed_a_little_late(w):
    """Due in the last days of a month, billed in the first of the next, still in time."""
    buyer, code = w.pick(), _goods(w)
    amount = w.amount(code, 4)
    month = month_of(w.date("2024-08-01", "2026-05-31"))
    due = month_end(month) - w.rng.randint(0, 4) * DAY
    won = w.later(due - 20 * DAY, 0, 3)
    contract = w.sale(buyer, [(code, amount)], won)
    order = w.order(contract, buyer, [(code, amount, due)], w.later(won, 0, 4))
    w.pay(w.bill(order, [(1, amount)], month_end(month) + w.rng.randint(1, 5) * DAY, buyer), buyer)
    w.plant(B, "awaiting_invoice", due, -amount, "due in the last days of the month, billed after it",
            contract)


def forgotten_invoice(w):
    """The second of two lots was never billed."""
    buyer, code = w.pick(), _goods(w)
    first, second = w.amount(code, 3), w.amount(code, 2)
    won = w.date("2025-05-01", "2026-04-20")
    contract = w.sale(buyer, [(code, first + second)], won)
    order = w.order(contract, buyer, [(code, first, won + 8 * DAY), (code, second, won + 29 * DAY)],
                    w.later(won, 1, 5))
    w.pay(w.bill(order, [(1, first)], w.later(won, 8, 11), buyer), buyer)
    w.plant(B, "overdue_invoice", won + (29 + catalog.INVOICE_DAYS + 1) * DAY, -second,
            "the second lot was never billed", contract)


def billed_too_much(w):
    """The invoice is higher than the order, and nobody has credited the difference."""
    contract, order, buyer, amount, _ = sold_goods(w)
    more = money(amount * w.rng.choice([4, 6, 9]) / 100)
    on = w.later(order.line(1).billing_date, 0, 4)
    w.pay(w.bill(order, [(1, amount + more)], on, buyer), buyer)
    w.plant(B, "over_invoiced", on, more, "more was billed than ordered", contract)


def downsell_not_credited(w):
    """Fewer units are agreed on later; the credit memo comes a month or two after, or not yet."""
    contract, order, buyer, amount, code = sold_goods(w, last="2026-01-31")
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)
    won = w.later(contract.close, 50, 80)
    less = money(amount / 5)
    down = w.sale(buyer, [(code, -less)], won, kind="Existing Business")
    credited = won + w.rng.choice([45, 55]) * DAY
    if w.count("downsell") > 2:
        w.c.credit_memo(buyer.customer, [(code, less)], credited, deal=down.deal, apply=[],
                        tax=money(less * buyer.tax / 100),
                        currency=buyer.currency, subsidiary=buyer.customer.subsidiary)
    w.plant(B, "awaiting_credit", won, less, "fewer units were agreed on and not credited yet", down)


def invoice_out_of_nowhere(w):
    """Billed by hand: no deal, no order."""
    buyer, code = w.pick(), _goods(w)
    contract = w.orphan(buyer)
    amount, on = w.amount(code, 1), w.date(last=LONG_AGO)
    w.pay(w.bill(buyer.customer, [(code, amount)], on, buyer), buyer)
    w.plant(B, "invoice_without_deal", on, amount, "an invoice that names no deal and no order",
            contract)


def rate_of_the_crm_was_old(w):
    """Won while the CRM had lost touch with the ERP's rates."""
    start, end = w.rng.choice(catalog.CRM_OUTAGES)
    currency = w.rng.choice(["EUR", "GBP"])
    won = w.date(start + 7 * DAY, end - DAY)
    contract, order, buyer, amount, _ = sold_goods(w, w.pick(currency), won)
    w.pay(w.bill(order, [(1, amount)], w.later(won, 8, 12), buyer), buyer)
    stale, right = w.rate(currency, start - DAY), w.rate(currency, won)
    w.plant(B, "crm_fx_rate", won, 0, "the CRM converted at a rate of weeks ago", contract,
            usd=money(amount * (right - stale)))


def rate_moved_until_billed(w):
    """The rate of the invoice is not the rate of the deal."""
    currency = w.rng.choice(["EUR", "GBP"])
    contract, order, buyer, amount, _ = sold_goods(w, w.pick(currency))
    on = w.later(contract.close, 14, 18)
    w.pay(w.bill(order, [(1, amount)], on, buyer), buyer)
    w.plant(B, "fx_movement", on, 0, "the rate moved between the deal and its invoice", contract,
            usd=money(amount * (w.rate(currency, on) - w.rate(currency, contract.close))))


def billed_to_the_daughter(w):
    """The parent buys, a daughter is ordered for and billed."""
    daughter = w.pick(fits=lambda x: x.top != x.key and any(
        y.key == x.top and y.currency == x.currency for y in w.buyers))
    parent = next(x for x in w.buyers if x.key == daughter.top)
    _billed_elsewhere(w, parent, daughter, "billed_to_related_account",
                      "the parent bought and its daughter was billed")


def billed_to_a_stranger(w):
    """A leasing company that is no relation of the buyer is billed."""
    buyer = w.pick()
    other = w.pick(buyer.currency, lambda x: x.top != buyer.top)
    _billed_elsewhere(w, buyer, other, "billed_to_unrelated_account",
                      "a company outside the buyer's group was billed")


def _billed_elsewhere(w, buyer, payer, line, why):
    code, won = _goods(w), w.date(last=LONG_AGO)
    amount = w.amount(code, 5)
    contract = w.sale(buyer, [(code, amount)], won)
    order = w.order(contract, payer, [(code, amount, won + 8 * DAY)], w.later(won, 1, 6))
    on = w.later(won, 8, 12)
    w.pay(w.bill(order, [(1, amount)], on, payer), payer)
    w.plant(B, line, on, -amount, why, contract)
    w.plant(B, line, on, amount, why, contract, account=payer.key)


def sold_in_euros_billed_in_dollars(w):
    """The order is in euros, the invoice in dollars at a rate that somebody remembered."""
    buyer = w.pick("EUR")
    code, won = _goods(w), w.date(last=LONG_AGO)
    amount = w.amount(code, 4)
    contract = w.sale(buyer, [(code, amount)], won)
    order = w.order(contract, buyer, [(code, amount, won + 8 * DAY)], w.later(won, 1, 6),
                    subsidiary="1")
    on = w.later(won, 8, 12)
    dollars = money(amount * w.rate("EUR", won) * w.rng.choice([97, 98, 102, 103]) / 100)
    w.pay(w.bill(order, [(1, dollars, 1)], on, buyer, taxed=False, currency="USD"), buyer)
    worth = money(dollars / w.rate("EUR", on))
    w.plant(B, "billed_in_other_currency", on, worth - amount,
            "billed in dollars, worth another amount of euros", contract, currency="EUR")


def thirds(w):
    """Sold for an amount that does not divide by three, ordered in three equal parts."""
    buyer, won = w.pick(), w.date(last=LONG_AGO)
    third = (w.amount("TRAIN-DAY", 2) / 3).quantize(CENT)
    off = w.rng.choice([-1, 1]) * CENT
    contract = w.sale(buyer, [("TRAIN-DAY", third * 3 + off)], won)
    dates = [won + (9 + 3 * place) * DAY for place in range(3)]
    order = w.order(contract, buyer, [("TRAIN-DAY", third, on) for on in dates], w.later(won, 1, 4))
    for number, on in enumerate(dates, start=1):
        w.pay(w.bill(order, [(number, third)], w.later(on, 0, 1), buyer), buyer)
    w.plant(B, "rounding", order.date, -off, "three thirds are a cent off the whole", contract)


PLANTS = [
    partner_bills_a_part, expenses_on_top, entered_twice, ordered_before_it_was_won,
    won_on_a_day_to_come, order_out_of_nowhere, contract_changed, rest_cancelled,
    half_a_line_cancelled, goods_sent_back, order_on_its_way, order_never_came, billed_over_a_year,
    billed_a_little_late, forgotten_invoice, billed_too_much, downsell_not_credited,
    invoice_out_of_nowhere, rate_of_the_crm_was_old, rate_moved_until_billed,
    billed_to_the_daughter, billed_to_a_stranger, sold_in_euros_billed_in_dollars, thirds,
]

