"""
Random business lives: what happened between a company and one customer, as data.

`lives()` is a Hypothesis strategy of them; `tell` makes a company of a list of lives with the
builder's verbs and keeps what it said, so that a failing example prints a story that can be run.
A life is honest: its ERP never contradicts itself, so controls must be silent. Being data, a life
can be changed in one respect and told again: `scaled`, `split`, `moved`.

Amounts are in cents. Dates are days of 2026, counted from 1 January; documents may follow each
other in any order that a real ERP would allow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import companies
from company.builder import Company
from hypothesis import strategies as st

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
BILLED = ("SUBS", "FEE", "SETUP", "IMPL", "PASS")
DEFERRED = ("SUBS", "SETUP", "IMPL")


@dataclass(frozen=True)
class Bill:
    """An invoice of the order's lines, or of products where there is no order."""

    day: int
    parts: tuple  # (line number or product code, cents)
    tax: int = 0
    due: int = 364
    voided: int | None = None  # the day on which it is voided
    schedules: tuple = ()  # per part: None, or ((month, cents), ...)
    elsewhere: bool = False  # billed to the customer of the life before

    @property
    def gross(self) -> int:
        return sum(cents for _, cents in self.parts) + self.tax


@dataclass(frozen=True)
class Credit:
    bill: int
    day: int
    part: int  # place of the part that is credited
    cents: int
    applied: bool
    again: bool  # billed again on the same day


@dataclass(frozen=True)
class Pay:
    """Cash: what reaches the bank, and what of it is applied to which bill (discount included)."""

    day: int
    cents: int
    applied: tuple = ()  # (bill, cents)
    discount: int = 0
    refunded: tuple = ()  # (day, cents), of what is not applied


@dataclass(frozen=True)
class Life:
    currency: str
    european: bool
    won: int | None  # the close date; None: no deal in the CRM
    sold: tuple  # (product code, cents)
    ordered: int | None
    order: tuple = ()  # (product code, cents, billing day or None)
    named: bool = True  # the order or the bills carry the deal's id
    cancelled: tuple = ()  # (line number, day)
    bills: tuple = ()
    credits: tuple = ()
    pays: tuple = ()
    deposit: tuple = ()  # (day, cents, bill or None, day applied, cents applied)
    written_off: tuple = ()  # (bill, day, cents)
    manual: tuple = ()  # (day, cents)
    arrears: tuple = ()  # (line number, schedule): order lines that are earned as they are worked on
    live: tuple = ()  # (status, day or None) of a delivery project
    child: bool = False  # its account belongs to that of the life before
    owned: bool = True


def on(day: int) -> str:
    return str(FIRST + timedelta(days=day))


def month_of(day: int) -> str:
    return on(day)[:7]


def later(draw, day: int, most: int = 120) -> int:
    """A day on or after another, this year."""
    return min(364, day + draw(st.integers(0, most)))


