"""The weights of account matching stay from build to build: the bundled company is built in one warehouse, several times."""

from __future__ import annotations

import csv
import json
import os
import shutil
from types import SimpleNamespace

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import parsed
from conftest import ROOT
from test_accounts import SYSTEMS, options


def thin(table, left_out):
    """Leave one in so many records out of a table of the extracts."""
    with table.open(newline="") as file:
        heading, *rows = csv.reader(file)
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([heading, *(row for number, row in enumerate(rows) if number % left_out)])


def built(manifest, folder, *arguments):
    """Build what leads to the weights; gives the weights that pairs are scored with, and what is kept of them."""
    warehouse = folder / "tieout.duckdb"
    os.environ["TIEOUT_DUCKDB_PATH"] = str(warehouse)
    try:
        result = dbtRunner(manifest=manifest).invoke(
            ["build", *arguments, *options(folder / "target"), "--indirect-selection", "cautious", "--exclude-resource-type",
             "test", "unit_test", "--select", "+account_weights", "--vars",
             json.dumps({"extracts_dir": str(folder / "extracts"), "systems": SYSTEMS})])
    finally:
        DuckDBConnectionManager.close_all_connections()
    assert result.success, result.exception
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        def rows(query):
            return connection.execute(query).fetchall()

        return SimpleNamespace(
            weights=rows("select * exclude (is_remembered) from intermediate.int_accounts__weights_chosen order by all"),
            remembered={found for found, in rows("select is_remembered from intermediate.int_accounts__weights_chosen")},
            anew=rows("select comparison, level, weight from intermediate.int_accounts__weights_estimated order by all"),
            kept=rows("select * from history.account_weights order by run_number, comparison, level"))


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    """The builds of one warehouse, by name, in their order."""
    manifest, folder = parsed.manifest({"systems": SYSTEMS}), tmp_path_factory.mktemp("weights")
    builds, customers = SimpleNamespace(), folder / "extracts" / "netsuite" / "customer.csv"
    shutil.copytree(ROOT / "extracts" / "demo", folder / "extracts")
    builds.first = built(manifest, folder)
    builds.again = built(manifest, folder, "--full-refresh")
    thin(customers, 20)
    builds.fewer = built(manifest, folder)
    thin(customers, 2)
    builds.half = built(manifest, folder)
    return builds


def test_the_first_build_keeps_the_weights_that_it_estimates(life):
    assert life.first.remembered == {False}
    assert [row[:3] for row in life.first.kept] == [row[:3] for row in life.first.weights]
    assert {row[-2] for row in life.first.kept} == {1}


def test_the_same_extracts_add_nothing_and_change_nothing(life):
    assert life.again.remembered == {True}
    assert life.again.weights == life.first.weights
    assert life.again.kept == life.first.kept


def test_a_few_records_less_leave_the_weights_as_they_are(life):
    assert life.fewer.anew != life.first.anew
    assert life.fewer.remembered == {True}
    assert life.fewer.weights == life.first.weights
    assert life.fewer.kept == life.first.kept


def test_half_of_the_customers_want_weights_of_their_own(life):
    assert life.half.remembered == {False}
    assert life.half.weights != life.first.weights
    assert life.half.kept[:len(life.first.kept)] == life.first.kept
    added = life.half.kept[len(life.first.kept):]
    assert [row[:3] for row in added] == [row[:3] for row in life.half.weights]
    assert {row[-2] for row in added} == {2}
