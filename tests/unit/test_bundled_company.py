"""The bundled company, as `make build` left it, against the answers that were worked by hand."""

import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ROOT / "tests" / "fixtures" / "brambleway"
WAREHOUSE = ROOT / "warehouse" / "tieout.duckdb"

sys.path.insert(0, str(ROOT / "tests" / "fixtures"))

import compare  # noqa: E402


@pytest.fixture(scope="module")
def warehouse():
    assert WAREHOUSE.exists(), f"{WAREHOUSE} is not there: run `make build` first"
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        yield connection


def test_every_line_of_the_bridge_is_the_one_worked_by_hand(warehouse):
    assert compare.compare_bridge(warehouse, ANSWERS / "expected_bridge.csv") == []


def test_every_account_is_the_one_expected(warehouse):
    assert compare.compare_accounts(warehouse, ANSWERS / "expected_accounts.csv") == []


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
