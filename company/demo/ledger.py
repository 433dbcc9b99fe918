"""
What the bridge must say, worked out from what was told.

An independent ledger: it knows contracts, documents, days and who belongs to whom, because that is
how the company was told. It never reads the extracts or the warehouse and shares nothing with the
project's SQL. For each contract it stands at the end of each month, walks the documents that there
are by then, and states every line as docs/bridge.md defines it; a month's change is the difference
of two such states.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from company.demo import catalog
from company.demo.world import Contract, World, end_of
from company.erp import CHART
from company.money import CENT, month_end, month_of, months_from

B, R, C = "booked_to_invoiced", "invoiced_to_recognised", "invoiced_to_collected"
FROM = {B: "booked", R: "invoiced", C: "invoiced"}
TO = {B: "invoiced", R: "recognised", C: "collected"}
BILLS = ("CustInvc", "CustCred", "CashSale", "CashRfnd")
ZERO, TWELVE, NEVER = Decimal(0), Decimal("0.000000000001"), date(9999, 12, 31)
ACCOUNT_TYPES = {key: kind for key, (_, _, _, kind, _) in CHART.items()}


def cents(value) -> Decimal:
    """Rounded to cents, half away from zero."""
    return Decimal(value).quantize(CENT, ROUND_HALF_UP)


@dataclass
class Row:
    """A change of one line in one month."""

    month: str
    step: str
    contract: Contract | None
    account: str | None
    line: str
    currency: str
    amount: Decimal
    reporting: Decimal


class Ledger:
    """The truth about one told company."""

    def __init__(self, world: World):
        self.w = world
        self.contract_of = {d.id: contract for contract in world.contracts
                            for d in contract.documents}
        self.months = months_from(month_of(catalog.FIRST_DAY - timedelta(days=70)), 27)
        self.rows: list[Row] = []
        self.tops = {key: top for key, top, *_ in world.accounts}
        self.schedules = defaultdict(list)
        for schedule in world.c.schedules:
            self.schedules[schedule.line.document].append(schedule)
        self.crm_rates = defaultdict(list)
        for row in world.c.crm["dated_conversion_rate"]:
            self.crm_rates[row["iso_code"]].append(
                (row["start_date"], row["next_start_date"], row["conversion_rate"]))
        for contract in world.contracts:
            self._walk(contract)
        self._walk_cash()
        self._report()

    # ------------------------------------------------------------------ basics

    def rate_of(self, document) -> Decimal:
        """Dollars for one unit: the document's own rate in a dollar entity, else the table's."""
        if document.currency == "USD":
            return Decimal(1)
        if self.w.c.subsidiaries[document.subsidiary] == "USD":
            return document.rate
        return self.w.rate(document.currency, document.date)

    def account_of(self, customer) -> str | None:
        return self.w.account_of[customer.id] if customer else None

    def _documents(self, contract, *types):
        return [d for d in contract.documents if d.type in types and d.alive]

    def _bills(self, contract):
        """Invoices, credits and cash sales; a credit on bad debts is a loss and no credit."""
        return [d for d in self._documents(contract, *BILLS) if not is_loss(d)]

    def _currency(self, contract) -> str:
        if contract.deal is not None:
            return contract.deal.currency
        roots = [d for d in contract.documents if d.alive and d.type != "CustPymt"]
        return roots[0].currency if roots else "USD"

    def _counted_from(self, contract) -> date:
        """The day whose rate counts: the booking's, else the first order's, else the first document's."""
        if contract.close is not None and contract.close <= catalog.LAST_DAY:
            return contract.close
        orders = [d.date for d in self._documents(contract, "SalesOrd")]
        others = [d.date for d in self._documents(contract, *BILLS, "Journal")]
        return min(orders or others)

    def _post(self, step, contract, states):
        """Month changes from a list of (month, state); a state is (account, line, currency) -> pair."""
        before = {}
        for month, state in states:
            for key in set(before) | set(state):
                old, new = before.get(key, (ZERO, ZERO)), state.get(key, (ZERO, ZERO))
                change = (new[0] - old[0], new[1] - old[1])
                if any(change):
                    account, line, currency = key
                    self.rows.append(Row(month, step, contract, account, line, currency, *change))
            before = state

    def _walk(self, contract):
        days = [d.date for d in contract.documents] + [contract.close or NEVER]
        first = month_of(min(days))
        months = [month for month in self.months if month >= first]
        self._post(B, contract, [(m, self._invoicing(contract, month_end(m))) for m in months])
        entries = list(self._entries(contract))
        rate_day = self._counted_from(contract) if entries else None
        self._post(R, contract, [
            (m, self._earning(contract, entries, rate_day, month_end(m))) for m in months])

    # --------------------------------------------------------- booked to invoiced

    def _invoicing(self, contract, cut) -> dict:
        """booked to invoiced at the end of a day, on the accounts that bought and were billed."""
        currency = self._currency(contract)
        won = contract.close is not None
        is_booked, is_early = won and contract.close <= cut, won and contract.close > cut
        sold = contract.lines or ([(None, contract.amount)] if won else [])
        booked = sum((a for code, a in sold if catalog.is_booked(code)), ZERO) if is_booked else ZERO
        elsewhere = sum((a for code, a in sold if catalog.is_booked(code)
                         and not catalog.is_invoiced(code)), ZERO) if is_booked else ZERO
        parts = self._order_parts(contract, cut)
        ordered = sum((part.amount for part in parts), ZERO)
        cancelled = sum((part.cancelled for part in parts), ZERO)
        bills = self._billed(contract, currency, cut)
        inside = sum((bill.of_contract for bill in bills if bill.is_booked), ZERO)
        outside = sum((bill.of_contract for bill in bills if not bill.is_booked), ZERO)
        other_currency = sum((bill.worth - bill.of_contract for bill in bills), ZERO)
        credited = -sum((bill.of_contract for bill in bills if bill.is_booked
                         and bill.document.type in ("CustCred", "CashRfnd")), ZERO)
        expected = ordered - cancelled if parts else booked - elsewhere
        short = max(expected - inside, ZERO) if is_booked or parts else ZERO
        excess = max(inside - expected, ZERO) if is_booked or parts else ZERO
        by_credit = max(min(credited, short), ZERO)
        lines = defaultdict(lambda: ZERO)
        lines["booked"] = booked
        change = ordered - (booked - elsewhere) if parts and is_booked else ZERO
        slight = abs(change) <= CENT * len(parts)
        if contract.repeats:
            lines["duplicate_booking"] = -booked
        else:
            lines["outside_invoiced_definition"] = -elsewhere
            lines["credit_memo"] = -by_credit
            lines["over_invoiced" if expected >= 0 else "awaiting_credit"] = excess
            lines["crm_amount_stale"] = ZERO if slight else change
            if is_early:
                lines["before_booking"] = (ordered - cancelled if parts else inside) + outside
            else:
                lines["outside_booked_definition"] = outside
                lines["order_cancelled"] = -cancelled
                if parts and not is_booked:
                    lines["order_without_deal"] = ordered
                if not parts and not is_booked:
                    lines["invoice_without_deal"] = inside
            lines["billed_in_other_currency"] = other_currency
            if parts:
                for line, amount in self._unbilled(parts, inside + by_credit, cut).items():
                    lines[line] = -amount
            elif short - by_credit:
                late = cut > contract.close + timedelta(days=catalog.ORDER_DAYS)
                lines["missing_order" if late else "awaiting_order"] = -(short - by_credit)
        return self._in_dollars(contract, currency, lines, bills, change if slight else ZERO)

    def _in_dollars(self, contract, currency, lines, bills, cents_of_order) -> dict:
        """The state in both currencies, each line rounded once, each document rounded once."""
        on = self._counted_from(contract)
        rate = self.w.rate(currency, on)
        crm_rate = self._crm_rate(currency, contract.close) if contract.close else rate
        state = {}
        for line, amount in lines.items():
            state[contract.account, line, currency] = (
                amount, cents(amount * (crm_rate if line == "booked" else rate)))
        state[contract.account, "crm_fx_rate", currency] = (
            ZERO, cents(lines["booked"] * (rate - crm_rate)))
        exact = sum((bill.original * bill.rate for bill in bills), ZERO)
        worth = sum((bill.worth for bill in bills), ZERO)
        state[contract.account, "fx_movement", currency] = (ZERO, cents(exact - worth * rate))
        documents = defaultdict(list)
        for bill in bills:
            documents[bill.document].append(bill)
        invoiced = ZERO
        for document, group in documents.items():
            pair = (sum((bill.worth for bill in group), ZERO),
                    cents(sum((bill.original for bill in group), ZERO) * group[0].rate))
            invoiced += pair[1]
            payer = self.account_of(document.customer)
            _add(state, (payer, "invoiced", currency), pair)
            if payer != contract.account:
                line = "billed_to_related_account" if self._one_group(payer, contract.account) \
                    else "billed_to_unrelated_account"
                _add(state, (payer, line, currency), pair)
                _add(state, (contract.account, line, currency), (-pair[0], -pair[1]))
        own = sum((pair[1] for (_, line, _), pair in state.items()
                   if line not in ("invoiced", "billed_to_related_account",
                                   "billed_to_unrelated_account")), ZERO)
        state[contract.account, "rounding", currency] = (cents_of_order, invoiced - own)
        return state

    def _crm_rate(self, currency, on) -> Decimal:
        """The CRM's rate of a day, from its own list."""
        if currency == "USD":
            return Decimal(1)
        held = [rate for start, end, rate in self.crm_rates[currency] if start <= str(on) < end]
        return (1 / held[0]).quantize(TWELVE, ROUND_HALF_UP)

    def _one_group(self, one, other) -> bool:
        return one is not None and other is not None and self.tops[one] == self.tops[other]

    def _order_parts(self, contract, cut) -> list["Part"]:
        """Order lines that count, each with its billing day and what was cancelled of it."""
        parts = []
        for order in self._documents(contract, "SalesOrd"):
            for line in order.lines:
                if order.date > cut or line.kind != "item" or not (
                        catalog.is_booked(line.product.code)
                        and catalog.is_invoiced(line.product.code)):
                    continue
                due = line.billing_date or (
                    contract.live or NEVER if catalog.is_milestone(line.product.code)
                    else order.date)
                cancelled = ZERO
                if line.closed_on and line.closed_on <= cut:
                    units = abs(line.quantity)
                    cancelled = cents(-line.amount * (units - order.billed(line)) / units)
                parts.append(Part(max(due, order.date), line.number, -line.amount, cancelled))
        return parts

    @staticmethod
    def _unbilled(parts, paid, cut) -> dict:
        """What is left to be billed, the oldest order lines paid off first."""
        waiting = sorted(([part.due, part.number, part.amount - part.cancelled] for part in parts))
        paid -= sum((left for _, _, left in waiting if left < 0), ZERO)
        found = defaultdict(lambda: ZERO)
        for due, _, left in waiting:
            if left <= 0:
                continue
            covered = min(left, max(paid, ZERO))
            paid -= covered
            late = due != NEVER and cut > due + timedelta(days=catalog.INVOICE_DAYS)
            line = "scheduled_billing" if due > cut else \
                "overdue_invoice" if late else "awaiting_invoice"
            found[line] += left - covered
        return found

    def _billed(self, contract, currency, cut) -> list["Bill"]:
        """Billed lines in the contract's currency, and what they are worth in it on their day."""
        bills = []
        for document in self._bills(contract):
            if document.date > cut:
                continue
            rate = self.rate_of(document)
            for line in document.lines:
                if line.kind != "item":
                    continue
                worth = of_contract = -line.amount
                if document.currency != currency:
                    cross = (rate / self.w.rate(currency, document.date)).quantize(
                        TWELVE, ROUND_HALF_UP)
                    worth = of_contract = cents(-line.amount * cross)
                    if line.bills is not None and line.bills.document.type == "SalesOrd":
                        share = abs(line.quantity / line.bills.quantity)
                        of_contract = cents(-line.bills.amount * share)
                bills.append(Bill(document, catalog.is_booked(line.product.code), worth, of_contract,
                                  -line.amount, rate))
        return bills

    # ------------------------------------------------------- invoiced to recognised

    def _earning(self, contract, entries, rate_day, cut) -> dict:
        """invoiced to recognised at the end of a day, by billed account and currency."""
        places = defaultdict(list)
        for place, on, entry in entries:
            if on <= cut:
                places[place].append(entry)
        is_live = contract.live is not None and contract.live <= cut
        state = {}
        for (account, currency), group in places.items():
            rate = self.w.rate(currency, rate_day)
            for line, pair in self._earned(group, is_live, rate).items():
                state[account, line, currency] = pair
        return state

    def _entries(self, contract):
        """What was billed and what was earned: (account and currency, day, entry)."""
        for bill in self._bills(contract):
            yield (self.account_of(bill.customer), bill.currency), bill.date, \
                self._billing_entry(bill)
        yield from self._postings(contract)

    def _billing_entry(self, bill) -> dict:
        """One document: what it bills, by how that will become revenue."""
        entry = defaultdict(lambda: ZERO, rate=self.rate_of(bill))
        for line in bill.lines:
            if line.kind != "item":
                continue
            net, kind = -line.amount, ACCOUNT_TYPES[line.account]
            planned = line.element or (line.bills is not None and line.bills.document.type
                                       == "SalesOrd" and line.bills.element)
            entry["invoiced"] += net
            if kind == "Income":
                entry["at_once"] += net
            elif planned:
                entry["milestones"] += net if catalog.is_milestone(line.product.code) else 0
            elif kind in ("DeferRevenue", "UnbilledRec"):
                entry["unplanned"] += net
            else:
                entry["passed_through"] += net
        return entry

    def _postings(self, contract):
        """Revenue of schedules, on the account billed, and journals by hand: (place, day, entry)."""
        for schedule in [x for d in contract.documents if d.alive for x in self.schedules[d]]:
            document = schedule.line.document
            account = self.account_of(document.customer)
            if document.type == "SalesOrd":
                bills = sorted((d for d in self._bills(contract) if any(
                    line.bills is not None and line.bills.document is document
                    for line in d.lines)), key=lambda d: (d.date, d.id))
                account = self.account_of(bills[0].customer) if bills else account
            for month in schedule.journals:
                amount = schedule.parts[month]
                yield (account, document.currency), month_end(month), defaultdict(
                    lambda: ZERO, rate=self.rate_of(document), recognised=amount,
                    milestones_earned=amount if catalog.is_milestone(schedule.line.product.code)
                    else ZERO)
        for journal in self._documents(contract, "Journal"):
            for line in journal.lines:
                if ACCOUNT_TYPES[line.account] != "Income" or line.is_revenue:
                    continue
                on = journal.date
                if journal.period and journal.period != month_of(on):
                    on = month_end(journal.period)
                yield (self.account_of(line.customer), journal.currency), on, defaultdict(
                    lambda: ZERO, rate=self.w.rate(journal.currency, on), recognised=-line.amount,
                    by_hand=-line.amount)

    @staticmethod
    def _earned(entries, is_live, rate) -> dict:
        """The state of one account's contract, from its documents and postings."""
        total = defaultdict(lambda: ZERO)
        exact = defaultdict(lambda: ZERO)
        rounded = defaultdict(lambda: ZERO)
        for entry in entries:
            for what, amount in entry.items():
                if what != "rate":
                    total[what] += amount
            for what, amount in (("invoiced", entry["invoiced"]),
                                 ("recognised", entry["recognised"] + entry["at_once"])):
                exact[what] += amount * entry["rate"]
                rounded[what] += cents(amount * entry["rate"])
        recognised = total["recognised"] + total["at_once"]
        early = ZERO if is_live else total["milestones_earned"]
        ahead = total["invoiced"] - total["unplanned"] - total["passed_through"] \
            - (recognised - total["by_hand"] - early)
        undelivered = ZERO if is_live else min(max(ahead, ZERO), total["milestones"])
        lines = {
            "deferred_revenue": undelivered - max(ahead, ZERO), "awaiting_delivery": -undelivered,
            "unbilled_revenue": max(-ahead, ZERO),
            "outside_recognised_definition": -total["passed_through"],
            "no_recognition_schedule": -total["unplanned"],
            "recognised_before_delivery": early, "manual_journal": total["by_hand"]}
        state = {line: (amount, cents(amount * rate)) for line, amount in lines.items()}
        state["fx_movement"] = (ZERO, cents(
            (exact["recognised"] - recognised * rate)
            - (exact["invoiced"] - total["invoiced"] * rate)))
        between = sum((pair[1] for pair in state.values()), ZERO)
        state["invoiced"] = (total["invoiced"], rounded["invoiced"])
        state["recognised"] = (recognised, rounded["recognised"])
        state["rounding"] = (ZERO, rounded["recognised"] - rounded["invoiced"] - between)
        return state

    # -------------------------------------------------------- invoiced to collected

    def _walk_cash(self):
        """Every account's receivables and cash, by contract; what belongs to none on its own."""
        moves = defaultdict(list)  # (contract or None, account, currency) -> moves

        def move(contract, account, currency, on, line, amount, rate, rounded=False):
            exact = amount * rate
            if line == "fx_settlement":
                amount = ZERO  # only the dollars differ
            moves[contract, account, currency].append(
                (on, line, amount, cents(exact) if rounded else exact))

        for contract in self.w.contracts:
            for bill in self._bills(contract):
                self._move_bill(move, contract, bill)
        for a in self.w.c.applications:
            if a.alive and a.link_type != "DepAppl":
                self._move_application(move, a)
        for receipt in self.w.c.documents:
            if receipt.type in ("CustPymt", "CustDep") and receipt.alive:
                left = receipt.gross - spent(receipt)
                for line in ("collected", "unapplied_cash"):
                    move(None, self.account_of(receipt.customer), receipt.currency, receipt.date,
                         line, left, self.rate_of(receipt), line == "collected")
        for (contract, account, currency), group in moves.items():
            states, total = [], {}
            group.sort(key=lambda x: x[0])
            place = 0
            for month in self.months:
                cut = month_end(month)
                while place < len(group) and group[place][0] <= cut:
                    _, line, amount, exact = group[place]
                    _add(total, line, (amount, exact))
                    place += 1
                states.append((month, {
                    (account, line, currency): pair
                    for line, pair in self._open_and_late(total).items()}))
            self._post(C, contract, states)

    @staticmethod
    def _open_and_late(total) -> dict:
        """Running totals as lines: what is owed is overdue, or it is not due yet."""
        owed, late = total.get("owed", (ZERO, ZERO)), total.get("owed_late", (ZERO, ZERO))
        lines = {line: pair for line, pair in total.items() if line not in ("owed", "owed_late")}
        lines["receivable_overdue"] = (-late[0], -late[1])
        lines["receivable_not_due"] = (late[0] - owed[0], late[1] - owed[1])
        state = {line: (pair[0], cents(pair[1])) for line, pair in lines.items()}
        sides = [state.pop(end, (ZERO, ZERO)) for end in ("invoiced", "collected")]
        between = sum((pair[1] for pair in state.values()), ZERO)
        state["rounding"] = (ZERO, sides[1][1] - sides[0][1] - between)
        state["invoiced"], state["collected"] = sides
        return state

    def _move_bill(self, move, contract, bill):
        """An invoice, a credit or a cash sale."""
        net = -sum((x.amount for x in bill.lines if x.kind == "item"), ZERO)
        gross, rate = bill.gross, self.rate_of(bill)
        at = (contract, self.account_of(bill.customer), bill.currency)
        move(*at, bill.date, "invoiced", net, rate, True)
        move(*at, bill.date, "sales_tax", gross - net, rate)
        if bill.type == "CustInvc":
            move(*at, bill.date, "owed", gross, rate)
            move(*at, max(bill.due + timedelta(days=1), bill.date), "owed_late", gross, rate)
        elif bill.type == "CustCred":
            move(*at, bill.date, "unapplied_credit", -gross, rate)
        else:
            move(*at, bill.date, "collected", gross, rate, True)

    def _move_application(self, move, a):
        """Cash, a credit or a loss that settles an invoice; or money paid back."""
        settled, settling = a.settled, a.settling
        rate = self.rate_of(settled)
        at = (self.contract_of.get(settled.id) if settled.type in BILLS else None,
              self.account_of(settled.customer), settled.currency)
        if settling.type == "CustRfnd":
            back = self.rate_of(settling)
            line = "unapplied_credit" if settled.type == "CustCred" else "unapplied_cash"
            move(*at, settling.date, "collected", -a.amount, back, True)
            move(*at, settling.date, line, -a.amount, rate)
            move(*at, settling.date, "fx_settlement", -a.amount, back - rate)
            return
        source = deposit_of(settling)
        on = max(source.date, settled.date)
        move(*at, on, "owed", -a.amount, rate)
        move(*at, max(on, settled.due + timedelta(days=1)), "owed_late", -a.amount, rate)
        if settling.type == "Journal" or is_loss(settling):
            move(*at, on, "write_off", -a.amount, rate)
            return
        own_rate = self.rate_of(source)
        if settling.type == "CustCred":
            move(*at, on, "unapplied_credit", -a.amount, own_rate)
            move(*at, on, "fx_settlement", a.amount, own_rate - rate)
            return
        cash = a.amount
        if source.currency == settled.currency:
            cash = a.used
            move(*at, on, "settlement_discount", -(a.amount - a.used), rate)
        else:
            own_rate = (a.used * own_rate / a.amount).quantize(TWELVE, ROUND_HALF_UP)
        move(*at, source.date, "collected", cash, own_rate, True)
        move(*at, source.date, "unapplied_cash", cash, own_rate)
        move(*at, on, "unapplied_cash", -cash, own_rate)
        move(*at, on, "fx_settlement", cash, own_rate - rate)

    # --------------------------------------------------------------- reported numbers

    def _report(self):
        """From the system's number of a month to the reported one: approved adjustments."""
        numbers = {"booked": (B, "booked"), "invoiced": (R, "invoiced"),
                   "recognised": (R, "recognised"), "collected": (C, "collected")}
        approved = defaultdict(lambda: ZERO)
        for metric, month, contract, account, currency, amount in self.w.adjustments:
            approved[metric, month, contract, account, currency] += amount
        for (metric, month, contract, account, currency), amount in approved.items():
            system = [ZERO, ZERO]
            for row in self.rows:
                if (row.step, row.line) == numbers[metric] and row.month == month and (
                        row.contract, row.account, row.currency) == (contract, account, currency):
                    system = [system[0] + row.amount, system[1] + row.reporting]
            rate = self.w.rate(currency, min(end_of(month_end(month)), catalog.LAST_DAY))
            pair = (amount, cents(amount * rate))
            for line, one in ((metric, system), ("approved_adjustment", pair), (
                    f"{metric}_reported", (system[0] + pair[0], system[1] + pair[1]))):
                if any(one):
                    self.rows.append(Row(month, f"{metric}_to_reported", contract, account, line,
                                         currency, *one))


