"""One session: the companies are told and built once, two builds at a time."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

# The builder of extracts lies in the project's folder, which is never installed.
sys.path[:0] = [str(Path(__file__).resolve().parents[2]),
                str(Path(__file__).resolve().parents[1] / "support")]

import companies  # noqa: E402
from warehouse import BUILD, CHECKED, LAWS, ROOT, Bridge, Builders, Warehouse  # noqa: E402

LATEST = {"close_lookback": 1}
GROSS = {"crm_amounts_include_tax": True}
EARLY = {"as_of": companies.EARLY}
OPENED = {"history_starts_on": companies.OPENS}
# The complete company once more, its history starting in the middle of it.
SINCE = {**LATEST, "history_starts_on": "2026-05-01"}


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """
    Every build of the session by name: its runs, its warehouse and its stories. `early` and
    `rerun` are one warehouse over shuffled rows, first as of January, then as of now. `since` is
    the clean company whose history starts in May.
    """
    folder = tmp_path_factory.mktemp("scenarios")
    book, builders = folder / "book", Builders()
    companies.write_book(ROOT / "seeds", book)
    told, started = {}, {}
    for name, source, commands in (
        ("rerun", "clean", [(BUILD, EARLY), (BUILD, LATEST)]),
        ("clean", "clean", [(BUILD, LATEST), (LAWS, LATEST), (BUILD, SINCE), (LAWS, SINCE)]),
        ("faults", "faults", [(BUILD, GROSS), (LAWS, GROSS)]),
        ("openings", "openings", [(BUILD, OPENED), (CHECKED, OPENED)]),
        ("reopened", "openings", [(BUILD, OPENED)]),
    ):
        company, told[name] = companies.tell(source)
        extracts = folder / name / "extracts"
        companies.write(company, told[name], extracts, shuffled=name in ("rerun", "reopened"))
        started[name] = builders.start(folder / name, extracts, book, commands)
    try:
        runs = {name: promise.result() for name, promise in started.items()}
    finally:
        builders.stop()
    done = {}
    for name, source, number in (
            ("clean", "clean", 2), ("faults", "faults", 2), ("early", "rerun", 1),
            ("rerun", "rerun", 2), ("since", "clean", 4), ("openings", "openings", 2),
            ("reopened", "reopened", 1)):
        for run in runs[source]:
            assert run.success or run is not runs[source][0], (run.error, run.failed())
        warehouse = Warehouse(folder / source / f"after_{number}")
        done[name] = SimpleNamespace(
            runs=runs[source], stories=told[source], warehouse=warehouse,
            bridge=Bridge(warehouse))
    return done


@pytest.fixture(scope="session")
def clean(built):
    return built["clean"]


@pytest.fixture(scope="session")
def faults(built):
    return built["faults"]


@pytest.fixture(scope="session")
def openings(built):
    return built["openings"]
