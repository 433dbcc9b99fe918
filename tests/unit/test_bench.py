"""scripts/bench.py: the company that it makes keeps every copy apart; its sums are right. Nothing is timed here."""

from __future__ import annotations

import argparse
import importlib.util

import duckdb
import pytest

from conftest import ROOT

SPEC = importlib.util.spec_from_file_location("bench", ROOT / "scripts" / "bench.py")
bench = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(bench)


def test_sizes_are_read():
    assert [bench.in_lines(text) for text in ("10k", "1M", "1m", "250000")] == [10_000, 1_000_000, 1_000_000, 250_000]
    for wrong in ("", "k", "0", "-5", "1.5M", "ten"):
        with pytest.raises(argparse.ArgumentTypeError):
            bench.in_lines(wrong)


def test_the_exponent_of_linear_and_square_growth():
    small = {"invoice_lines": 10, "build": {"cpu": 1.0}}
    assert bench.exponent(small, {"invoice_lines": 100, "build": {"cpu": 10.0}}, "cpu") == pytest.approx(1)
    assert bench.exponent(small, {"invoice_lines": 100, "build": {"cpu": 100.0}}, "cpu") == pytest.approx(2)


def test_each_result_has_its_layer():
    assert bench.layer_of("operation.tieout.tieout-on-run-start-0", "") == "landing"
    assert bench.layer_of("model.tieout.deals", "marts/revenue/deals.sql") == "marts"
    assert bench.layer_of("test.tieout.unique", "unique.sql") == "tests"
    assert bench.layer_of("seed.tieout.owners", "owners.csv") == "book"


def test_copies_share_no_id_and_lines_cancel_out(tmp_path):
    told, _ = bench.tell(tmp_path)
    bench.generate(told, tmp_path / "extracts", 1_000, 2)
    with duckdb.connect() as connection:
        def one(query):
            return connection.execute(query).fetchone()[0]

        for table, columns in bench.IDS.items():
            file = tmp_path / "extracts" / f"{table}.parquet"
            before = f"read_csv('{told / table}.csv', all_varchar = true)"
            copies = one(f"select count(*) from '{tmp_path}/extracts/netsuite/customer.parquet'") // one(
                f"select count(*) from read_csv('{told}/netsuite/customer.csv', all_varchar = true)")
            for column in columns:
                distinct = f'select count(distinct "{column}") from '
                # The added lines have keys of their own.
                if column != "uniquekey":
                    assert one(f"{distinct}'{file}'") == copies * one(distinct + before), (table, column)
        assert copies > 1
        lines = f"{tmp_path}/extracts/netsuite/transactionline.parquet"
        total = "select sum(cast(netamount as decimal(18, 2))) from "
        assert one(f"{total}'{lines}'") == copies * one(
            f"{total}read_csv('{told}/netsuite/transactionline.csv', all_varchar = true)")
