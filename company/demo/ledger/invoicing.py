"""booked to invoiced: the state of a contract at the end of a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from company.demo import catalog
from company.demo.ledger.base import NEVER, TWELVE, ZERO, Books, add, cents
from company.money import CENT


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


class Invoicing(Books):
    """The first step."""

    def _invoicing(self, contract, cut) -> dict:
        """booked to invoiced at the end of a day, on the accounts that bought and were billed."""
        currency = self.currency_of(contract)
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
            add(state, (payer, "invoiced", currency), pair)
            if payer != contract.account:
                line = "billed_to_related_account" if self._one_group(payer, contract.account) \
                    else "billed_to_unrelated_account"
                add(state, (payer, line, currency), pair)
                add(state, (contract.account, line, currency), (-pair[0], -pair[1]))
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

    def _order_parts(self, contract, cut) -> list[Part]:
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

    def _billed(self, contract, currency, cut) -> list[Bill]:
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
