"""Laws of the whole warehouse: identities at zero tolerance, the same result from any order."""

from __future__ import annotations

import hashlib

import pytest
from story import STEPS

SCOPES = {
    "deal": "deal_id", "account": "account_id", "owner": "owner_name",
    "family": "ultimate_parent_id", "total": "'all'",
}


@pytest.mark.parametrize("company, run", [
    ("clean", 1), ("faults", 1), ("openings", 1), ("since", 3)])
def test_laws_of_the_project_hold(built, company, run):
    laws = built[company].runs[run]
    assert laws.error is None
    assert laws.failed() == {}
    assert sum(node.startswith("test.") for node in laws.nodes) >= 11


@pytest.mark.parametrize("amount", ["amount", "amount_reporting"])
@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("company", ["clean", "faults", "early", "since", "openings"])
def test_from_and_lines_are_to(built, company, scope, amount):
    assert built[company].warehouse.rows(
        f"""select as_of, step, month, currency, {SCOPES[scope]} as scope,
            sum(case line_type when 'to' then -{amount} else {amount} end) as gap
        from marts.revenue_bridge group by all having gap <> 0""") == []


@pytest.mark.parametrize("company", ["clean", "faults"])
def test_each_role_carries_all_the_money(built, company):
    """What accounts sign and are billed is what their ultimate parents have, and what the events say."""
    rows = built[company].warehouse.rows
    columns = "sum(booked_amount), sum(invoiced_amount), sum(recognised_amount), sum(collected_amount)"
    sides = rows(f"select {columns} from marts.account_roles where role in ('contracting', 'billing')")
    assert rows(f"select {columns} from marts.account_roles where role = 'parent'") == sides
    assert rows(
        """select sum(case when event_type = 'booked' then amount_reporting end),
            sum(case when event_type in ('invoiced', 'credited') then amount_reporting end),
            sum(case when event_type = 'recognised' then amount_reporting end),
            sum(case when event_type in ('collected', 'refunded') then amount_reporting end)
        from marts.revenue_events where account_id in (select account_id from marts.accounts)""") == sides


def test_every_step_has_money(clean):
    """The identities above are not true of an empty table."""
    totals = dict(clean.warehouse.rows(
        """select step, sum(abs(amount)) from marts.revenue_bridge
        where as_of = 'latest' and line_type <> 'reason' group by step"""))
    assert all(totals[step] > 500_000 for step in STEPS)


def test_every_line_of_the_bridge_is_told_by_some_story(clean, faults, openings):
    """Each reason line occurs with an amount, but for the one that must not."""
    told = {line for build in (clean, faults, openings) for (line,) in build.warehouse.rows(
        "select distinct line from marts.revenue_bridge where amount <> 0 or amount_reporting <> 0")}
    known = {line for (line,) in clean.warehouse.rows(
        f"select line from book.reason_codes where step in {STEPS}")}
    assert known - told == {"unexplained"}
    # Without the var history_starts_on nothing opens.
    assert clean.warehouse.rows(
        "select count(*) from marts.revenue_bridge where line = 'opening_balance'") == [(0,)]


def test_position_is_net_of_contract(clean):
    """I1 and I2 of the accounts: P = V - R = DR - CA, and never both, where no other line is."""
    rows = clean.warehouse.rows(
        """with changes as (
            select deal_id, account_id, currency, month,
                sum(case when line = 'invoiced' then amount when line = 'recognised' then -amount
                    else 0 end) as position,
                sum(case when line in ('deferred_revenue', 'awaiting_delivery') then -amount
                    else 0 end) as liability,
                sum(case when line = 'unbilled_revenue' then amount else 0 end) as asset,
                max(case when line_type = 'reason' and line not in ('deferred_revenue',
                    'awaiting_delivery', 'unbilled_revenue', 'fx_movement', 'rounding')
                    then 1 else 0 end) as others
            from marts.revenue_bridge
            where as_of = 'latest' and step = 'invoiced_to_recognised' group by all),
        levels as (
            select *, sum(position) over story as p, sum(liability) over story as dr,
                sum(asset) over story as ca,
                max(others) over (partition by deal_id, account_id, currency) as mixed
            from changes window story as (
                partition by deal_id, account_id, currency order by month))
        select p, dr, ca from levels where mixed = 0""")
    assert len(rows) > 100
    for position, liability, asset in rows:
        assert (liability, asset) == (max(position, 0), max(-position, 0))


