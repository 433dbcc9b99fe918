"""
Lives of deals that tie out: sold, ordered, billed, earned and paid, at the pace of real offices.
What has not happened by the time of the extract is simply not there yet.
"""

from datetime import timedelta
from decimal import Decimal

from company.demo import catalog
from company.money import day, in_parts, month_of, months_from


def months_after(on, months):
    """The same day so many months later, the 28th at the latest."""
    month = months_from(month_of(on), months + 1)[-1]
    return day(f"{month}-{min(on.day, 28):02}")


def _ordered(w, buyer, lines, plan, won=None, **values):
    """A deal and its order a few days later; `plan` are order lines. The order may not be there yet."""
    won = won or w.date()
    contract = w.sale(buyer, lines, won, **values)
    return contract, w.order(contract, buyer, plan(won), w.later(won, 0, 7))


def subscription(w):
    """A year, billed at once and earned by the month."""
    buyer, code = w.pick(), w.rng.choice(catalog.SUBSCRIPTIONS)
    amount = w.amount(code, w.rng.choice([1, 1, 2, 3]))
    _, order = _ordered(w, buyer, [(code, amount)],
                        lambda won: [(code, amount, won + timedelta(days=8))])
    if order:
        on = w.later(order.line(1).billing_date, 0, 4)
        invoice = w.bill(order, [(1, amount)], on, buyer)
        w.spread(invoice, 1, on, 12)
        w.pay(invoice, buyer)


