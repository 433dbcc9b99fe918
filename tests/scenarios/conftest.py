"""One session: the two companies are told once and built once, two builds at a time."""

from __future__ import annotations

from types import SimpleNamespace

import companies
import pytest
from warehouse import BUILD, LAWS, ROOT, Bridge, Builders, Warehouse


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Every build of the session by name: its runs, its warehouse and its stories."""
    folder = tmp_path_factory.mktemp("scenarios")
    book, builders = folder / "book", Builders()
    companies.write_book(ROOT / "seeds", book)
    told, started = {}, {}
    for name, source, shuffled, commands, variables in (
        # The first build also proves the laws, and runs a second time over its own warehouse.
        ("clean", "clean", False, (BUILD, LAWS), {"close_lookback": 1}),
        ("faults", "faults", False, (BUILD, LAWS), {"crm_amounts_include_tax": True}),
        ("shuffled", "clean", True, (BUILD, BUILD), {"close_lookback": 1}),
        ("early", "clean", False, (BUILD,), {"as_of": companies.EARLY}),
    ):
        company, stories = companies.tell(source)
        told[name] = stories
        companies.write(company, stories, folder / name / "extracts", shuffled=shuffled)
        started[name] = builders.start(
            folder / name, folder / name / "extracts", book, commands, **variables)
    done = {}
    for name, promise in started.items():
        runs = promise.result()
        build = runs[0]
        assert build.success, (build.error, build.failed())
        warehouse = Warehouse(folder / name)
        done[name] = SimpleNamespace(
            name=name, runs=runs, stories=told[name], warehouse=warehouse,
            bridge=Bridge(warehouse))
    return done


@pytest.fixture(scope="session")
def clean(built):
    return built["clean"]


@pytest.fixture(scope="session")
def faults(built):
    return built["faults"]
