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
from faults import FAULTS, Clean
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


def own(lines: dict) -> dict:
    """The amounts in transaction currency alone."""
    return {key: amount for key, (amount, _) in lines.items() if amount}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_fires_what_it_says_and_nothing_else(demo, name, tmp_path):
    fires, after = plant(demo, name, tmp_path / "extracts")
    before = demo.before
    lines = changed(before.lines, after.lines)
    if fires.only_reporting:
        assert lines and not changed(own(before.lines), own(after.lines))
    else:
        assert {deal for deal, *_ in lines} == fires.deals
        assert {line for *_, line in lines} == fires.lines
    for exceptions, told in ((after.exceptions - before.exceptions, fires.rules),
                             (before.exceptions - after.exceptions, fires.gone)):
        found = Counter(rule for rule, _ in exceptions.elements())
        assert found == {rule: number or found[rule] for rule, number in told.items()}
    tests = {test: after.tests.get(test) for test in changed(before.tests, after.tests)}
    assert tests == fires.tests
    assert dict(after.quarantined - before.quarantined) == fires.quarantined
    # What moves between accounts only, each deal keeping its amounts.
    moved = changed(before.on_accounts, after.on_accounts)
    assert fires.only_reporting or (
        {key[-1] for key in moved if key[1:] not in lines} == fires.between_accounts)
    assert {after.links[document] for document in changed(before.links, after.links)
            if document in before.links and document in after.links} == fires.links
    assert bool(changed(before.families, after.families)) == fires.families
    assert {table for table in changed(before.coverage, after.coverage)} == fires.absent


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
