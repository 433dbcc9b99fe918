"""The stand-in for dbt-expectations fires when it must, and as the real package does.

Every case names a test, its arguments and the number of failing rows that it must return: 0 on the
good table, some on the bad one. The stand-in is always run. The real package is run over the same
cases where it is present: in `dbt_packages` (the dbt hub answered), or in the folder that the
environment variable TIEOUT_REAL_EXPECTATIONS names (it holds `dbt_expectations` and the
`dbt_date` that it needs).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT

STAND_IN = ROOT / "offline_packages"

# One table that meets every expectation below and one that breaks each. Row by row:
# id, code, region, amount, low, high, part_a, part_b, total, note
GOOD = """
select * from (values
    (1, 'AB-1', 'north', 10.00, 1, 2, 4.00, 6.00, 10.00, 'x'),
    (2, 'AB-2', 'north', 20.00, 2, 3, 9.00, 11.00, 20.00, 'y'),
    (3, 'CD-3', 'south', 30.00, 3, 4, 15.00, 15.00, 30.00, null),
    (4, 'CD-4', 'south', 40.00, 4, 5, 30.00, 10.00, 40.00, null)
) as t (id, code, region, amount, low, high, part_a, part_b, total, note)
"""
# Broken: a repeated id and code, a lower-case code, two missing codes, a missing region, amounts
# out of bounds or missing, low above or equal to high, parts that do not add up in the south.
BAD = """
select * from (values
    (1, 'AB-1', 'north', 10.00, 1, 2, 4.00, 6.00, 10.00, 'x'),
    (1, 'AB-1', 'north', 99.00, 2, 2, 9.00, 11.00, 20.00, 'y'),
    (3, 'cd-3', 'south', -1.00, 5, 4, 15.00, 15.01, 30.00, 'z'),
    (4, null, 'south', null, 4, 5, null, 10.00, 40.00, null),
    (5, null, null, 0.00, null, 5, 1.00, 1.00, 3.00, null),
    (null, null, null, 50.00, 6, 7, 1.00, 1.00, 2.00, 'long note')
) as t (id, code, region, amount, low, high, part_a, part_b, total, note)
"""


class Case(NamedTuple):
    test: str
    arguments: dict
    on_good: int
    on_bad: int
    column: str | None = None


NORTH, SOUTH = "region = 'north'", "region = 'south'"
GROUPED = {"group_by": ["region"], "compare_group_by": ["region"]}
OTHER = {"compare_model": "ref('good')"}

CASES = [
    Case("expression_is_true", {"expression": "part_a + part_b = total"}, 0, 2),
    Case("expression_is_true", {"expression": "low > high or low < high"}, 0, 1),
    Case("expression_is_true", {"expression": "part_a", "test_condition": "> 3"}, 0, 2),
    Case(
        "expression_is_true",
        {"expression": "count(id) > 1", "group_by_columns": ["region"], "test_condition": "= true"},
        0,
        1,
    ),
    # In a set: a null counts as "not in the set", and each repeat counts.
    Case("expect_column_values_to_be_in_set", {"value_set": ["AB-1", "AB-2", "CD-3", "CD-4"]}, 0, 4, "code"),
    Case(
        "expect_column_values_to_be_in_set",
        {"value_set": ["AB-1", "AB-2", "CD-3", "CD-4"], "row_condition": "code is not null"},
        0,
        1,
        "code",
    ),
    Case("expect_column_values_to_be_in_set", {"value_set": [1, 2, 3, 4], "quote_values": False}, 0, 2, "id"),
    Case("expect_column_values_to_be_in_set", {"value_set": [1, 2, 3, 4]}, 0, 2, "id"),
    Case("expect_column_values_to_not_be_in_set", {"value_set": ["z", "cd-3"]}, 0, 1, "note"),
    Case("expect_column_values_to_not_be_in_set", {"value_set": ["z", "z", "x"], "row_condition": "id > 1"}, 0, 2, "note"),
    # Bounds: nulls pass, the bounds themselves are inside unless `strictly`.
    Case("expect_column_values_to_be_between", {"min_value": 0, "max_value": 50}, 0, 2, "amount"),
    Case("expect_column_values_to_be_between", {"min_value": 0, "max_value": 50, "strictly": True}, 0, 4, "amount"),
    Case("expect_column_values_to_be_between", {"max_value": "part_a * 3"}, 0, 2, "amount"),
    Case("expect_column_values_to_be_between", {"min_value": 10, "row_condition": SOUTH}, 0, 1, "amount"),
    Case("expect_column_values_to_not_be_null", {}, 0, 1, "id"),
    Case("expect_column_values_to_not_be_null", {"row_condition": NORTH}, 0, 0, "note"),
    Case("expect_column_values_to_not_be_null", {"row_condition": "id >= 3 or id <= 1"}, 0, 2, "code"),
    Case("expect_column_values_to_be_null", {"row_condition": SOUTH}, 0, 1, "note"),
    Case("expect_column_values_to_be_unique", {}, 0, 1, "id"),
    Case("expect_column_values_to_be_unique", {"row_condition": SOUTH}, 0, 0, "id"),
    Case("expect_column_values_to_match_regex", {"regex": "^[A-Z]{2}-[0-9]+$"}, 0, 1, "code"),
    Case("expect_column_values_to_match_regex", {"regex": "^[a-z]{2}-[0-9]+$", "flags": "i"}, 0, 0, "code"),
    Case("expect_column_values_to_match_regex", {"regex": "^AB", "row_condition": NORTH}, 0, 0, "code"),
    Case("expect_column_values_to_not_match_regex", {"regex": "[a-z]"}, 0, 1, "code"),
    Case("expect_column_value_lengths_to_equal", {"value": 1}, 0, 1, "note"),
    Case("expect_column_value_lengths_to_be_between", {"min_value": 1, "max_value": 4}, 0, 1, "note"),
    Case("expect_column_value_lengths_to_be_between", {"max_value": 9, "strictly": True}, 0, 1, "note"),
    Case("expect_column_sum_to_be_between", {"min_value": 100, "max_value": 100}, 0, 1, "amount"),
    Case("expect_column_sum_to_be_between", {"min_value": 30, "group_by": ["region"]}, 0, 1, "amount"),
    Case("expect_column_sum_to_be_between", {"min_value": 1, "row_condition": "id > 100"}, 0, 0, "amount"),
    # A pair with a null on either side passes.
    Case("expect_column_pair_values_A_to_be_greater_than_B", {"column_A": "high", "column_B": "low"}, 0, 2),
    Case(
        "expect_column_pair_values_A_to_be_greater_than_B",
        {"column_A": "high", "column_B": "low", "or_equal": True},
        0,
        1,
    ),
    Case(
        "expect_column_pair_values_A_to_be_greater_than_B",
        {"column_A": "high", "column_B": "low", "row_condition": NORTH},
        0,
        1,
    ),
    Case("expect_column_pair_values_to_be_equal", {"column_A": "amount", "column_B": "total"}, 0, 4),
    Case(
        "expect_column_pair_values_to_be_equal",
        {"column_A": "amount", "column_B": "total", "row_condition": NORTH},
        0,
        1,
    ),
    # Combinations: which nulls count differs with ignore_row_if.
    Case("expect_compound_columns_to_be_unique", {"column_list": ["id", "code"]}, 0, 1),
    Case("expect_compound_columns_to_be_unique", {"column_list": ["code", "region"]}, 0, 1),
    Case("expect_compound_columns_to_be_unique", {"column_list": ["code", "part_b"], "row_condition": "region is null"}, 0, 1),
    Case(
        "expect_compound_columns_to_be_unique",
        {"column_list": ["code", "part_b"], "ignore_row_if": "any_value_is_missing", "quote_columns": True},
        0,
        0,
    ),
    Case("expect_multicolumn_sum_to_equal", {"column_list": ["part_a", "part_b"], "sum_total": "total"}, 0, 1),
    Case("expect_multicolumn_sum_to_equal", {"column_list": ["part_a", "part_b"], "sum_total": 100}, 0, 1),
    Case(
        "expect_multicolumn_sum_to_equal",
        {"column_list": ["part_a", "part_b"], "sum_total": "total", "group_by": ["region"]},
        0,
        2,
    ),
    Case(
        "expect_multicolumn_sum_to_equal",
        {"column_list": ["part_a", "part_b"], "sum_total": "total", "row_condition": NORTH},
        0,
        0,
    ),
    Case("expect_table_row_count_to_be_between", {"min_value": 4, "max_value": 5}, 0, 1),
    Case("expect_table_row_count_to_be_between", {"max_value": 2, "group_by": ["code"], "row_condition": "id < 5"}, 0, 0),
    Case("expect_table_row_count_to_be_between", {"max_value": 2, "group_by": ["code"], "strictly": True}, 0, 2),
    Case("expect_table_row_count_to_equal", {"value": 4}, 0, 1),
    Case("expect_table_row_count_to_equal", {"value": 1, "group_by": ["code"]}, 0, 2),
    # Two tables. A null group never meets its like; a missing group counts as 0.
    Case("expect_table_row_count_to_equal_other_table", OTHER, 0, 1),
    Case("expect_table_row_count_to_equal_other_table", {**OTHER, "row_condition": NORTH}, 0, 0),
    Case("expect_table_row_count_to_equal_other_table", {**OTHER, **GROUPED}, 0, 1),
    Case(
        "expect_table_row_count_to_equal_other_table",
        {**OTHER, "row_condition": "id <= 4", "compare_row_condition": "id <= 2", "factor": 2},
        0,
        0,
    ),
    Case("expect_table_aggregation_to_equal_other_table", {**OTHER, "expression": "sum(total)"}, 0, 1),
    Case("expect_table_aggregation_to_equal_other_table", {**OTHER, **GROUPED, "expression": "sum(part_b)"}, 0, 2),
    Case(
        "expect_table_aggregation_to_equal_other_table",
        {**OTHER, **GROUPED, "expression": "sum(total)", "tolerance": 5},
        0,
        0,
    ),
    Case(
        "expect_table_aggregation_to_equal_other_table",
        {**OTHER, "expression": "sum(part_b)", "compare_expression": "sum(total - part_a)", "tolerance": 2},
        0,
        1,
    ),
    Case(
        "expect_table_aggregation_to_equal_other_table",
        {**OTHER, "expression": "sum(total)", "tolerance_percent": 0.04},
        0,
        1,
    ),
    Case("expect_table_columns_to_contain_set", {"column_list": ["ID", "code", "Note"]}, 0, 0),
]

# The one test whose verdict hangs on the table's shape, not on its rows.
MISSING_COLUMNS = Case(
    "expect_table_columns_to_contain_set",
    {"column_list": ["id", "nobody", "nothing"], "transform": "lower"},
    2,
    2,
)
ALL_CASES = [*CASES, MISSING_COLUMNS]


def real_packages() -> Path | None:
    """The folder that holds the real package, or None."""
    named = os.environ.get("TIEOUT_REAL_EXPECTATIONS")
    for folder in [Path(named)] if named else [ROOT / "dbt_packages"]:
        macros = folder / "dbt_expectations" / "macros"
        if macros.is_dir() and not (macros / "is_stand_in.sql").exists():
            return folder
    return None


def failing_rows(tiny_project, packages: Path) -> dict[str, int]:
    """Case name -> number of failing rows, from one dbt build of all cases over both tables."""
    project = tiny_project(vars={"dbt_date:time_zone": "UTC"})
    for package in ("dbt_expectations", "dbt_date"):
        if (packages / package).is_dir():
            shutil.copytree(
                packages / package,
                project.folder / "dbt_packages" / package,
                ignore=shutil.ignore_patterns("integration_tests", ".git"),
            )
    project.write("models/good.sql", GOOD)
    project.write("models/bad.sql", BAD)
    models = []
    for table in ("good", "bad"):
        model = {"name": table, "data_tests": [], "columns": []}
        for number, case in enumerate(ALL_CASES):
            test = {
                f"dbt_expectations.{case.test}": {
                    "name": f"{table}_{number:02}",
                    "arguments": case.arguments,
                    # dbt counts the rows that the test returns; a failing test is no error here.
                    "config": {"severity": "warn"},
                }
            }
            if case.column:
                model["columns"].append({"name": case.column, "data_tests": [test]})
            else:
                model["data_tests"].append(test)
        models.append(model)
    project.write("models/models.yml", {"models": models})
    outcome = project.dbt("build")
    assert outcome.success, outcome.exception or [
        f"{result.node.name}: {result.message}" for result in outcome.result if result.status == "error"
    ]
    counts = {
        result.node.name: result.failures
        for result in outcome.result
        if result.node.resource_type == "test"
    }
    assert len(counts) == 2 * len(ALL_CASES)
    return counts


def differences(counts: dict[str, int]) -> list[str]:
    found = []
    for number, case in enumerate(ALL_CASES):
        for table, wanted in (("good", case.on_good), ("bad", case.on_bad)):
            counted = counts[f"{table}_{number:02}"]
            if counted != wanted:
                found.append(f"{case.test} {case.arguments} on {table}: {counted}, not {wanted}")
    return found


def test_stand_in_counts_failing_rows_as_stated(tiny_project):
    assert differences(failing_rows(tiny_project, STAND_IN)) == []


def test_real_package_counts_the_same(tiny_project):
    packages = real_packages()
    if packages is None:
        pytest.skip(
            "the real dbt-expectations is not here: the dbt hub gave none, and the environment "
            "variable TIEOUT_REAL_EXPECTATIONS names no folder that holds it"
        )
    assert differences(failing_rows(tiny_project, packages)) == []


def test_every_test_of_the_stand_in_is_proven_to_fire():
    tests = {path.stem for path in STAND_IN.rglob("expect_*.sql")} | {"expression_is_true"}
    assert tests == {case.test for case in ALL_CASES if case.on_bad > 0}