def _cents(draw, least: int = 100) -> int:
    """Mostly round sums, some to the cent."""
    if draw(st.integers(0, 3)):
        return 100 * draw(st.integers(max(1, least // 100), 5000))
    return draw(st.integers(least, 500_000))


def _part(draw, cents: int) -> int:
    """A real part of an amount: at least a cent, less than all."""
    return max(1, min(cents - 1, cents * draw(st.integers(1, 99)) // 100))


def _rarely(draw, one_in: int) -> bool:
    return draw(st.integers(1, one_in)) == one_in


def _schedule(draw, code: str, cents: int, day: int):
    """When a billed part is earned: ((month, cents), ...), nothing yet (), or no schedule (None)."""
    if code not in DEFERRED or cents < 12 or _rarely(draw, 10):
        return None
    first = int(month_of(later(draw, day, 60))[5:])
    count = draw(st.integers(1, 13 - first)) if code == "SUBS" else draw(st.integers(0, 2))
    if not count:
        return ()
    each = cents // count
    parts = [each] * (count - 1) + [cents - each * (count - 1)]
    months = [f"2026-{min(12, first + step):02}" for step in range(count)]
    if len(set(months)) < len(months):
        months, parts = months[:1], [cents]
    return tuple(zip(months, parts))


@st.composite
def lives(draw, currencies=("USD", "EUR", "GBP"), simple=False):
    """
    One life. `simple` leaves out what a change of it would have to follow into every corner: bills
    sent elsewhere, settlement discounts, deposits, refunds, voids, repeated bills.
    """
    currency = draw(st.sampled_from(currencies))
    european = currency == "EUR" and not simple and draw(st.booleans())
    won = None if not simple and _rarely(draw, 8) else draw(st.integers(0, 240))
    start = won if won is not None else draw(st.integers(0, 240))
    sold = tuple((draw(st.sampled_from(BILLED + ("RESOLD",))), _cents(draw))
                 for _ in range(draw(st.integers(1, 3))))
    ordered, order, cancelled = None, (), ()
    if draw(st.integers(0, 5)):
        ordered = max(0, min(364, start + draw(st.integers(-20 if not simple else 0, 45))))
        lines = []
        for code, cents in sold:
            if code == "RESOLD":
                continue
            if _rarely(draw, 5):
                cents = max(100, cents + draw(st.sampled_from((-20_000, -99, -1, 1, 7_500))))
            pieces = draw(st.integers(1, 3)) if cents >= 300 else 1
            each = cents // pieces
            day = later(draw, ordered, 60)
            for piece in range(pieces):
                amount = each if piece < pieces - 1 else cents - each * (pieces - 1)
                lines.append((code, amount, None if _rarely(draw, 6) else min(400, day)))
                day += draw(st.integers(20, 150))
        if not simple and _rarely(draw, 3):
            lines.append(("USAGE", _cents(draw), None))
        order = tuple(lines)
        if not order:
            ordered = None
    bills, left = [], {}
    if order:
        left = {number: cents for number, (_, cents, _) in enumerate(order, start=1)}
        for _ in range(draw(st.integers(0, 3))):
            parts = []
            for number in left:
                if left[number] and draw(st.booleans()):
                    cents = left[number] if draw(st.booleans()) or left[number] < 2 \
                        else _part(draw, left[number])
                    parts.append((number, cents))
                    left[number] -= cents
            if parts:
                bills.append(parts)
        days = sorted(later(draw, ordered, 200) for _ in bills)
        cancelled = tuple((number, max(days[-1:] + [later(draw, ordered, 250)]))
                          for number, cents in left.items() if cents and _rarely(draw, 8))
    else:
        for _ in range(draw(st.integers(0, 2))):
            bills.append([(code, _part(draw, cents)) for code, cents in sold
                          if code != "RESOLD" and cents > 1])
        bills = [parts for parts in bills if parts]
        days = sorted(later(draw, start, 150) for _ in bills)
    arrears = {number: schedule for number, (code, cents, _) in enumerate(order, start=1)
               if code == "SUBS" and _rarely(draw, 4)
               and (schedule := _schedule(draw, code, cents, ordered))}
    done = []
    for day, parts in zip(days, bills):
        net = sum(cents for _, cents in parts)
        codes = [order[what - 1][0] if isinstance(what, int) else what for what, _ in parts]
        done.append(Bill(
            day, tuple(parts), tax=draw(st.sampled_from((0, 0, net // 10, net // 5))),
            due=later(draw, day, 90),
            voided=later(draw, day, 60) if not simple and _rarely(draw, 15) else None,
            schedules=tuple(None if what in arrears else _schedule(draw, code, cents, day)
                            for code, (what, cents) in zip(codes, parts)),
            elsewhere=not simple and not arrears and _rarely(draw, 5)))
    opened = [bill.gross for bill in done]
    credits, written_off, pays = [], [], []
    for place, bill in enumerate(done):
        if bill.voided is None and not _rarely(draw, 4):
            continue
        if bill.voided is None and opened[place]:
            part = draw(st.integers(0, len(bill.parts) - 1))
            code = order[bill.parts[part][0] - 1][0] if order else bill.parts[part][0]
            cents = bill.parts[part][1]
            cents = cents if draw(st.booleans()) or cents < 2 else _part(draw, cents)
            again = not simple and code not in DEFERRED and draw(st.booleans())
            credits.append(Credit(place, later(draw, bill.day, 60), part, cents,
                                  draw(st.booleans()), again))
            if credits[-1].applied:
                opened[place] -= cents
    for place, bill in enumerate(done):
        for _ in range(draw(st.integers(0, 3)) if opened[place] > 1 else 0):
            if opened[place] < 2:
                break
            cents = opened[place] if draw(st.booleans()) else _part(draw, opened[place])
            opened[place] -= cents
            discount, over, refunded = 0, 0, ()
            if not simple and cents > 200 and _rarely(draw, 6):
                discount = cents // 50
            day = later(draw, bill.day, 100)
            if _rarely(draw, 6):
                over = _cents(draw)
                if not simple and draw(st.booleans()):
                    refunded = (later(draw, day, 40), _part(draw, over + 1))
            pays.append(Pay(day, cents - discount + over, ((place, cents),), discount, refunded))
        if opened[place] > 1 and bill.voided is None and _rarely(draw, 6):
            written_off.append((place, later(draw, bill.day, 200), _part(draw, opened[place])))
            opened[place] -= written_off[-1][2]
    deposit = ()
    if not simple and _rarely(draw, 8):
        cents = _cents(draw)
        used = next((place for place, rest in enumerate(opened)
                     if rest > 1 and done[place].voided is None and not done[place].elsewhere), None)
        at = max(0, start - draw(st.integers(0, 30)))
        applied = min(cents, opened[used]) if used is not None else 0
        deposit = (at, cents, used, later(draw, done[used].day, 30) if applied else at, applied)
    manual = tuple((later(draw, start, 150), _cents(draw) * draw(st.sampled_from((1, 1, -1))))
                   for _ in range(1 if won is not None and _rarely(draw, 7) else 0))
    live = ()
    if won is not None and any(code == "IMPL" for code, _ in sold) and draw(st.booleans()):
        live = draw(st.sampled_from((("in_progress", None), ("live", later(draw, start, 200)))))
    return Life(
        currency, european, won, sold, ordered, order, simple or not _rarely(draw, 12), cancelled,
        tuple(done), tuple(credits), tuple(pays), deposit, tuple(written_off), manual,
        tuple(arrears.items()), live, child=_rarely(draw, 5), owned=not _rarely(draw, 12))


@st.composite
def decades(draw, size: int, **options):
    """Lists of about so many lives: what one company consists of. They shrink to a single one."""
    # A life left out is the simplest one, so that a failure is told by those that it needs.
    drawn = [draw(lives(**options)) if draw(st.integers(0, 9)) else None for _ in range(size)]
    return [life for life in drawn if life]


# ------------------------------------------------------------------- telling


class Told:
    """A company and what was said to it, verb by verb."""

    def __init__(self):
        self.company = Company("Sample Ltd", as_of=companies.AS_OF)
        self.script, self.names = [], {}
        self.lives: list[dict] = []

    def say(self, verb: str, *values, **options):
        """Call a verb of the builder, and note the call as it could be typed."""
        made = getattr(self.company, verb)(*values, **options)
        words = [self._name(value) for value in values]
        words += [f"{key}={self._name(value)}" for key, value in options.items()
                  if value is not None]
        call = f"c.{verb}({', '.join(words)})"
        if hasattr(made, "__dict__"):
            name = self.names[id(made)] = f"{verb}_{sum(x.split('_')[0] == verb for x in self.names.values()) + 1}"
            call = f"{name} = {call}"
        self.script.append(call)
        return made

    def _name(self, value) -> str:
        if id(value) in self.names:
            return self.names[id(value)]
        if isinstance(value, (list, tuple)):
            inside = ", ".join(map(self._name, value))
            return f"[{inside}]" if isinstance(value, list) else f"({inside})"
        return f'"{value}"' if isinstance(value, Decimal) else repr(value)

    def __str__(self):
        return "\n".join(self.script)


def amount(cents: int) -> Decimal:
    return Decimal(cents) / 100


def tell(decade: list[Life], duplicates: dict | None = None, merged: dict | None = None) -> Told:
    """
    A company of these lives. `duplicates`: life -> an earlier one of whose account its customer is a
    second ERP record. `merged`: life -> the life into whose CRM account its own was merged.
    """
    told = Told()
    c = told.company
    c.subsidiary("Sample Inc.", "USD", "US")
    c.subsidiary("Sample Europe", "EUR", "DE", parent="1")
    c.erp_rates("EUR", "USD", {"2025-12-01": "1.10", "2026-04-30": "1.12", "2026-05-04": "1.15",
                               "2026-12-31": "1.08"})
    c.erp_rates("GBP", "USD", {"2025-12-01": "1.30", "2026-12-31": "1.27"})
    c.crm_rates("EUR", {"2025-01-01": "0.909091", "2026-02-16": "0.833333",
                        "2026-02-23": "0.892857"})
    c.crm_rates("GBP", {"2025-01-01": "0.769231"})
    for code, product, income, deferral, rule in companies.PRODUCTS:
        c.product(code, product, income, deferral, rule)
    owners = [c.user(name, f"{name.split()[0].lower()}@sample.test")
              for name in ("Ada Sample", "Ben Sample")]
    for place, life in enumerate(decade):
        earlier = told.lives[-1] if told.lives else None
        told.lives.append(_live(told, place, life, owners, earlier,
                                (duplicates or {}).get(place)))
    for place, into in sorted((merged or {}).items()):
        told.say("merge", told.lives[place]["account"], told.lives[into]["account"],
                 "2026-12-30 12:00:00")
    c.recognise(through="2026-12")
    return told


def _live(told: Told, place: int, life: Life, owners, earlier, duplicate_of) -> dict:
    """Tell one life; gives its records by name."""
    name = f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[place % 26]}orthwood {WORDS[place // 26 % len(WORDS)]}"
    said = told.say
    if duplicate_of is None:
        account = said("account", name, website=f"https://www.{name.replace(' ', '').lower()}.test",
                       parent=earlier["account"] if life.child and earlier else None,
                       owner=owners[place % 2])
    else:
        account = told.lives[duplicate_of]["account"]
    customer = said("customer", name, account=account, currency=life.currency,
                    subsidiary="2" if life.european else "1")
    found = {"account": account, "customer": customer, "deal": None, "bills": []}
    deal = order = None
    if life.won is not None:
        deal = said("deal", account, [(code, amount(cents)) for code, cents in life.sold],
                    won=on(life.won), name=f"{name}, deal", currency=life.currency,
                    owner=owners[place % 2] if life.owned else None)
    found["deal"] = deal
    if life.ordered is not None:
        order = said("order", deal, customer,
                     [(code, amount(cents), None if day is None else on(day))
                      for code, cents, day in life.order],
                     on(life.ordered), ref=life.named, currency=life.currency)
    for number, schedule in life.arrears:
        said("schedule", order, number, schedule[0][0],
             amounts={month: amount(cents) for month, cents in schedule})
    for bill in life.bills:
        found["bills"].append(_bill(told, life, bill, deal, order, customer, earlier))
    for number, day in life.cancelled:
        told.script.append(f"{told._name(order)}.cancel({number}, {on(day)!r})")
        order.cancel(number, on(day))
    for credit in life.credits:
        bill = found["bills"][credit.bill]
        memo = said("credit_memo", bill, [(credit.part + 1, amount(credit.cents))], on(credit.day),
                    apply=[(bill, amount(credit.cents))] if credit.applied else [])
        if life.bills[credit.bill].schedules[credit.part]:
            month = max(life.bills[credit.bill].schedules[credit.part])[0]
            said("schedule", memo, 1, month, amounts={month: -amount(credit.cents)})
        if credit.again:
            what = life.bills[credit.bill].parts[credit.part][0]
            said("invoice", order or customer, [(what, amount(credit.cents))], on(credit.day),
                 due=on(364), deal=deal if life.named and not order else None,
                 currency=life.currency)
    for pay in life.pays:
        receipt = said("payment", _payer(life, pay, customer, earlier), amount(pay.cents),
                       on(pay.day), [(found["bills"][bill], amount(cents))
                                     for bill, cents in pay.applied],
                       discount=amount(pay.discount), currency=life.currency,
                       subsidiary=customer.subsidiary)
        if pay.refunded:
            said("refund", receipt.customer, amount(pay.refunded[1]), on(pay.refunded[0]),
                 [(receipt, amount(pay.refunded[1]))])
    if life.deposit:
        day, cents, bill, applied_on, applied = life.deposit
        deposit = said("deposit", customer, amount(cents), on(day), currency=life.currency)
        if applied:
            said("apply_deposit", deposit, [(found["bills"][bill], amount(applied))],
                 on(max(day, applied_on)))
    for bill, day, cents in life.written_off:
        said("write_off", found["bills"][bill], amount(cents), on(day))
    for day, cents in life.manual:
        said("manual_journal", on(day), amount(cents), deal=deal, customer=customer,
             currency=life.currency, subsidiary=customer.subsidiary)
    if life.live:
        status, day = life.live
        said("project", f"P-{place}", f"{name}, implementation", status, account=account, deal=deal,
             executed=on(life.won), planned=on(life.won), started=on(life.won),
             live=on(day) if day is not None else None)
    for document, bill in zip(found["bills"], life.bills):
        if bill.voided is not None:
            said("void", document, on(bill.voided))
    return found


def _payer(life: Life, pay: Pay, customer, earlier):
    elsewhere = pay.applied and life.bills[pay.applied[0][0]].elsewhere
    return earlier["customer"] if elsewhere and _may_share(customer, earlier) else customer


def _may_share(customer, earlier) -> bool:
    return earlier is not None and earlier["customer"].subsidiary == customer.subsidiary


def _bill(told, life, bill, deal, order, customer, earlier):
    other = earlier["customer"] if bill.elsewhere and _may_share(customer, earlier) else None
    invoice = told.say(
        "invoice", order or other or customer,
        [(what, amount(cents)) for what, cents in bill.parts], on(bill.day), due=on(bill.due),
        tax=amount(bill.tax), customer=other if order else None,
        deal=deal if life.named and not order else None, currency=life.currency)
    for number, schedule in enumerate(bill.schedules, start=1):
        if schedule is not None:
            told.say("schedule", invoice, number, schedule[0][0] if schedule else month_of(bill.day),
                     amounts={month: amount(cents) for month, cents in schedule})
    return invoice


WORDS = ("Mills", "Harbour", "Foundry", "Orchards", "Bakery", "Press", "Shipping", "Optics")


# ------------------------------------------------------------------ changing


def scaled(life: Life, factor: int) -> Life:
    """Every amount times a whole factor."""
    def times(pairs):
        return tuple((key, cents * factor) for key, cents in pairs)

    return replace(
        life, sold=times(life.sold),
        order=tuple((code, cents * factor, day) for code, cents, day in life.order),
        bills=tuple(replace(
            bill, parts=times(bill.parts), tax=bill.tax * factor,
            schedules=tuple(None if schedule is None else times(schedule)
                            for schedule in bill.schedules)) for bill in life.bills),
        credits=tuple(replace(credit, cents=credit.cents * factor) for credit in life.credits),
        pays=tuple(replace(pay, cents=pay.cents * factor, applied=times(pay.applied),
                           discount=pay.discount * factor,
                           refunded=pay.refunded and (pay.refunded[0], pay.refunded[1] * factor))
                   for pay in life.pays),
        deposit=life.deposit and (*life.deposit[:1], life.deposit[1] * factor,
                                  *life.deposit[2:4], life.deposit[4] * factor),
        written_off=tuple((bill, day, cents * factor) for bill, day, cents in life.written_off),
        manual=times(life.manual),
        arrears=tuple((number, times(schedule)) for number, schedule in life.arrears))


def split(life: Life) -> Life:
    """Each invoice in two of the same day, and each payment in two."""
    bills, places = [], {}
    for place, bill in enumerate(life.bills):
        halves = [(what, cents // 2) for what, cents in bill.parts]
        rest = [(what, cents - half) for (what, cents), (_, half) in zip(bill.parts, halves)]
        if not all(half for _, half in halves) or any(
                credit.bill == place for credit in life.credits):
            places[place] = [(len(bills), bill.gross)]
            bills.append(bill)
            continue
        first = tuple(schedule and tuple((month, cents * half // total) for month, cents in schedule)
                      for schedule, (_, half), (_, total)
                      in zip(bill.schedules, halves, bill.parts))
        first = tuple(_whole(schedule, half) for schedule, (_, half) in zip(first, halves))
        second = tuple(schedule and tuple((month, cents - dict(part)[month])
                                          for month, cents in schedule)
                       for schedule, part in zip(bill.schedules, first))
        one = replace(bill, parts=tuple(halves), tax=bill.tax // 2, schedules=first)
        two = replace(bill, parts=tuple(rest), tax=bill.tax - bill.tax // 2, schedules=second)
        places[place] = [(len(bills), one.gross), (len(bills) + 1, two.gross)]
        bills += [one, two]
    room = {new: gross for parts in places.values() for new, gross in parts}

    def spread(place, cents):
        """What settled the whole settles its parts, the first one first."""
        found = []
        for new, _ in places[place]:
            part = min(cents, room[new])
            room[new] -= part
            cents -= part
            if part:
                found.append((new, part))
        return tuple(found)

    credits = []
    for credit in life.credits:
        [(new, _)] = places[credit.bill]
        room[new] -= credit.cents if credit.applied else 0
        credits.append(replace(credit, bill=new))
    pays = []
    for pay in life.pays:
        applied = tuple(x for bill, cents in pay.applied for x in spread(bill, cents))
        if pay.discount or pay.refunded or pay.cents < 2:
            pays.append(replace(pay, applied=applied))
            continue
        half, one, two = pay.cents // 2, [], []
        rest = half
        for bill, cents in applied:
            part = min(rest, cents)
            rest -= part
            one += [(bill, part)] if part else []
            two += [(bill, cents - part)] if cents - part else []
        pays += [replace(pay, cents=half, applied=tuple(one)),
                 replace(pay, cents=pay.cents - half, applied=tuple(two))]
    written_off = tuple((new, day, part) for bill, day, cents in life.written_off
                        for new, part in spread(bill, cents))
    return replace(life, bills=tuple(bills), credits=tuple(credits), pays=tuple(pays),
                   written_off=written_off)


def _whole(schedule, total: int):
    """A schedule whose last month takes what rounding left."""
    if not schedule:
        return schedule
    *others, (month, _) = schedule
    return (*others, (month, total - sum(cents for _, cents in others)))


def moved(life: Life, shift: int) -> Life:
    """
    Orders, invoices, credits, payments, write-offs and journals on another day of their month. Due
    dates, billing dates and close dates stay: whether something is late hangs on them, and so does
    an order's date where a line is due with the order.
    """
    def other(day):
        first = (FIRST + timedelta(days=day)).replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1)
        start, length = (first - FIRST).days, (after - first).days
        return min(364, start + (day - start + shift) % length)

    ordered = life.ordered
    if ordered is not None and all(day is not None and month_of(day) > month_of(ordered)
                                   for _, _, day in life.order):
        ordered = other(ordered)
    return replace(
        life, ordered=ordered,
        cancelled=tuple((number, other(day)) for number, day in life.cancelled),
        bills=tuple(replace(bill, day=other(bill.day)) for bill in life.bills),
        credits=tuple(replace(credit, day=other(credit.day)) for credit in life.credits),
        pays=tuple(replace(pay, day=other(pay.day)) for pay in life.pays),
        written_off=tuple((bill, other(day), cents) for bill, day, cents in life.written_off),
        manual=tuple((other(day), cents) for day, cents in life.manual))