@dataclass
class Part:
    """An order line: when it is due, what it is, what of it was cancelled."""

    due: date
    number: int
    amount: Decimal
    cancelled: Decimal


@dataclass
class Bill:
    """A billed line: in the contract's currency by its worth, and by what of the order it bills."""

    document: object
    is_booked: bool
    worth: Decimal
    of_contract: Decimal
    original: Decimal
    rate: Decimal


def is_loss(document) -> bool:
    """A credit memo on the bad-debt item gives up what is owed; it credits nothing."""
    return document.type == "CustCred" and any(line.account == "bad_debt" for line in document.lines)


def deposit_of(document):
    """The deposit that a deposit application takes from; any other document is its own source."""
    for application in document.settles:
        if application.link_type == "DepAppl":
            return application.settled
    return document


def spent(receipt) -> Decimal:
    """How much of a receipt or a deposit living invoices have used, at most all of it."""
    used = sum((a.used for a in receipt.settles if a.alive and a.link_type == "Payment"), ZERO)
    for a in receipt.settled_by:
        if a.link_type == "DepAppl" and a.alive:
            used += sum((x.used for x in a.settling.settles
                         if x.alive and x.link_type == "Payment"), ZERO)
    return used


def _add(state, key, pair):
    old = state.get(key, (ZERO, ZERO))
    state[key] = (old[0] + pair[0], old[1] + pair[1])
