"""What replaces parts of dbt (macros/dbt) does what dbt's own did: tables swap whole, unit tests compare."""

from __future__ import annotations

import shutil

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager

from conftest import ROOT


@pytest.fixture
def project(tiny_project):
    """A tiny project with the macros and one table."""
    made = tiny_project()
    shutil.copytree(ROOT / "macros" / "dbt", made.folder / "macros")
    made.write("models/amounts.sql", "{{ config(materialized='table') }} select 1 as id, 10.50 as amount")
    return made


def rows(project, query):
    """What a query reads from the project's file once dbt has let go of it."""
    DuckDBConnectionManager.close_all_connections()
    with duckdb.connect(str(project.folder / "tiny.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


TABLES = "select table_name, table_type from information_schema.tables order by 1"


def test_a_table_is_made_again_whatever_stood_there(project):
    assert project.dbt("run").success
    project.write("models/amounts.sql", "{{ config(materialized='view') }} select 2 as id, 2.25 as amount")
    assert project.dbt("run").success
    assert rows(project, TABLES) == [("amounts", "VIEW")]
    project.write("models/amounts.sql", "{{ config(materialized='table') }} select 3 as id, 3.25 as amount")
    assert project.dbt("run").success
    assert project.dbt("run").success
    assert rows(project, TABLES) == [("amounts", "BASE TABLE")]
    assert [row[0] for row in rows(project, "select id from amounts")] == [3]


def test_a_table_whose_query_fails_keeps_its_old_rows(project):
    assert project.dbt("run").success
    project.write(
        "models/amounts.sql",
        "{{ config(materialized='table') }} select cast(text as integer) as id, 1 as amount"
        " from (values ('7'), ('seven')) as given (text)",
    )
    assert not project.dbt("run").success
    assert [row[0] for row in rows(project, "select id from amounts")] == [1]


def test_a_contract_still_bites(project):
    columns = [{"name": "id", "data_type": "integer"}, {"name": "amount", "data_type": "decimal(18, 2)"}]
    project.write("models/amounts.yml", {"models": [
        {"name": "amounts", "config": {"contract": {"enforced": True}}, "columns": columns}]})
    project.write("models/amounts.sql", "{{ config(materialized='table') }} select 'one' as id, 1.00 as amount")
    assert not project.dbt("run").success
    project.write("models/amounts.sql", "{{ config(materialized='table') }}"
                  " select 4 as id, cast(4.5 as decimal(18, 2)) as amount")
    assert project.dbt("run").success
    assert [row[0] for row in rows(project, "select id from amounts")] == [4]


def unit_test(project, given, expected):
    """The result of one unit test of a model that adds up the amounts of each id."""
    project.write("models/sums.sql", "select id, sum(amount) as total, count(note) as notes from {{ ref('noted') }}"
                  " group by id")
    project.write("models/noted.sql", "{{ config(materialized='table') }}"
                  " select id, amount, cast(null as varchar) as note from {{ ref('amounts') }}")
    project.write("models/sums.yml", {"unit_tests": [{
        "name": "sums_add_up", "model": "sums",
        "given": [{"input": "ref('noted')", "rows": given}], "expect": {"rows": expected}}]})
    assert project.dbt("run").success
    return project.dbt("test")


def test_a_unit_test_passes_and_fails_by_its_rows(project):
    given = [{"id": 1, "amount": 2.5, "note": "it's"}, {"ID": 1, "amount": 1}, {"id": 2}]
    right = [{"id": 1, "total": 3.5, "notes": 1}, {"id": 2, "total": None, "notes": 0}]
    assert unit_test(project, given, right).success
    assert not unit_test(project, given, [{"id": 1, "total": 3.6}, {"id": 2, "total": None}]).success
    assert unit_test(project, [], []).success
    assert not unit_test(project, given, []).success


def test_a_unit_test_names_a_column_that_is_not_there(project):
    outcome = unit_test(project, [{"id": 1, "amuont": 1}], [{"id": 1}])
    assert not outcome.success
    assert "amuont" in str(outcome.result.results[0].message)
