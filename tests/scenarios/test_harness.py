"""
The harness of the proofs runs the project's SQL without dbt. Here it is held against dbt itself: on
the clean company every relation, from the landed rows to the marts, has the same rows.
"""

from __future__ import annotations

import hashlib

import pytest
from harness import Build, compile_project

# What only the run itself decides, and what dbt keeps to know a file again.
OF_THE_RUN = {"loaded_at", "checked_at", "first_seen_at", "last_seen_at", "fingerprint"}


@pytest.fixture(scope="module")
def folder(clean):
    return clean.warehouse.path.parents[1]


@pytest.fixture(scope="module")
def build(folder):
    # Compiled over the extracts of another order of rows: only their shape may matter.
    compiled = compile_project(folder.parent / "rerun" / "extracts", {"close_lookback": 1},
                               folder.parent / "book")
    with Build(compiled, folder / "extracts") as done:
        yield done.run()


def contents(warehouse, relation: str) -> tuple:
    """The columns of a relation and a hash of its rows, whatever order they were written in."""
    columns = sorted({name for (name, *_) in warehouse.rows(f"describe {relation}")} - OF_THE_RUN)
    names = ", ".join(f'"{name}"' for name in columns)
    rows = sorted(map(repr, warehouse.rows(f"select {names} from {relation}")))
    return columns, len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def test_every_relation_is_the_one_that_dbt_builds(clean, build):
    relations = [node.relation for node in build.compiled.nodes.values() if node.kind != "test"]
    relations += [f'"raw"."{name}"' for (name,) in clean.warehouse.rows(
        "select table_name from duckdb_tables() where schema_name = 'raw'")]
    assert len(relations) > 200
    assert [relation for relation in relations
            if contents(clean.warehouse, relation) != contents(build, relation)] == []


def test_the_marts_have_the_types_of_their_contracts(clean, build):
    for node in build.compiled.models:
        if node.columns:
            assert build.rows(f"describe {node.relation}") == clean.warehouse.rows(
                f"describe {node.relation}"), node.name


def test_the_laws_that_dbt_ran_were_run(clean, build):
    """The same tests of the same folder, and none of them fails."""
    laws = [node for node in build.compiled.tests if node.path.startswith("tests/conservation")]
    assert {node.id for node in laws} == {
        name for name in clean.runs[1].nodes if name.startswith("test.")}
    assert build.failures(laws) == {}


def test_a_failing_test_is_seen(build):
    """A cent put on one line of the bridge fails the laws that must see it."""
    build.execute("begin")
    build.execute("""update marts.revenue_bridge set amount = amount + 0.01
        where rowid = (select min(rowid) from marts.revenue_bridge where line = 'invoiced')""")
    laws = [node for node in build.compiled.tests if node.path.startswith("tests/conservation")]
    failed = build.failures(laws)
    build.execute("rollback")
    assert failed["steps_add_up_in_every_scope"] == "fail"


def test_only_base_models_ask_the_warehouse_while_they_compile():
    """What is compiled once may hang on the columns of the extracts, never on their rows."""
    from harness import ROOT

    asking = {file.name for folder in ("macros", "models") for file in (ROOT / folder).rglob("*.sql")
              if "run_query" in file.read_text() and file.parent.name not in (
                  "landing", "summary", "dbt", "history")}  # hooks and dbt's own work
    assert asking == {"readings_of.sql"}
