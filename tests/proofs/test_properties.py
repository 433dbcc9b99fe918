"""
Properties of the bridge over random lives: what must hold whatever happened.

One example is a company of a handful of lives, built by the harness. `make test` tells a few fixed
companies, `make properties` many random ones. A failure prints the company as it was told, verb by
verb, after Hypothesis has made it as small as it can.
"""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal

import companies
import pytest
from harness import Build, compile_project
from hypothesis import given, note
from lives import decades, moved, scaled, split, tell

SCOPES = ("deal_id", "account_id", "owner_name", "ultimate_parent_id", "month", "'all'")
QUIET = ("control_differs", "unexplained", "missing_rate", "unknown_reference", "quarantined_row",
         "unknown_product", "ambiguous_link", "duplicate_booking", "conflicting_tax_ids",
         "hierarchy_cycle")
FX = ("fx_movement", "fx_settlement", "crm_fx_rate")


class Lab:
    """Builds told companies, compiled once for each set of vars."""

    def __init__(self, folder, book):
        self.folder, self.book, self.made = folder, book, 0
        self.compiled = {}

    def build(self, told, shuffled=False, **variables) -> Build:
        self.made += 1
        extracts = self.folder / f"company_{self.made}"
        told.company.write(extracts)
        if shuffled:
            companies.Extracts(extracts).shuffle()
        variables = {"close_lookback": 1, **variables}
        key = tuple(sorted(variables.items()))
        if key not in self.compiled:
            self.compiled[key] = compile_project(extracts, variables, self.book)
        return Build(self.compiled[key], extracts).run()


@pytest.fixture(scope="module")
def lab(tmp_path_factory, book):
    return Lab(tmp_path_factory.mktemp("companies"), book)


def laws_of(build):
    return [node for node in build.compiled.tests if node.path.startswith("tests/conservation")]


def bridge(build, *columns, money=("amount", "amount_reporting"), where="true") -> dict:
    """Key -> the sums of the bridge's rows under it, without those that come to nothing."""
    sums = ", ".join(f"sum({name})" for name in money)
    names = ", ".join(columns)
    rows = build.rows(f"select {names}, {sums} from marts.revenue_bridge where {where} "
                      f"group by {names}")
    return {row[:len(columns)]: row[len(columns):] for row in rows if any(row[len(columns):])}


LINES = ("as_of", "step", "month", "deal_id", "account_id", "ultimate_parent_id", "owner_name",
         "currency", "line", "line_type", "category")
NO_ACCOUNT = tuple(name for name in LINES if name not in ("account_id", "ultimate_parent_id"))


def changes(before: dict, after: dict) -> list:
    """What two bridges disagree on, in a form that a failure can show."""
    return [(tuple(map(str, key)), before.get(key), after.get(key))
            for key in sorted(set(before) | set(after), key=str)
            if before.get(key) != after.get(key)]


# What lives are expected to bring about; what is missing has a test of its own.
TOLD = {
    "scheduled_billing", "awaiting_invoice", "overdue_invoice", "awaiting_order", "missing_order",
    "crm_amount_stale", "order_cancelled", "credit_memo", "order_without_deal",
    "invoice_without_deal", "outside_invoiced_definition", "outside_booked_definition",
    "fx_movement", "crm_fx_rate", "billed_to_unrelated_account", "deferred_revenue",
    "unbilled_revenue", "no_recognition_schedule", "manual_journal",
    "outside_recognised_definition", "sales_tax", "receivable_not_due", "receivable_overdue",
    "unapplied_cash", "unapplied_credit", "write_off", "settlement_discount", "fx_settlement"}


def test_every_balance_holds(lab):
    """Each step adds up at every grain and in both currencies; the laws and the controls agree."""
    told_lines = set()

    @given(decade=decades(24))
    def hold(decade):
        told = tell(decade)
        note(str(told))
        with lab.build(told) as build:
            for money in ("amount", "amount_reporting"):
                for scope in SCOPES:
                    assert build.rows(
                        f"""select as_of, step, currency, {scope} as scope, month,
                            sum(case line_type when 'to' then -{money} else {money} end) as gap
                        from marts.revenue_bridge group by all having gap <> 0""") == []
            assert build.failures(laws_of(build)) == {}
            assert build.rows(
                f"""select rule, detail from marts.exceptions
                where rule in ({", ".join(map(repr, QUIET))})""") == []
            assert build.rows(
                "select * from marts.revenue_bridge where line = 'unexplained'") == []
            _positions_roll_forward(build)
            told_lines.update(line for (line,) in build.rows(
                "select distinct line from marts.revenue_bridge where line_type = 'reason'"))

    hold()
    assert TOLD - told_lines == set()


def _positions_roll_forward(build):
    """
    Invoiced less recognised, brought forward month by month, is the contract's balance: what is
    deferred, not yet delivered, without a schedule or outside, less what is unbilled or was posted
    by hand. And receivables are what was billed with tax, less cash and everything else.
    """
    position, balance = defaultdict(Decimal), defaultdict(Decimal)
    for month, key, line, kind, amount in build.rows(
            """select month, (deal_id, account_id, currency), line, line_type, sum(amount)
            from marts.revenue_bridge
            where as_of = 'latest' and step = 'invoiced_to_recognised'
            group by all order by month"""):
        if kind == "reason":
            balance[key] -= amount
        else:
            position[key] += amount if line == "invoiced" else -amount
    assert {key: value for key, value in position.items() if value} == {
        key: value for key, value in balance.items() if value}


