"""Fiscal years and quarters: which months belong to which, and what the var may say."""

from __future__ import annotations

import shutil

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager

from conftest import ROOT

MONTHS = ["2026-01-01", "2026-03-31", "2026-04-01", "2026-09-30", "2026-10-01", "2026-12-31"]


@pytest.fixture
def periods(tiny_project):
    """Build a table of the months' fiscal periods; gives (rows, dbt's result)."""

    def build(first_month):
        project = tiny_project(vars={"fiscal_year_start_month": first_month})
        (project.folder / "macros").mkdir()
        shutil.copy(ROOT / "macros" / "engine" / "fiscal_period.sql", project.folder / "macros")
        months = ", ".join(f"(date '{month}')" for month in MONTHS)
        project.write(
            "models/periods.sql",
            "select {{ fiscal_period('day', 'year') }} as y, {{ fiscal_period('day', 'quarter') }} as q"
            f" from (values {months}, (null)) as t (day) order by day nulls last",
        )
        outcome = project.dbt("run")
        DuckDBConnectionManager.close_all_connections()
        if not outcome.success:
            return None, outcome
        with duckdb.connect(str(project.folder / "tiny.duckdb"), read_only=True) as connection:
            return connection.execute("select y, q, typeof(y), typeof(q) from periods").fetchall(), outcome

    return build


@pytest.mark.parametrize(
    ("first_month", "expected"),
    [
        (1, [(2026, 1), (2026, 1), (2026, 2), (2026, 3), (2026, 4), (2026, 4)]),
        ("4", [(2026, 4), (2026, 4), (2027, 1), (2027, 2), (2027, 3), (2027, 3)]),
        (10, [(2026, 2), (2026, 2), (2026, 3), (2026, 4), (2027, 1), (2027, 1)]),
        (12, [(2026, 1), (2026, 2), (2026, 2), (2026, 4), (2026, 4), (2027, 1)]),
    ],
)
def test_a_year_is_called_by_the_year_in_which_it_ends(periods, first_month, expected):
    rows, _ = periods(first_month)
    assert rows == [(*row, "INTEGER", "INTEGER") for row in [*expected, (None, None)]]


@pytest.mark.parametrize("wrong", [0, 13, "April", 1.5, None])
def test_what_is_no_month_is_refused(periods, wrong):
    rows, outcome = periods(wrong)
    assert rows is None
    said = str(outcome.exception or [result.message for result in outcome.result])
    assert f"The var fiscal_year_start_month is '{wrong}'" in said
    assert "from 1 (January) to 12" in said
