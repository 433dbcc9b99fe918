"""Write, audit, publish: readers get a proven build or keep the one they have, whatever happens meanwhile."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import time

import duckdb
import pytest

from conftest import ROOT
from tiny_build import MARTS, make_build

sys.path.insert(0, str(ROOT))

from tieout import command, publish, settings  # noqa: E402

OVERRIDE = ["--override-by", "Ann O'Hara", "--override-why", "the board meets; billing is on it"]
COMMAND = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tieout import command, publish\n"


@pytest.fixture
def paths(tmp_path, monkeypatch):
    """The build and the published file of a test, named as the environment names them."""
    build, published = tmp_path / "tieout.duckdb", tmp_path / "published" / "tieout.duckdb"
    monkeypatch.setenv("TIEOUT_DUCKDB_PATH", str(build))
    monkeypatch.setenv("TIEOUT_PUBLISHED_PATH", str(published))
    monkeypatch.setenv("DBT_TARGET_PATH", str(tmp_path / "target"))
    return build, published


def rows(path, query):
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def marker(path):
    """The run whose marts are published; every mart is there and is of the run that signed the file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        assert sorted(name for (name,) in tables) == sorted([*MARTS, "publication"])
        found = connection.execute(
            "select min(marker), max(marker), any_value(invocation_id) from marts.deals, marts.publication").fetchall()
    assert len(set(found[0])) == 1
    return found[0][0]


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def python(code, **options):
    """Start another process that has the command at hand."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND + code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options
    )


# --- what is published ----------------------------------------------------------------------------


def test_a_build_that_holds_is_published_read_only_and_signed(paths, capsys):
    build, published = paths
    before = digest(make_build(build))
    assert command.main(["publish"]) == 0
    assert "HOLDS (exit code 0)" in capsys.readouterr().out
    assert digest(build) == before
    assert files(published.parent) == ["tieout.duckdb", "tieout.duckdb.lock"]
    assert published.stat().st_mode & 0o777 == 0o444
    assert rows(published, "select distinct schema_name from duckdb_tables() order by 1") == [
        ("book",), ("checks",), ("marts",)]
    assert rows(published, "select deals from checks.chk_metrics") == [(3,)]
    assert rows(published, "select sum(booked_amount) from marts.deals") == rows(
        build, "select sum(booked_amount) from marts.deals")
    assert rows(
        published,
        "select status, breaches, breached_thresholds, overridden_by, override_why, tables, rows, invocation_id,"
        " dbt_version, duckdb_version, cast(as_of_at as varchar), cast(built_at as varchar) from marts.publication",
    ) == [("holds", 0, None, None, None, 6, 9, "first", "1.11.16", duckdb.__version__, "2026-04-01 03:59:59",
           "2026-04-02 00:00:00")]
    assert rows(published, "select count(*) from marts.publication where length(git_commit) >= 40"
                " and published_at > built_at") == [(1,)]


def test_the_descriptions_of_dbt_travel_as_comments(paths):
    build, published = paths
    make_build(build)
    target = settings.target_path()
    target.mkdir()
    (target / "manifest.json").write_text(
        '{"nodes": {"m": {"resource_type": "model", "schema": "marts", "alias": "deals",'
        ' "description": "One row per deal: Ann\'s.", "columns":'
        ' {"deal_id": {"description": "Its key."}, "gone": {"description": "Not there."}}}}}'
    )
    assert command.main(["publish"]) == 0
    assert rows(published, "select comment from duckdb_tables() where table_name = 'deals'") == [
        ("One row per deal: Ann's.",)]
    assert rows(published, "select column_name, comment from duckdb_columns() where table_name = 'deals'"
                " and comment is not null") == [("deal_id", "Its key.")]


def test_a_breach_keeps_the_last_good_file_and_says_whose_it_is(paths, capsys):
    build, published = paths
    make_build(build)
    assert command.main(["publish"]) == 0
    good = digest(published)
    capsys.readouterr()
    make_build(build, "second", failing=("overdue_invoices",), minute=1)
    assert command.main(["publish"]) == 1
    said = capsys.readouterr().out
    for part in ("NOT published", "overdue_invoices, total: 12.5000 %; fails at 10.0000", "Billing <bill@x.com>",
                 "D-7 40.00", "Invoice the order lines", "less than an hour old", "OVERRIDE_BY", "BREACHED (exit code 1)"):
        assert part in said
    assert digest(published) == good
    assert files(published.parent) == ["tieout.duckdb", "tieout.duckdb.lock"]


def test_an_override_publishes_a_breach_and_is_on_record(paths):
    build, published = paths
    make_build(build, failing=("overdue_invoices",))
    assert command.main(["publish", *OVERRIDE]) == 0
    assert rows(published, "select status, breaches, breached_thresholds, overridden_by, override_why"
                " from marts.publication") == [
        ("overridden", 1, "overdue_invoices (total): 12.5000 %, fails at 10.0000; owner Billing", "Ann O'Hara",
         "the board meets; billing is on it")]
    # The next build that holds is published as ever, also by somebody who still asks for an override.
    make_build(build, "second", minute=1)
    assert command.main(["publish", *OVERRIDE]) == 0
    assert rows(published, "select status, overridden_by from marts.publication") == [("holds", None)]


@pytest.mark.parametrize("half", [OVERRIDE[:2], OVERRIDE[2:], ["--override-by", " ", "--override-why", " "]])
def test_an_override_needs_who_and_why(paths, capsys, half):
    make_build(paths[0], failing=("overdue_invoices",))
    assert command.main(["publish", *half]) == 2
    assert "needs both who and why" in capsys.readouterr().out
    assert not paths[1].exists()


BROKEN = {
    "half-built": ({"finished": False}, "did not come to its end"),
    "a model failed": ({"statuses": {"deals": "error"}}, "model deals: error"),
    "a law is broken": ({"statuses": {"steps_add_up": "fail"}}, "law steps_add_up: fail"),
    "another test failed": ({"statuses": {"keys_are_unique": "fail"}}, "test keys_are_unique: fail"),
    "a threshold that could not be read": ({"statuses": {"threshold_overdue": "error"}}, "threshold_overdue: error"),
    "a part was built": ({"statuses": {"owners": "not run"}}, "built only a part"),
    "laws were left out": ({"statuses": {"steps_add_up": "not run"}}, "built only a part"),
    "no tests ran": ({"command": "run"}, "which tests nothing"),
    "empty tables": ({"command": "build --empty"}, "which tests nothing"),
}


@pytest.mark.parametrize(("build", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_build_is_never_published(paths, capsys, build, said):
    make_build(paths[0])
    assert command.main(["publish"]) == 0
    good = digest(paths[1])
    make_build(paths[0], "second", failing=("overdue_invoices",), minute=1, **build)
    assert command.main(["publish", *OVERRIDE]) == 2
    assert said in capsys.readouterr().out
    assert digest(paths[1]) == good


SPOILT = {
    "unexplained": ("update marts.revenue_bridge set line = 'unexplained' where line = 'overdue_invoice'",
                    "nothing is unexplained"),
    "a step that does not add up": ("update marts.revenue_bridge set amount = amount + 0.01 where line = 'booked'",
                                    "from + reasons = to"),
    "a scorecard of another as-of": ("update marts.drift_scorecard set as_of_at = as_of_at - interval 1 day",
                                     "of one as-of"),
    "a lost breach": ("update history.run_results set status = 'fail' where name = 'threshold_overdue'",
                      "knows of no breach"),
    "results of two runs": ("update history.run_results set invocation_id = 'other' where name = 'deals'",
                            "not those of the last run"),
    "a table that is gone": ("drop table marts.deals", "deals does not exist"),
    "no marts": ("delete from history.run_results where schema_name = 'marts'", "marts.revenue_bridge"),
    "no laws": ("delete from history.run_results where tags = 'law'", "no test with the tag `law`"),
    "an unknown origin": ("drop schema history cascade", "does not say which run built it"),
}


@pytest.mark.parametrize(("change", "said"), SPOILT.values(), ids=SPOILT)
def test_the_audit_finds(paths, capsys, change, said):
    make_build(paths[0])
    with duckdb.connect(str(paths[0])) as connection:
        connection.execute(change)
    assert command.main(["publish", *OVERRIDE]) == 2
    assert said in capsys.readouterr().out
    assert not paths[1].exists()


@pytest.mark.parametrize(
    "spoil", ["delete from marts.deals where deal_id = '1'", "update marts.deals set marker = 'x' where deal_id = '1'",
              "update marts.deals set booked_amount = booked_amount + 0.01 where deal_id = '1'"],
    ids=["a row less", "another text", "a cent"],
)
def test_a_copy_that_differs_is_not_published(paths, capsys, monkeypatch, spoil):
    make_build(paths[0])
    honest = publish.write

    def careless(build, aside, target):
        run = honest(build, aside, target)
        with duckdb.connect(str(aside)) as connection:
            connection.execute(spoil)
        return run

    monkeypatch.setattr(publish, "write", careless)
    assert command.main(["publish"]) == 2
    assert "marts.deals" in capsys.readouterr().out
    assert not paths[1].exists()


def test_an_older_build_does_not_replace_a_newer_one(paths, capsys):
    make_build(paths[0], "second", minute=5)
    assert command.main(["publish"]) == 0
    make_build(paths[0], "first", minute=4)
    assert command.main(["publish"]) == 2
    assert "older than the published file" in capsys.readouterr().out
    assert marker(paths[1]) == "second"


def test_the_build_itself_is_no_place_to_publish_to(paths, monkeypatch, capsys):
    before = digest(make_build(paths[0]))
    monkeypatch.setenv("TIEOUT_PUBLISHED_PATH", str(paths[0]))
    assert command.main(["publish"]) == 2
    assert "one of their own" in capsys.readouterr().out
    assert digest(paths[0]) == before


# --- several processes ----------------------------------------------------------------------------


def test_readers_builds_and_publishing_never_wait_for_each_other(paths):
    build, published = paths
    make_build(build)
    assert command.main(["publish"]) == 0
    reader = python(
        f"import duckdb; c = duckdb.connect({str(published)!r}, read_only=True); print('open', flush=True)\n"
        "for line in sys.stdin: print(c.execute('select any_value(marker) from marts.deals').fetchall()[0][0],"
        " flush=True)"
    )
    try:
        assert reader.stdout.readline() == "open\n"
        # The build is written and published while somebody reads.
        make_build(build, "second", minute=1)
        assert command.main(["publish"]) == 0
        # The one who reads keeps the old file; who opens it now has the new one.
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "first\n"
        assert marker(published) == "second"
    finally:
        reader.communicate()
    # A build at work (it has its file to itself) stops nobody from reading, but cannot be published.
    builder = python(
        f"import duckdb; c = duckdb.connect({str(build)!r}); print('open', flush=True); sys.stdin.read()"
    )
    try:
        assert builder.stdout.readline() == "open\n"
        assert marker(published) == "second"
        assert command.main(["publish"]) == 2
    finally:
        builder.communicate()
    assert command.main(["publish"]) == 0


def test_a_second_run_says_who_is_at_work_and_stops(paths, capsys):
    make_build(paths[0])
    first = python(
        "from tieout.lock import held; from tieout import settings\n"
        "with held(settings.build_path(), 'nightly'): print('held', flush=True); sys.stdin.read()"
    )
    assert first.stdout.readline() == "held\n"
    for name in ("publish", "nightly", "build"):
        assert command.main([name]) == 2
        said = capsys.readouterr().out
        assert "another run is at work" in said
        assert f"nightly, process {first.pid}" in said
    # Nothing has to be cleaned up after a crash.
    first.kill()
    first.communicate()
    assert command.main(["publish"]) == 0


# Publishes in a process of its own for each order that it reads, and has it killed: after so many seconds, or when it
# comes to a line of the swap. Says how the process ended.
KILLER = """
import json, os, signal, time
import duckdb

