"""
Each fault of faults.py, planted by itself on a copy of the demo, makes exactly what it says fire.

"Exactly" is everything that a warehouse shows: to-date lines of each deal and account, open
exceptions, data tests, quarantined rows and the states of the thresholds, against the clean build.
"""

from __future__ import annotations

import shutil
from collections import Counter
from types import SimpleNamespace

import pytest
from faults import FAULTS, Clean, Fires
from harness import ROOT, Build, CompileError, compile_project, headers_of
from observed import Copy, Observed, changed

DEMO = ROOT / "extracts" / "demo"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo as it is, built once into a file of which each fault gets a copy."""
    file = tmp_path_factory.mktemp("demo") / "clean.duckdb"
    compiled = compile_project(DEMO)
    with Build(compiled, DEMO, file) as build:
        build.run()
    with Build(compiled, file=file) as build:
        yield SimpleNamespace(compiled=compiled, file=file, clean=Clean(build),
                              before=Observed.of(build))


def plant(demo, name, folder):
    """What a fault said it would do, and what there is to see after it."""
    shutil.copytree(DEMO, folder)
    copy = Copy(folder)
    fires = FAULTS[name](copy, demo.clean)
    if headers_of(folder) != demo.compiled.headers:
        with Build(compile_project(folder), folder) as other:
            return fires, Observed.of(other.run())
    file = folder.parent / "copy.duckdb"
    shutil.copy(demo.file, file)
    with Build(demo.compiled, file=file) as build:
        sources = build.land_again(folder, DEMO)
        for seed, statement in copy.book.items():
            build.execute(statement)
            sources.add(f"seed.tieout.{seed}")
        observed = Observed.of(build, demo.before, build.rerun(sources))
    shutil.rmtree(folder)
    file.unlink()
    return fires, observed


def seen(before: Observed, after: Observed) -> Fires:
    """All that a warehouse shows of a fault, in the words in which a fault tells it."""
    lines = changed(before.lines, after.lines)
    moved = changed(before.on_accounts, after.on_accounts)
    own_before, own_after = ({key: own for key, (own, _) in side.lines.items() if own}
                             for side in (before, after))
    return Fires(
        deals={deal for deal, *_ in lines}, lines={line for *_, line in lines},
        rules=rules(after.exceptions - before.exceptions),
        gone=rules(before.exceptions - after.exceptions),
        tests={test: after.tests.get(test) for test in changed(before.tests, after.tests)},
        quarantined=dict(after.quarantined - before.quarantined),
        # What moves between accounts only, each deal keeping its amounts.
        between_accounts={key[-1] for key in moved if key[1:] not in lines},
        links={after.links[document] for document in changed(before.links, after.links)
               if document in before.links and document in after.links},
        families=bool(changed(before.families, after.families)),
        absent=changed(before.coverage, after.coverage),
        only_reporting=bool(lines) and not changed(own_before, own_after))


def rules(exceptions: Counter) -> dict:
    return dict(Counter(rule for rule, _ in exceptions.elements()))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_fires_what_it_says_and_nothing_else(demo, name, tmp_path):
    told, after = plant(demo, name, tmp_path / "extracts")
    found = seen(demo.before, after)
    if told.only_reporting:
        # Which deals need a rate of those days is the demo's business.
        found.deals = found.lines = set()
    for side, known in ((found.rules, told.rules), (found.gone, told.gone)):
        side.update({rule: None for rule, number in known.items() if number is None and rule in side})
    assert vars(found) == vars(told)


def test_on_the_clean_demo_nothing_fails(demo):
    """Warnings of thresholds are part of the demo; no test of it fails, and every control agrees."""
    assert "fail" not in demo.before.tests.values()
    assert all(test.startswith("threshold_") for test in demo.before.tests)
    rules = {rule for rule, _ in demo.before.exceptions}
    assert not rules & {"control_differs", "unexplained", "missing_rate"}


def test_a_missing_required_column_stops_with_one_clear_error(tmp_path):
    """What else cannot be read at all (no table, an empty file, no UTF-8) is in test_landing.py."""
    folder = tmp_path / "extracts"
    shutil.copytree(DEMO, folder)
    columns, rows = Copy(folder).rows("netsuite", "transaction")
    for row in rows:
        del row["trandate"]
    Copy(folder).save("netsuite", "transaction", [x for x in columns if x != "trandate"], rows)
    with pytest.raises(CompileError) as stopped:
        compile_project(folder)
    assert "1 problem(s):" in str(stopped.value)
    assert "system netsuite, table transaction, column trandate: missing" in str(stopped.value)


def test_an_as_of_in_the_past_sees_nothing_later(demo):
    """A rerun of March shows March: no later month, the laws hold, what is later is not known."""
    with Build(compile_project(DEMO, {"as_of": "2026-03-31"}), DEMO) as march:
        march.run()
        laws = [test for test in march.compiled.tests if "law" in test.tags]
        assert laws and march.failures(laws) == {}
        assert march.rows("select max(month) from marts.revenue_bridge") == march.rows(
            "select date '2026-03-01'")
        assert march.rows("select max(as_of_at) from marts.revenue_bridge") == march.rows(
            "select timestamp '2026-04-01 03:59:59'")
        assert march.rows("select * from marts.revenue_bridge where line = 'unexplained'") == []
