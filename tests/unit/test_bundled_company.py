"""
The demo company, as `make build` left it, against its truth: what was planted, and the whole bridge as an
independent ledger works it out from what was told.
"""

import csv

import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ROOT / "tests" / "fixtures" / "demo"
WAREHOUSE = ROOT / "warehouse" / "tieout.duckdb"

sys.path.insert(0, str(ROOT / "tests" / "fixtures"))

import compare  # noqa: E402


@pytest.fixture(scope="module")
def warehouse():
    assert WAREHOUSE.exists(), f"{WAREHOUSE} is not there: run `make build` first"
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        yield connection


def test_every_line_of_the_bridge_is_the_ledgers(warehouse):
    """Every row, to the cent in both currencies, and no other row: precision and recall of 100 %."""
    assert compare.compare_bridge(
        warehouse, compare.bridge_answers(ANSWERS), ANSWERS / "expected_accounts.csv",
        exact=True) == []


def test_every_planted_disagreement_is_found_exactly(warehouse):
    assert compare.compare_planted(
        warehouse, ANSWERS / "planted.csv", ANSWERS / "expected_accounts.csv") == []


def test_every_line_is_planted_five_times(warehouse):
    """All lines of the book but those that have companies of their own, each on five deals or more."""
    with open(ANSWERS / "planted.csv", newline="", encoding="utf-8") as file:
        planted = {}
        for row in csv.DictReader(file):
            planted.setdefault(row["line"], set()).add(
                row["crm_opportunity_id"] or row["erp_document_id"] or row["account_key"])
    lines = {line for (line,) in warehouse.execute(
        "select distinct line from book.reason_codes").fetchall()}
    assert lines - set(planted) == {"unexplained", "tax_in_booking", "opening_balance"}
    assert {line: len(deals) for line, deals in planted.items() if len(deals) < 5} == {}


def test_most_deals_tie_out(warehouse):
    """Three of five deals have no quality line and nothing planted on them."""
    touched = {record for (record,) in warehouse.execute(
        """select source_record_id from marts.exceptions where entity = 'deal'""").fetchall()}
    with open(ANSWERS / "planted.csv", newline="", encoding="utf-8") as file:
        touched |= {row["crm_opportunity_id"] for row in csv.DictReader(file)}
    won = {record for (record,) in warehouse.execute(
        """select crm_opportunity_id from marts.deals where crm_opportunity_id is not null
        """).fetchall()}
    assert len(won) > 550
    assert 0.55 <= len(won - touched) / len(won) <= 0.75


def test_every_account_is_the_one_expected(warehouse):
    assert compare.compare_accounts(warehouse, ANSWERS / "expected_accounts.csv") == []


def test_what_nobody_can_tell_is_asked(warehouse):
    """Each pair that the answers know and the records do not is two accounts, and a question of the review queue."""
    account_of = {(system, record): account for system, record, account in warehouse.execute(
        "select source_system, source_account_id, account_id from marts.account_records").fetchall()}
    asked = {frozenset(pair) for pair in warehouse.execute(
        "select account_id, other_account_id from marts.review_queue where status = 'open'").fetchall()}
    with open(ANSWERS / "expected_questions.csv", newline="", encoding="utf-8") as file:
        questions = list(csv.DictReader(file))
    assert {row["is_same"] for row in questions} == {"true", "false"} and len(questions) >= 10
    for row in questions:
        pair = frozenset((account_of[row["source_system"], row["source_account_id"]],
                          account_of[row["other_source_system"], row["other_source_account_id"]]))
        assert len(pair) == 2 and pair in asked, row


def test_a_name_that_was_mistyped_is_corrected(warehouse):
    """What the systems say otherwise is a correction; names that no rule finds were found by what else agrees."""
    assert {field for (field,) in warehouse.execute(
        "select distinct field from marts.account_corrections").fetchall()} == {
            "account_name", "country", "domain", "tax_id"}
    with open(ROOT / "seeds" / "golden_pairs.csv", newline="", encoding="utf-8") as file:
        alike = [row["source_account_id"] for row in csv.DictReader(file) if "in two ways" in row["why"]]
    methods = dict(warehouse.execute("""
        select source_account_id, match_method from marts.account_records where source_system = 'netsuite'""").fetchall())
    assert len(alike) >= 40 and {methods[record] for record in alike} == {"scored"}


def test_golden_pairs_say_what_the_truth_says():
    """The shipped pairs measure the matching: they must not be made of its own answers."""
    with open(ANSWERS / "expected_accounts.csv", newline="", encoding="utf-8") as file:
        accounts = {(row["source_system"], row["source_account_id"]): row["account_key"] for row in csv.DictReader(file)}
    with open(ROOT / "seeds" / "golden_pairs.csv", newline="", encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    assert {row["is_same"] for row in pairs} == {"true", "false"} and len(pairs) >= 40
    for row in pairs:
        one = accounts[row["source_system"], row["source_account_id"]]
        other = accounts[row["other_source_system"], row["other_source_account_id"]]
        assert (one == other) == (row["is_same"] == "true"), row


def test_every_exception_is_one_that_was_planted(warehouse):
    assert compare.compare_exceptions(warehouse, ANSWERS / "expected_exceptions.csv") == []


def test_money_and_rates_are_decimals_all_the_way(warehouse):
    """No column is a float, and every line of the bridge is a decimal wherever it is a column."""
    assert warehouse.execute(
        """select table_schema, table_name, column_name from information_schema.columns
        where table_schema <> 'raw' and data_type in ('FLOAT', 'DOUBLE')""").fetchall() == []
    lines = warehouse.execute(
        """select table_name, column_name, data_type from information_schema.columns
        where table_schema = 'intermediate'
        and column_name in (select line from book.reason_codes)""").fetchall()
    assert lines
    assert [line for line in lines if not line[2].startswith("DECIMAL")] == []


def test_every_line_but_three_occurs(warehouse):
    """The company plants every reason line, except what must never occur and what vars switch on."""
    missing = warehouse.execute(
        "select step, line from book.reason_codes except select step, line from marts.revenue_bridge"
        " where line_type = 'reason'").fetchall()
    lines = {line for _, line in missing}
    present = {line for (line,) in warehouse.execute(
        "select line from marts.revenue_bridge").fetchall()}
    assert lines - present == {"unexplained", "tax_in_booking", "opening_balance"}