def at_line(frame, event, argument):
    if event == 'line' and frame.f_lineno == order['line']:
        os.kill(os.getpid(), signal.SIGKILL)
    return at_line

for order in map(json.loads, sys.stdin):
    child = os.fork()
    if child == 0:
        if order['line']:
            sys.settrace(lambda frame, *_: at_line if frame.f_code is publish.swap.__code__ else None)
        os._exit(command.main(['publish']))
    if order['seconds'] is not None:
        time.sleep(order['seconds'])
        os.kill(child, signal.SIGKILL)
    print('ended', os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def kill(paths):
    """`kill(seconds=...)` or `kill(line=...)`: publish in another process that is killed there; gives its exit code."""
    process = python(KILLER)

    def order(seconds=None, line=None):
        process.stdin.write(json.dumps({"seconds": seconds, "line": line}) + "\n")
        process.stdin.flush()
        for said in process.stdout:
            if said.startswith("ended"):
                return int(said.split()[1])
        raise AssertionError("the process that publishes and kills has died")

    yield order
    process.communicate()


def test_a_kill_at_any_time_leaves_the_published_file_whole(paths, kill):
    build, published = paths
    make_build(build, rows=100_000)
    started = time.monotonic()
    assert command.main(["publish"]) == 0
    takes = time.monotonic() - started
    make_build(build, "second", rows=100_000, minute=1)
    points = random.Random(20260331)
    halfway = 0
    for _ in range(20):
        if kill(seconds=points.uniform(0, takes)) == 0:
            # It had ended already: the machine has got faster.
            takes *= 0.8
        halfway += set(files(published.parent)) != {"tieout.duckdb", "tieout.duckdb.lock"}
        assert marker(published) in ("first", "second")
        assert rows(published, "select count(*), sum(booked_amount) from marts.deals") == [
            (100_000, 4999950000)]
    # Else the test would not have hit what it is about.
    assert halfway >= 3
    assert command.main(["publish"]) == 0
    assert marker(published) == "second"
    assert files(published.parent) == ["tieout.duckdb", "tieout.duckdb.lock"]


def test_a_kill_at_each_line_of_the_swap_leaves_the_published_file_whole(paths, kill):
    build, published = paths
    make_build(build)
    assert command.main(["publish"]) == 0
    first = publish.swap.__code__.co_firstlineno
    lines = sorted({line for *_, line in publish.swap.__code__.co_lines() if line and line > first})
    ends = []
    for number, line in enumerate(lines):
        run = f"run {number:02}"
        make_build(build, run, minute=number + 1)
        ends.append((kill(line=line), marker(published) == run))
    # Not the new one before the rename, the new one after it; the line that is reached by a fault only is not run.
    assert [new for code, new in ends if code == -9] == [False] * 5 + [True]
    make_build(build, "last", minute=59)
    assert command.main(["publish"]) == 0
    assert (marker(published), files(published.parent)) == ("last", ["tieout.duckdb", "tieout.duckdb.lock"])


def test_a_full_disk_keeps_the_published_file(paths):
    build, published = paths
    make_build(build)
    assert command.main(["publish"]) == 0
    good = digest(published)
    make_build(build, "second", rows=100_000, minute=1)
    process = python(
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))\n"
        "sys.exit(command.main(['publish']))"
    )
    said = process.communicate()[0]
    assert process.returncode == 2, said
    assert "NOT published" in said
    assert (digest(published), files(published.parent)) == (good, ["tieout.duckdb", "tieout.duckdb.lock"])


