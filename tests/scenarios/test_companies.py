"""
Whole companies against their answers: the hand-worked one, and small generated ones of other seeds,
whose truth comes from the generator's ledger. Each must come out to the cent.
"""

from __future__ import annotations

import shutil
import sys
from types import SimpleNamespace

import pytest
from warehouse import BUILD, LAWS, ROOT, Builders, Warehouse

sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "fixtures")]

import compare  # noqa: E402

from company.brambleway.__main__ import tell as tell_brambleway  # noqa: E402
from company.brambleway.world import write_book as write_brambleway_book  # noqa: E402
from company.demo import story  # noqa: E402
from company.demo.answers import Truth  # noqa: E402
from company.demo.book import write_book as write_demo_book  # noqa: E402

SEEDS = {"seed_1": 1, "seed_2": 2, "seed_3": 20251231}
COMPANIES = ["brambleway", *SEEDS]


def _told(name, folder):
    """Extracts, answers and book of a company below `folder`."""
    book = folder / "book"
    book.mkdir(parents=True)
    for file in (ROOT / "seeds").glob("*.csv"):
        shutil.copy(file, book)
    if name == "brambleway":
        tell_brambleway().c.write(folder / "extracts")
        write_brambleway_book(book)
        return ROOT / "tests" / "fixtures" / "brambleway"
    world = story.tell(SEEDS[name], deals=120)
    world.c.write(folder / "extracts")
    Truth(world).write(folder / "answers")
    write_demo_book(book, world)
    return folder / "answers"


@pytest.fixture(scope="module")
def companies(tmp_path_factory):
    """Each company built into a warehouse of its own, two builds at a time."""
    top, builders, started, done = tmp_path_factory.mktemp("companies"), Builders(), {}, {}
    for name in COMPANIES:
        answers = _told(name, top / name)
        started[name] = answers, builders.start(
            top / name / "build", top / name / "extracts", top / name / "book",
            [(BUILD, {}), (LAWS, {})])
    try:
        for name, (answers, promise) in started.items():
            runs = promise.result()
            warehouse = Warehouse(top / name / "build" / "after_2")
            done[name] = SimpleNamespace(answers=answers, runs=runs, warehouse=warehouse)
    finally:
        builders.stop()
    return done


@pytest.mark.parametrize("name", COMPANIES)
def test_builds_and_keeps_the_laws(companies, name):
    for run in companies[name].runs:
        assert run.success, (run.error, run.failed())


@pytest.mark.parametrize("name", COMPANIES)
def test_bridge(companies, name):
    built = companies[name]
    assert compare.compare_bridge(
        built.warehouse.connection, compare.bridge_answers(built.answers),
        built.answers / "expected_accounts.csv", exact=name in SEEDS) == []


@pytest.mark.parametrize("name", SEEDS)
def test_planted(companies, name):
    built = companies[name]
    assert compare.compare_planted(built.warehouse.connection, built.answers / "planted.csv",
                                   built.answers / "expected_accounts.csv") == []


@pytest.mark.parametrize("name", COMPANIES)
def test_accounts_and_exceptions(companies, name):
    built = companies[name]
    connection = built.warehouse.connection
    assert compare.compare_accounts(connection, built.answers / "expected_accounts.csv") == []
    assert compare.compare_exceptions(connection, built.answers / "expected_exceptions.csv") == []
