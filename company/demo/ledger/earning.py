"""invoiced to recognised: the state of a contract on an account that was billed."""

from collections import defaultdict

from company.demo import catalog
from company.demo.ledger.base import ZERO, Books, cents
from company.erp import CHART
from company.money import month_end, month_of

ACCOUNT_TYPES = {key: kind for key, (_, _, _, kind, _) in CHART.items()}


class Earning(Books):
    """The second step."""

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