# --- the bundled company --------------------------------------------------------------------------


def test_the_bundled_company_is_published_as_make_build_left_it(tmp_path, monkeypatch):
    build, published = ROOT / "warehouse" / "tieout.duckdb", tmp_path / "tieout.duckdb"
    assert build.exists(), f"{build} is not there: run `make build` first"
    monkeypatch.delenv("TIEOUT_DUCKDB_PATH", raising=False)
    monkeypatch.setenv("TIEOUT_PUBLISHED_PATH", str(published))
    assert command.main(["publish"]) == 0
    assert rows(published, "select status, breaches, overridden_by from marts.publication") == [("holds", 0, None)]
    # Every mart, the whole book, the checks; each mart and each of its columns with its description.
    query = "select schema_name, table_name from {} where schema_name in ('marts', 'book')"
    assert set(rows(build, query.format("duckdb_tables()"))) <= set(rows(published, query.format("duckdb_tables()")))
    assert rows(published, "select count(*) from duckdb_views() where not internal") == [(0,)]
    assert rows(published, "select table_name from duckdb_tables() where schema_name = 'marts' and comment is null") == []
    assert rows(published, "select table_name, column_name from duckdb_columns() where schema_name = 'marts'"
                " and comment is null") == []
    assert rows(published, "select sum(amount) from marts.revenue_bridge") == rows(
        build, "select sum(amount) from marts.revenue_bridge")