def test_rounding_is_at_most_a_cent_a_posting(clean):
    """To date, in both currencies: a cent for each event of the deal and each line of the step."""
    rows = clean.warehouse.rows(
        """with levels as (
            select deal_id, step,
                sum(case when line = 'rounding' then abs(amount) else 0 end) as own,
                sum(case when line = 'rounding' then abs(amount_reporting) else 0 end) as reporting,
                count(*) as lines
            from marts.revenue_bridge where as_of = 'latest' and deal_id is not null group by all),
        events as (select deal_id, count(*) as events from marts.revenue_events group by all)
        select levels.*, coalesce(events, 0) from levels left join events using (deal_id)
        where own <> 0 or reporting <> 0""")
    assert rows
    for deal, step, own, reporting, lines, events in rows:
        assert 100 * max(own, reporting) <= lines + events, (deal, step)


def test_shuffled_rows_and_a_second_build_change_nothing(built):
    """
    Rows in another order, built over the warehouse of an earlier as-of, give every mart the same
    rows to the last cent.
    """
    clean, rerun = built["clean"].warehouse, built["rerun"].warehouse
    assert all(run.success for run in built["rerun"].runs)
    marts = clean.marts()
    assert {"revenue_bridge", "revenue_events", "deals", "exceptions"} <= set(marts)
    assert rerun.marts() == marts
    # The scorecard alone looks back at earlier runs, where a threshold says so.
    where = {"drift_scorecard": "against = 'bound'"}
    assert [mart for mart in marts if clean.hash_of(mart, where.get(mart, "true"))
            != rerun.hash_of(mart, where.get(mart, "true"))] == []
    assert {status for (status,) in clean.rows(
        "select status from marts.drift_scorecard where against = 'previous'")} == {
        "not_applicable"}
    looked_back = rerun.rows(
        "select previous_as_of_at, previous_value from marts.drift_scorecard"
        " where against = 'previous'")
    assert looked_back and all(None not in row for row in looked_back)


def test_a_history_that_starts_mid_life_is_the_same_from_any_order(built):
    opened, again = built["openings"].warehouse, built["reopened"].warehouse
    assert [mart for mart in opened.marts() if opened.hash_of(mart) != again.hash_of(mart)] == []


def _to_date(warehouse, where: str) -> list[tuple]:
    return warehouse.rows(
        f"""select step, deal_id, account_id, currency, line, sum(amount), sum(amount_reporting)
        from marts.revenue_bridge where as_of = 'latest' and {where} group by all
        having sum(amount) <> 0 or sum(amount_reporting) <> 0 order by all""")


def test_reasons_keep_their_balances_wherever_the_history_starts(built):
    """Every reason line to date, on each deal and account, is what it is without a start."""
    whole, since = built["clean"].warehouse, built["since"].warehouse
    where = "line_type = 'reason' and line <> 'opening_balance'"
    assert _to_date(since, where) == _to_date(whole, where)
    assert len(_to_date(since, where)) > 100


def test_ends_count_from_the_start_of_the_history_on(built):
    """`from` and `to` are those of May and later; what went before is the opening balance."""
    whole, since = built["clean"].warehouse, built["since"].warehouse
    ends = "line_type <> 'reason'"
    assert _to_date(since, ends) == _to_date(whole, f"{ends} and month >= '2026-05-01'")
    query = """select step, deal_id, account_id, currency,
            sum(case line_type when 'to' then -amount else amount end),
            sum(case line_type when 'to' then -amount_reporting else amount_reporting end)
        from marts.revenue_bridge where as_of = 'latest' and {} group by all
        having sum(case line_type when 'to' then -amount else amount end) <> 0
            or sum(case line_type when 'to' then -amount_reporting else amount_reporting end) <> 0
        order by all"""
    before = whole.rows(query.format(f"{ends} and month < '2026-05-01'"))
    assert since.rows(query.format("line = 'opening_balance'")) == before
    assert {step for step, *_ in before} >= set(STEPS)
    assert since.rows("select min(month) from marts.revenue_bridge") == whole.rows(
        "select date '2026-05-01'")


def test_no_exception_hangs_on_the_start_of_the_history(built):
    """What is open now is open whenever the history starts, and so is every control."""
    query = """select rule, source_record_id, deal_id, account_id, amount_reporting, status, owner
        from marts.exceptions order by all"""
    assert built["since"].warehouse.rows(query) == built["clean"].warehouse.rows(query)


def test_the_hash_sees_a_cent(clean):
    """The comparison above would notice."""
    rows = sorted(map(repr, clean.warehouse.rows("select * from marts.revenue_bridge")))
    one = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    rows[0] = rows[0].replace("Decimal('", "Decimal('1", 1)
    assert one != hashlib.sha256("\n".join(rows).encode()).hexdigest()
