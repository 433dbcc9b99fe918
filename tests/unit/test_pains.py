"""The pages in docs/ name models, tests and stories: every name must exist."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAINS = ROOT / "docs" / "pains.md"
FLOWS = ROOT / "docs" / "how_it_flows.md"
NAMED = re.compile(r"`([^`]+)`")
MODEL_LIKE = re.compile(r"^(?:base|stg|int|chk)_[a-z0-9_]+$")


def functions_of(path: Path) -> dict[str, str]:
    """The source of each test of a Python file by `file.py::name`; of a file of stories, each story."""
    text = path.read_text(encoding="utf-8")
    stories = path.name.startswith("stories_")
    return {
        f"{path.name}::{node.name}": ast.get_source_segment(text, node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and (node.decorator_list if stories else node.name.startswith("test_"))
    }


def names_in(node) -> set[str]:
    """The names of data tests and unit tests anywhere in a property file."""
    found = set()
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("data_tests", "tests"):
                for test in value or []:
                    settings = next(iter(test.values())) if isinstance(test, dict) else None
                    if isinstance(settings, dict) and settings.get("name"):
                        found.add(settings["name"])
            elif key == "unit_tests":
                found |= {test["name"] for test in value}
            found |= names_in(value)
    elif isinstance(node, list):
        for value in node:
            found |= names_in(value)
    return found


@pytest.fixture(scope="module")
def models() -> set[str]:
    return {path.stem for path in (ROOT / "models").rglob("*.sql")}


@pytest.fixture(scope="module")
def tests() -> set[str]:
    """Every test of the project: dbt's by name, Python's and stories by file and name."""
    found = {path.stem for path in (ROOT / "tests" / "conservation").glob("*.sql")}
    for folder in ("models", "seeds", "snapshots", "tests"):
        for path in (ROOT / folder).rglob("*.yml"):
            found |= names_in(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in (ROOT / "tests").rglob("*.py"):
        found |= set(functions_of(path))
    return found


def table_rows(text: str) -> list[list[str]]:
    """The cells of every table row, without headings and rules."""
    rows = [line.strip().strip("|").split("|") for line in text.splitlines()
            if line.startswith("|")]
    rows = [[cell.strip() for cell in row] for row in rows]
    return [row for row in rows if not set("".join(row)) <= set("-: ")]


def unknown_names(text: str, models: set[str], tests: set[str]) -> list[str]:
    """What a table of pains names that the project does not have."""
    problems = []
    for number, _, _, _, model_cell, test_cell in table_rows(text)[1:]:
        for what, cell, known in (("model", model_cell, models), ("test", test_cell, tests)):
            named = NAMED.findall(cell)
            problems += [f"{number}: no {what} {name}" for name in named if name not in known]
            if not named:
                problems.append(f"{number}: names no {what}")
    return problems


def test_each_pain_names_models_and_tests_that_exist(models, tests):
    assert unknown_names(PAINS.read_text(encoding="utf-8"), models, tests) == []


def test_all_pains_are_answered_once():
    met, _, rest = PAINS.read_text(encoding="utf-8").partition("## Not met here")
    numbers = [int(row[0]) for row in table_rows(met)[1:]]
    numbers += [int(number) for number in re.findall(r"^- (\d+),", rest, re.MULTILINE)]
    assert sorted(numbers) == list(range(1, 24))


def test_a_name_that_is_gone_is_found(models, tests):
    page = PAINS.read_text(encoding="utf-8")
    for gone, what in (("`stg_netsuite__lines`", "model"), ("`a_netsuite_line_has_one_role`", "test"),
                       ("`stories_cash.py::half_paid_with_tax`", "test")):
        assert gone in page
        renamed = page.replace(gone, "`renamed_by_somebody`")
        assert f"no {what} renamed_by_somebody" in "".join(unknown_names(renamed, models, tests))


def test_how_it_flows_names_models_that_exist(models):
    named = NAMED.findall(FLOWS.read_text(encoding="utf-8"))
    heads = {name.split(".")[0] for name in named}
    assert {name for name in heads if MODEL_LIKE.match(name)} - models == set()
    # In a chain the prefix that stays is left out: `_names_joined`.
    tails = {name for name in heads if re.match(r"^_[a-z_]+$", name)}
    assert {tail for tail in tails if not any(model.endswith(tail) for model in models)} == set()


def test_how_it_flows_names_ctes_and_columns_that_exist():
    """The second column names models, their CTEs and their columns: each word is somewhere in SQL."""
    sql = [path.read_text(encoding="utf-8") for folder in ("models/intermediate", "macros")
           for path in (ROOT / folder).rglob("*.sql")]
    files = {path.stem for path in (ROOT / "models").rglob("*.sql")}
    known = files | set(re.findall(r"[a-z_][a-z0-9_]*", " ".join(sql)))
    for row in table_rows(FLOWS.read_text(encoding="utf-8")):
        if len(row) == 4:
            words = re.findall(r"[a-z_][a-z0-9_]*", " ".join(NAMED.findall(row[1])))
            assert [word for word in words if word not in known] == [], row[0]


def test_how_it_flows_tells_of_every_line(tests):
    """Each line of each step has a unit test and a story that exist, and the story has the line."""
    dbt_tests = {name for name in tests if "::" not in name}
    sources = {name.split("::")[1]: source for path in (ROOT / "tests").rglob("*.py")
               for name, source in functions_of(path).items()}
    sources |= {path.name: path.read_text(encoding="utf-8")
                for path in (ROOT / "tests" / "fixtures" / "brambleway").glob("*.csv")}
    lines = set()
    for row in table_rows(FLOWS.read_text(encoding="utf-8")):
        if len(row) != 4 or row[0] == "Line":
            continue
        named, units, told = (NAMED.findall(row[cell]) for cell in (0, 2, 3))
        lines |= set(named)
        assert units and told, row[0]
        assert [x for x in units if not any(name.endswith("__" + x) for name in dbt_tests)] == []
        assert [x for x in told if named[0].replace("<metric>", "") not in sources[x]] == []
    with (ROOT / "seeds" / "reason_codes.csv").open(encoding="utf-8", newline="") as file:
        assert {row["line"] for row in csv.DictReader(file)} - lines == set()
