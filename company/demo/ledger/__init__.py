"""
What the bridge must say, worked out from what was told.

An independent ledger: it knows contracts, documents, days and who belongs to whom, because that is
how the company was told. It never reads the extracts or the warehouse and shares nothing with the
project's SQL. For each contract it stands at the end of each month, walks the documents that there
are by then, and states every line as docs/bridge.md defines it; a month's change is the difference
of two such states.
"""

from collections import defaultdict
from datetime import timedelta

from company.demo import catalog
from company.demo.ledger.base import NEVER, ZERO, Row, cents, spent
from company.demo.ledger.collecting import Collecting
from company.demo.ledger.earning import Earning
from company.demo.ledger.invoicing import Invoicing
from company.demo.world import World, end_of
from company.money import month_end, month_of, months_from

B, R, C = "booked_to_invoiced", "invoiced_to_recognised", "invoiced_to_collected"
FROM = {B: "booked", R: "invoiced", C: "invoiced"}
TO = {B: "invoiced", R: "recognised", C: "collected"}


class Ledger(Invoicing, Earning, Collecting):
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


__all__ = ["FROM", "TO", "ZERO", "Ledger", "Row", "spent"]
