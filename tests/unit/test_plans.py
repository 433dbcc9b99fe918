"""
How DuckDB joins, on the demo as `make build` left it: a join that compares every row with every row is not seen in a
company of seven hundred deals, and never ends in one of two hundred thousand.
"""

from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPILED = ROOT / "target" / "compiled" / "tieout"
WAREHOUSE = ROOT / "warehouse" / "tieout.duckdb"
MODELS = sorted(file.relative_to(ROOT) for file in (ROOT / "models").rglob("*.sql"))

# One side is small by nature: as-ofs, systems, the months of a calendar, how many pairs make a sample.
ALLOWED = {
    "account_ids": 1,
    "account_weights": 1,
    "int_accounts__pairs_labelled": 1,
    "int_accounts__records_known": 1,
    "int_accounts__scores_sampled": 1,
    "int_people__records_known": 1,
    "int_products__records_known": 1,
    "revenue_bridge_summary": 1,
}


@pytest.fixture(scope="module")
def warehouse():
    assert WAREHOUSE.exists(), f"{WAREHOUSE} is not there: run `make build` first"
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        yield connection


def joins(connection, sql):
    """How many joins of the plan of a query compare every row with every row."""
    return connection.execute(f"explain {sql}").fetchall()[0][1].count("BLOCKWISE_NL_JOIN")


def test_no_model_compares_every_row_with_every_row(warehouse):
    found = {model.stem: joins(warehouse, (COMPILED / model).read_text()) for model in MODELS}
    assert {name: number for name, number in found.items() if number} == ALLOWED


def test_a_condition_on_one_side_of_a_left_join_would_be_seen(warehouse):
    """What the test above is there for; put into the value that is compared, the same condition costs nothing."""
    deals = "marts.deals as left_side left join marts.deals as right_side"
    assert joins(warehouse, f"select * from {deals} on left_side.deal_id = right_side.deal_id"
                 " and left_side.currency = 'USD'") == 1
    assert joins(warehouse, f"select * from {deals} on case when left_side.currency = 'USD'"
                 " then left_side.deal_id end = right_side.deal_id") == 0
