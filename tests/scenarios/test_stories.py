"""Every story gives exactly the bridge that is written beside it."""

from __future__ import annotations

from decimal import Decimal

import companies
import pytest
from story import FORMULAS, MONTHS, STORIES
from warehouse import Bridge

CLEAN = [function.__name__ for function in STORIES["clean"]]
FAULTS = [function.__name__ for function in STORIES["faults"]]
OPENINGS = [function.__name__ for function in STORIES["openings"]]


def story_of(build, name):
    return next(story for story in build.stories if story.name == name)


def differences(bridge, stories, months, early=False) -> list[str]:
    return [f"{expected.label}: {problem}"
            for story in stories for expected in story.expected if expected.early == early
            for problem in bridge.mismatches(expected, months)]


@pytest.mark.parametrize("name", CLEAN)
def test_bridge(clean, name):
    assert differences(clean.bridge, [story_of(clean, name)], MONTHS) == []


@pytest.mark.parametrize("name", FAULTS)
def test_bridge_of_the_faulty_company(faults, name):
    assert differences(faults.bridge, [story_of(faults, name)], MONTHS) == []


@pytest.mark.parametrize("name", OPENINGS)
def test_bridge_of_a_history_that_starts_mid_life(openings, name):
    assert differences(openings.bridge, [story_of(openings, name)], MONTHS) == []


def test_every_story_expects_something(clean, faults, openings):
    for story in clean.stories + faults.stories + openings.stories:
        assert story.expected or story.exceptions, story.name


@pytest.mark.parametrize("company", ["clean", "openings"])
def test_nothing_else_is_in_the_bridge(built, company):
    """No row of the bridge belongs to no expectation: nothing is repeated, nothing left over."""
    build = built[company]
    claimed = [key for story in build.stories for expected in story.expected
               if not expected.early for key in build.bridge.keys_of(expected)]
    assert len(claimed) == len(set(claimed))
    assert set(build.bridge.changes) - set(claimed) == set()


def test_what_the_extracts_never_held_raises_no_exception(openings):
    """Only the deals that are still there have something to mend; every control agrees."""
    assert openings.warehouse.rows(
        "select rule, count(*) from marts.exceptions group by rule order by rule") == [
        ("crm_amount_stale", 1), ("missing_order", 1), ("overdue_invoice", 1)]


def test_accounting_figures(clean):
    """The worked examples of accounting, computed from the bridge's levels by FORMULAS."""
    wrong = []
    for story in clean.stories:
        for deals, month, name, value in story.facts:
            expected = next(x for x in story.expected if x.deals == deals and not x.early)
            levels = clean.bridge.levels(expected, MONTHS, 3)

            def at(step, line, levels=levels, month=month):
                return levels.get((step, line), {}).get(month, Decimal(0))

            got = FORMULAS[name](at)
            if got != value:
                wrong.append(f"{story.name}: {name} at the end of {month} is {got}, not {value}")
    assert wrong == []


def test_links(clean):
    wrong = []
    for story in clean.stories:
        for document, deal, method in story.links:
            rows = clean.warehouse.rows(
                "select deal_id, method from marts.deal_links where document_id = ?", document.id)
            wanted = clean.bridge.deals[deal.id] if deal else None
            won = set(clean.bridge.deals[x["id"]] for x in document.company.crm["opportunity"])
            if len(rows) != 1 or rows[0][1] != method or (
                    rows[0][0] != wanted if wanted else rows[0][0] in won):
                wrong.append(f"{story.name}: {document.number} has {rows}, not {wanted} {method}")
    assert wrong == []


def test_repeats(clean):
    found = dict(clean.warehouse.rows(
        "select deal_id, duplicate_of_deal_id from marts.deals"))
    wanted = {clean.bridge.deals[deal.id]: clean.bridge.deals[of.id] if of else None
              for story in clean.stories for deal, of in story.repeats}
    assert {deal: found[deal] for deal in wanted} == wanted
    # And nobody else is taken for a repeat.
    assert {deal for deal, of in found.items() if of} == {
        deal for deal, of in wanted.items() if of}


def test_records_of_one_account(clean):
    for story in clean.stories:
        for records in story.one_account:
            assert len({clean.bridge.account_id(record) for record in records}) == 1, story.name
            account = clean.bridge.account_id(records[0])
            assert clean.warehouse.rows(
                "select record_count from marts.accounts where account_id = ?",
                account) == [(len(records),)]