@given(decade=decades(24))
def test_the_order_of_rows_and_a_second_run_change_nothing(lab, decade):
    told = tell(decade)
    note(str(told))
    with lab.build(told) as build, lab.build(told, shuffled=True) as shuffled:
        first = hashes(build)
        assert hashes(shuffled) == first
        build.run()
        assert hashes(build) == first


def hashes(build) -> dict:
    """Mart -> a hash of its sorted rows."""
    from warehouse import Warehouse

    return {mart: Warehouse.hash_of(build, mart) for mart in Warehouse.marts(build)}


@given(decade=decades(16, simple=True))
def test_documents_split_in_two_leave_every_line(lab, decade):
    """Two invoices of one day for one, two payments of one day for one."""
    whole, parts = tell(decade), tell([split(life) for life in decade])
    note(f"{whole}\n\n--- and split:\n\n{parts}")
    with lab.build(whole) as one, lab.build(parts) as two:
        key = tuple(name for name in LINES if name != "deal_id") + (DEAL,)
        amount = ("amount",)
        assert changes(bridge(one, *key, money=amount), bridge(two, *key, money=amount)) == []
        # In the reporting currency each document is rounded by itself.
        dollars = "currency = 'USD'"
        assert changes(bridge(one, *key, where=dollars), bridge(two, *key, where=dollars)) == []


# A deal that has no CRM id is called after its first document, which a split makes another.
DEAL = """coalesce((select max(crm_opportunity_id) from marts.deals
    where deals.deal_id = revenue_bridge.deal_id), 'none')"""


@pytest.mark.parametrize("way", ["in the CRM", "in the ERP"])
@given(decade=decades(16, simple=True))
def test_merged_accounts_move_only_the_account(lab, decade, way):
    """
    Two accounts merged in the CRM, or two customers of one account in the ERP: each deal keeps each
    of its lines, and all of it stands on one account.
    """
    apart = tell(decade)
    pairs = {place: place - 1 for place in range(1, len(decade), 2)}
    if way == "in the CRM":
        united = tell(decade, merged=pairs)
    else:
        united = tell(decade, duplicates=pairs)
    note(f"{united}")
    with lab.build(apart) as one, lab.build(united) as two:
        # The owner may be another: that of the account stands in where a deal has none.
        key = tuple(name for name in NO_ACCOUNT if name not in ("owner_name", "deal_id")) + (DEAL,)
        assert changes(bridge(one, *key), bridge(two, *key)) == []
        accounts = dict(two.rows(
            "select source_account_id, account_id from marts.account_records "
            "where source_system = 'netsuite'"))
        for place, into in pairs.items():
            assert accounts[united.lives[place]["customer"].id] == accounts[
                united.lives[into]["customer"].id]


@given(decade=decades(24))
def test_the_reporting_currency_touches_no_transaction_currency(lab, decade):
    """
    Told in euros, each row has the amount that it has in dollars; where a deal's own currency is the
    reporting one, exchange rates change nothing.
    """
    told = tell(decade)
    note(str(told))
    with lab.build(told) as dollars, lab.build(told, reporting_currency="EUR") as euros:
        amount = ("amount",)
        assert changes(bridge(dollars, *LINES, money=amount),
                       bridge(euros, *LINES, money=amount)) == []
        for build, currency in ((dollars, "USD"), (euros, "EUR")):
            assert build.rows(
                f"""select line, currency, amount, amount_reporting from marts.revenue_bridge
                where line in {FX} and currency = '{currency}'
                and line <> 'crm_fx_rate' and amount_reporting <> 0""") == []
            assert build.rows(f"select * from marts.revenue_bridge where line in {FX} "
                              "and amount <> 0") == []
        for build in (dollars, euros):
            assert build.failures(laws_of(build)) == {}


@given(decade=decades(16, currencies=("USD",), simple=True))
def test_an_event_moved_inside_its_month_changes_nothing(lab, decade):
    here, there = tell(decade), tell([moved(life, 5 + place) for place, life in enumerate(decade)])
    note(f"{here}\n\n--- and moved:\n\n{there}")
    with lab.build(here) as one, lab.build(there) as two:
        assert changes(bridge(one, *LINES), bridge(two, *LINES)) == []


@given(decade=decades(16))
def test_scaled_amounts_scale_every_line(lab, decade):
    """Seven times each amount is seven times each line, to the cent."""
    # Whole units: what is less than a cent a line would be rounding at one size and not at another.
    small = [scaled(life, 100) for life in decade]
    told, larger = tell(small), tell([scaled(life, 7) for life in small])
    note(str(told))
    with lab.build(told) as one, lab.build(larger) as two:
        amount = ("amount",)
        times = {key: (7 * value,) for key, (value,) in bridge(one, *LINES, money=amount).items()}
        assert changes(times, bridge(two, *LINES, money=amount)) == []
