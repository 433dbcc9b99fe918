"""invoiced to collected: what each document moves, and where that leaves an account."""

from collections import defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP

from company.demo.ledger.base import (
    BILLS, TWELVE, ZERO, Books, add, cents, deposit_of, is_loss, spent)
from company.money import month_end

C = "invoiced_to_collected"


class Collecting(Books):
    """The third step."""

    def _walk_cash(self):
        """Every account's receivables and cash, by contract; what belongs to none on its own."""
        moves = defaultdict(list)  # (contract or None, account, currency) -> moves
        ends = {}  # the same, day, end of the step, document -> what the document adds to it

        def move(contract, account, currency, on, line, amount, rate, document=None):
            exact = amount * rate
            if line == "fx_settlement":
                amount = ZERO  # only the dollars differ
            if document:
                add(ends, ((contract, account, currency), on, line, document.id), (amount, exact))
            else:
                moves[contract, account, currency].append((on, line, amount, exact))

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
                         line, left, self.rate_of(receipt),
                         receipt if line == "collected" else None)
        for (at, on, line, _), (amount, exact) in ends.items():
            moves[at].append((on, line, amount, cents(exact)))
        for (contract, account, currency), group in moves.items():
            states, total = [], {}
            group.sort(key=lambda x: x[0])
            place = 0
            for month in self.months:
                cut = month_end(month)
                while place < len(group) and group[place][0] <= cut:
                    _, line, amount, exact = group[place]
                    add(total, line, (amount, exact))
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
        move(*at, bill.date, "invoiced", net, rate, bill)
        move(*at, bill.date, "sales_tax", gross - net, rate)
        if bill.type == "CustInvc":
            move(*at, bill.date, "owed", gross, rate)
            move(*at, max(bill.due + timedelta(days=1), bill.date), "owed_late", gross, rate)
        elif bill.type == "CustCred":
            move(*at, bill.date, "unapplied_credit", -gross, rate)
        else:
            move(*at, bill.date, "collected", gross, rate, bill)

    def _move_application(self, move, a):
        """Cash, a credit or a loss that settles an invoice; or money paid back."""
        settled, settling = a.settled, a.settling
        rate = self.rate_of(settled)
        at = (self.contract_of.get(settled.id) if settled.type in BILLS else None,
              self.account_of(settled.customer), settled.currency)
        if settling.type == "CustRfnd":
            back = self.rate_of(settling)
            line = "unapplied_credit" if settled.type == "CustCred" else "unapplied_cash"
            move(*at, settling.date, "collected", -a.amount, back, settling)
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
        move(*at, source.date, "collected", cash, own_rate, source)
        move(*at, source.date, "unapplied_cash", cash, own_rate)
        move(*at, on, "unapplied_cash", -cash, own_rate)
        move(*at, on, "fx_settlement", cash, own_rate - rate)