def test_renewals_keep_their_chain(clean):
    found = {
        deal: (chain, position, previous) for deal, chain, position, previous in clean.warehouse.rows(
            "select deal_id, chain_id, chain_position, previous_deal_id from marts.deal_chains")}
    told = [[clean.bridge.deals[deal.id] for deal in chain] for story in clean.stories for chain in story.chains]
    assert told
    for chain in told:
        assert [found[deal] for deal in chain] == [
            (chain[0], place + 1, chain[place - 1] if place else None) for place in range(len(chain))]


def test_accounts_that_one_side_does_not_know(clean):
    told = {
        (clean.bridge.account_id(record), missing_in, Decimal(amount), Decimal(amount))
        for story in clean.stories for record, missing_in, amount in story.unmatched}
    assert told
    found = set(clean.warehouse.rows(
        """select account_id, missing_in, amount_at_stake,
            case missing_in when 'erp' then booked_amount else invoiced_amount end
        from marts.unmatched_accounts"""))
    assert told <= found
    # Ranked by money, each side from 1 on.
    ranks = clean.warehouse.rows(
        """select missing_in, list(account_rank order by amount_at_stake desc, account_id), count(*)
        from marts.unmatched_accounts group by 1""")
    assert all(ranked == list(range(1, count + 1)) for _, ranked, count in ranks)


def test_exceptions(clean, faults):
    wrong = []
    for build in (clean, faults):
        for story in build.stories:
            for rule, record, amount, texts, owner in story.exceptions:
                if isinstance(record, str):
                    record_id = record
                elif hasattr(record, "intercompany"):
                    record_id = build.bridge.account_id(record)
                else:
                    record_id = record.id
                rows = build.warehouse.rows(
                    """select amount_reporting, detail, owner from marts.exceptions
                    where rule = ? and source_record_id = ? and status = 'open'""",
                    rule, record_id)
                if len(rows) != 1:
                    wrong.append(f"{story.name}: {rule} on {record_id}: {rows}")
                    continue
                got, detail, responsible = rows[0]
                places = [detail.find(text) for text in texts]
                if (amount is not None and got != amount) or -1 in places \
                        or places != sorted(places) or (owner and responsible != owner):
                    wrong.append(f"{story.name}: {rule} on {record_id}: {rows[0]}")
    assert wrong == []


def test_a_clean_company_passes_every_control(clean):
    assert clean.warehouse.rows(
        """select rule, source_record_id, amount_reporting, detail from marts.exceptions
        where rule in ('control_differs', 'unexplained', 'missing_rate', 'unknown_reference',
        'quarantined_row', 'unknown_product')""") == []


def test_planted_faults_and_no_others_fail_the_controls(faults):
    planted = sum(rule == "control_differs" for story in faults.stories
                  for rule, *_ in story.exceptions)
    assert planted == 7
    assert faults.warehouse.rows(
        "select count(*) from marts.exceptions where rule = 'control_differs'") == [(planted,)]


def test_ambiguous_documents_and_no_others_are_reported(clean):
    planted = sum(rule == "ambiguous_link" for story in clean.stories
                  for rule, *_ in story.exceptions)
    assert clean.warehouse.rows(
        "select count(*) from marts.exceptions where rule = 'ambiguous_link'") == [(planted,)]


def test_what_was_known_in_january(built):
    """A void and a deletion learned later: the close of January and a rerun both show the past."""
    january = ["2026-01"]
    close = Bridge(built["clean"].warehouse, "close 2026-01")
    stories = built["clean"].stories
    assert sum(x.early for story in stories for x in story.expected) == 2
    assert differences(close, stories, january, early=True) == []
    early = built["early"]
    assert differences(early.bridge, early.stories, january, early=True) == []


def test_a_rerun_of_the_past_is_the_close(built):
    query = """select step, strftime(month, '%Y-%m'), deal_id, account_id, ultimate_parent_id,
        owner_name, line, line_type, category, currency, amount, amount_reporting
        from marts.revenue_bridge where as_of = ? order by all"""
    close = built["clean"].warehouse.rows(query, "close 2026-01")
    assert close
    assert built["early"].warehouse.rows(query, "latest") == close


def test_the_gross_company_is_told_its_switch(faults):
    assert any(line == "tax_in_booking" for changes in faults.bridge.changes.values()
               for _, line, *_ in changes)
    assert companies.tell("faults")[1][0].name == "tax_in_the_order"
