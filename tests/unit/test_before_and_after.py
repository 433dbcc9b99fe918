"""
What the scored matching does to the bridge of the demo company: where its steps end stays, what hangs on accounts
shrinks; and what is left over is what people are asked about.
"""

from __future__ import annotations

import csv
import importlib.util
import sys
from decimal import Decimal

import pytest
from conftest import ROOT

from harness import Build, compile_project

sys.path.insert(0, str(ROOT / "tests" / "fixtures"))

import compare  # noqa: E402

SPEC = importlib.util.spec_from_file_location("compare_bridges", ROOT / "scripts" / "compare_bridges.py")
compare_bridges = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(compare_bridges)

ANSWERS = ROOT / "tests" / "fixtures" / "demo"
READ = ("revenue_bridge", "account_records", "accounts", "review_queue")


def answers(file) -> list[dict]:
    with (ANSWERS / file).open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def built(compiled, without_scores=False, decided=()):
    """The demo's accounts and bridge: as they are, from references and tax numbers alone, or with questions answered."""
    build, wanted = Build(compiled, ROOT / "extracts" / "demo"), {f"model.tieout.{name}" for name in READ}
    for node in reversed(compiled.models):
        if node.id in wanted:
            wanted.update(node.parents)
    for row in decided:
        build.connection.execute(
            "insert into book.account_overrides values (?, ?, ?, ?, ?, ?, 'Ann Berg', '2026-06-30', null, 'Sam Ortega')",
            ["same" if row["is_same"] == "true" else "different", row["source_system"], row["source_account_id"],
             row["other_source_system"], row["other_source_account_id"], row["why"]])
    for node in compiled.models:
        if node.id in wanted:
            empty = without_scores and node.name == "int_accounts__pairs_scored"
            build.materialise(node, f"select * from ({node.sql}) as scored where false" if empty else None)
    return build


@pytest.fixture(scope="module")
def builds():
    compiled = compile_project(ROOT / "extracts" / "demo")
    made = {"after": built(compiled), "before": built(compiled, without_scores=True),
            "asked": built(compiled, decided=answers("expected_questions.csv"))}
    yield made
    for build in made.values():
        build.close()


@pytest.fixture(scope="module")
def figures(builds):
    return {name: compare_bridges.measure(build.connection) for name, build in builds.items()}


def test_the_ends_of_the_bridge_do_not_move(figures):
    for end in compare_bridges.ENDS:
        assert figures["after"][end] > 7_000_000
        assert len({found[end] for found in figures.values()}) == 1, end


@pytest.mark.parametrize("label, most", [
    ("billed_to_unrelated_account", "0.20"), ("billed_to_related_account", "0.50"), ("invoice_without_deal", "0.50"),
    ("accounts sold, unknown to the ERP", "0.20"), ("amount sold, unknown to the ERP", "0.20"),
    ("accounts billed, unknown to the CRM", "0.25"), ("amount billed, unknown to the CRM", "0.20")])
def test_what_hangs_on_accounts_shrinks(figures, label, most):
    """To at most this share of what references and tax numbers alone leave."""
    before, after = figures["before"][label], figures["after"][label]
    assert 0 < after <= Decimal(most) * before, (before, after)


def test_no_line_that_hangs_on_accounts_grows(figures):
    for label in set(figures["before"]) - set(compare_bridges.ENDS):
        assert figures["asked"][label] <= figures["after"][label] <= figures["before"][label], label


def test_with_its_questions_answered_every_record_is_where_it_belongs(builds, tmp_path):
    """The answers know who is who even where the records do not; people who say so leave nothing wrong."""
    rows = answers("expected_accounts.csv")
    told = [dict(row, account_key=row["company_key"]) for row in rows]
    assert told != rows
    with (tmp_path / "accounts.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(told)
    assert compare.compare_accounts(builds["asked"].connection, tmp_path / "accounts.csv") == []
    assert compare.compare_accounts(builds["after"].connection, tmp_path / "accounts.csv") != []
