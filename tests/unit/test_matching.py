"""
The account master on a generated directory whose truth is known: how well it does, that the order of the rows plays no part, and
that one value in every record neither brings strangers together nor costs time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pytest

from company.directory.__main__ import write

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import bench_matching  # noqa: E402

RECORDS = 3_000
PHONE = "+1 555 0100 100"


def spoilt(source, target, order):
    """A copy of a directory in which every record has one phone, its rows in another order."""
    connection = duckdb.connect()
    for file in sorted(source.rglob("*.parquet")):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        columns = [row[0] for row in connection.execute(f"describe select * from '{file}'").fetchall()]
        phone = f" replace ('{PHONE}' as phone)" if file.stem in ("account", "customer") else ""
        connection.execute(f"copy (select *{phone} from '{file}' order by hash({columns[0]}) {order}) to '{copy}' (format parquet)")
    return target


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """The directory measured twice, in one order of rows and in another; the folder of each and what was found."""
    folder = tmp_path_factory.mktemp("matching")
    write(folder / "directory", RECORDS, seed=11)
    found = []
    for order in ("asc", "desc"):
        place = folder / order
        found.append((place, bench_matching.measure(spoilt(folder / "directory", place / "labelled", order), place)))
    return found


def accounts(folder):
    """Each record with its account."""
    with duckdb.connect(str(folder / "tieout.duckdb"), read_only=True) as connection:
        return connection.execute("select * from intermediate.int_accounts__records_assigned order by all").fetchall()


def test_a_phone_in_every_record_brings_nobody_together(measured):
    _, found = measured[0]
    precision, recall, f1 = found["all"]
    assert found["records"] >= RECORDS
    assert precision > 0.95 and recall > 0.87 and f1 > 0.91
    assert found["mixed"] < 0.06
    assert found["pairs_per_record"] < 30


def test_the_order_of_the_rows_plays_no_part(measured):
    (first, _), (second, _) = measured
    assert accounts(first) == accounts(second)


def test_records_are_few_to_an_account(measured):
    folder, _ = measured[0]
    with duckdb.connect(str(folder / "tieout.duckdb"), read_only=True) as connection:
        largest, last_round = connection.execute(
            "select (select max(n) from (select count(*) as n from intermediate.int_accounts__records_assigned group by account_id)),"
            " (select max(last_round) from intermediate.int_accounts__clusters_united)").fetchone()
    assert largest <= 14 and last_round < 12