def instalments(w):
    """A year in quarters or half-years, each billed on its day."""
    buyer, code = w.pick(), w.rng.choice(catalog.SUBSCRIPTIONS)
    parts = w.rng.choice([2, 4, 4])
    amount = w.amount(code, w.rng.choice([1, 2, 4]))
    shares = in_parts(amount, parts)
    _, order = _ordered(
        w, buyer, [(code, amount)],
        lambda won: [(code, share, months_after(won + timedelta(days=9), place * 12 // parts))
                     for place, share in enumerate(shares)],
        frequency="quarterly" if parts == 4 else "annual")
    for number, share in enumerate(shares, start=1) if order else ():
        on = w.later(order.line(number).billing_date, 0, 5)
        invoice = w.bill(order, [(number, share)], on, buyer)
        w.spread(invoice, 1, on, 12 // parts)
        w.pay(invoice, buyer)


def three_years(w):
    """Three years sold at once, billed year by year."""
    buyer, code = w.pick(), w.rng.choice(catalog.SUBSCRIPTIONS[:2])
    shares = in_parts(w.amount(code, 3), 3)
    _, order = _ordered(
        w, buyer, [(code, sum(shares))],
        lambda won: [(code, share, months_after(won + timedelta(days=6), 12 * place))
                     for place, share in enumerate(shares)], term=36, frequency="annual")
    for number, share in enumerate(shares, start=1) if order else ():
        on = w.later(order.line(number).billing_date, 0, 5)
        invoice = w.bill(order, [(number, share)], on, buyer)
        w.spread(invoice, 1, on, 12)
        w.pay(invoice, buyer)


def goods(w):
    """One or two kinds of goods, shipped, billed and earned on one day."""
    buyer = w.pick()
    lines = [(code, w.amount(code, units), units) for code in w.rng.sample(
        catalog.GOODS, w.rng.choice([1, 1, 2])) for units in [w.rng.randint(1, 9)]]
    _, order = _ordered(
        w, buyer, lines, lambda won: [
            (code, amount, won + timedelta(days=7 + 5 * place), units)
            for place, (code, amount, units) in enumerate(lines)], term=None)
    if order:
        on = w.later(order.line(len(lines)).billing_date, 0, 3)
        w.pay(w.bill(order, [(place, x[1]) for place, x in enumerate(lines, start=1)], on, buyer),
              buyer)


def goods_in_parts(w):
    """An order of several units, shipped and billed in two lots."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    units = w.rng.choice([2, 4, 6, 10])
    price = w.amount(code)
    _, order = _ordered(w, buyer, [(code, price * units, units)], lambda won: [
        (code, price * units, won + timedelta(days=9), units)], term=None)
    if order:
        on = w.later(order.line(1).billing_date, 0, 2)
        for lot in range(2):
            invoice = w.bill(order, [(1, price * units / 2, units // 2)],
                             w.later(on, lot * 4, lot * 5), buyer)
            w.pay(invoice, buyer)


def rebate(w):
    """Goods less a rebate on a line of its own, in both systems."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    amount = w.amount(code, w.rng.randint(4, 12))
    off = (amount / w.rng.choice([12, 15, 20])).quantize(Decimal("0.01"))
    lines = [(code, amount), ("VOLUME-OFF", -off)]
    _, order = _ordered(w, buyer, lines, lambda won: [
        (*x, won + timedelta(days=8)) for x in lines], term=None)
    if order:
        invoice = w.bill(order, [(1, amount), (2, -off)],
                         w.later(order.line(1).billing_date, 0, 4), buyer)
        w.pay(invoice, buyer)


def roll_out(w):
    """A roll-out: half billed at the start, half when it goes live; earned on that day."""
    buyer = w.pick()
    amount = w.amount("ROLL-SVC", w.rng.choice([1, 2, 3]))
    first, second = in_parts(amount, 2)
    contract, order = _ordered(w, buyer, [("ROLL-SVC", amount)], lambda won: [
        ("ROLL-SVC", first, won + timedelta(days=9)), ("ROLL-SVC", second, None)], term=4)
    if not order:
        return
    started = w.later(order.date, 8, 20)
    live = w.later(started, 35, 95)
    project(w, contract, buyer, started, live)
    on = w.later(order.line(1).billing_date, 0, 4)
    invoice = w.bill(order, [(1, first)], on, buyer)
    if invoice:
        milestone(w, invoice, live)
        w.pay(invoice, buyer)
    billed = w.later(live, 0, 6)
    invoice = w.bill(order, [(2, second)], billed, buyer)
    if invoice:
        milestone(w, invoice, billed)
        w.pay(invoice, buyer)


def milestone(w, invoice, earned, number=1):
    """What an invoice line of a milestone product earns on a day, or waits for."""
    amounts = {month_of(earned): -invoice.line(number).amount} if w.happens(earned) else None
    w.c.schedule(invoice, number, invoice.date, amounts=amounts, expected=month_of(earned))


def project(w, contract, buyer, started, live, status=None):
    """The roll-out's project: live once its day has come, in progress or not begun before."""
    status = status or ("live" if live and w.happens(live) else
                        "in_progress" if w.happens(started) else "not_started")
    hours = w.rng.randint(40, 260)
    executed = contract.close
    w.c.project(
        f"HL-{w.c.own(w.count('project')):04}", f"{buyer.name} roll-out", status,
        account=buyer.account if w.chance(70) else buyer.customer, deal=contract.deal,
        executed=executed, planned=started, started=started if w.happens(started) else None,
        live=live if status == "live" else None,
        cancelled=started if status == "cancelled" else None, planned_hours=hours,
        actual_hours=hours + w.rng.randint(-20, 35) if status == "live" else 0,
        cost=hours * 71, currency=buyer.currency, owner=catalog.DELIVERY,
        updated=min(live or started, catalog.LAST_DAY) if status == "live" else executed)
    contract.projects.append((status, live if status == "live" else None))


def training(w):
    """Days of training, billed when they are over."""
    buyer, units = w.pick(), w.rng.randint(1, 6)
    amount = w.amount("TRAIN-DAY", units)
    _, order = _ordered(w, buyer, [("TRAIN-DAY", amount, units)], lambda won: [
        ("TRAIN-DAY", amount, won + timedelta(days=w.rng.randint(12, 40)), units)], term=1)
    if order:
        invoice = w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 6), buyer)
        w.pay(invoice, buyer)


def counted_calls(w):
    """A year of traffic picture, and the port calls counted on top of it quarter by quarter."""
    buyer = w.pick()
    amount = w.amount("TRAFFIC-SUB")
    _, order = _ordered(w, buyer, [("TRAFFIC-SUB", amount)], lambda won: [
        ("TRAFFIC-SUB", amount, won + timedelta(days=7))])
    if not order:
        return
    on = w.later(order.line(1).billing_date, 0, 4)
    invoice = w.bill(order, [(1, amount)], on, buyer)
    w.spread(invoice, 1, on, 12)
    w.pay(invoice, buyer)
    for quarter in range(1, 4):
        used = w.bill(order, [("CALL-USE", w.amount("CALL-USE", w.rng.randint(90, 700)))],
                      w.later(months_after(on, 3 * quarter), 0, 6), buyer)
        w.pay(used, buyer)


def over_the_counter(w):
    """A small thing, billed and paid at once."""
    buyer = w.pick()
    amount = w.amount("TIDE-SENS")
    contract, order = _ordered(w, buyer, [("TIDE-SENS", amount)], lambda won: [
        ("TIDE-SENS", amount, won + timedelta(days=7))], term=None)
    if order:
        on = order.line(1).billing_date
        if w.happens(on):
            w.c.cash_sale(order, [(1, amount)], on,
                          tax=(amount * buyer.tax / 100).quantize(Decimal("0.01")))


# life: how many of a hundred
LIVES = {subscription: 22, instalments: 12, three_years: 3, goods: 28, goods_in_parts: 7, rebate: 5,
         roll_out: 9, training: 8, counted_calls: 4, over_the_counter: 2}
