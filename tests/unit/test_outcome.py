"""The three exit codes: from results, from real runs of dbt on a tiny project, and from what goes wrong around it."""

from __future__ import annotations

import shutil
import subprocess
import sys

import duckdb
import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT))

from tieout import command, settings  # noqa: E402
from tieout.outcome import NodeResult, judge  # noqa: E402


def node(status, *tags, kind="test"):
    return NodeResult("node", kind, frozenset(tags), status)


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([], 0),
        ([node("success", kind="model"), node("pass", "threshold"), node("warn", "threshold")], 0),
        ([node("pass"), node("fail", "threshold")], 1),
        ([node("fail", "threshold"), node("fail", "law")], 2),
        ([node("fail", "threshold", "law")], 2),
        ([node("fail")], 2),
        ([node("error", "threshold")], 2),
        ([node("error", kind="model"), node("skipped", "threshold")], 2),
        ([node("fail", "threshold"), node("skipped", kind="model")], 2),
        ([node("runtime error", "threshold")], 2),
        ([node("partial success", kind="model")], 2),
        ([node("a word of tomorrow", kind="model")], 2),
    ],
)
def test_only_a_failed_threshold_is_a_breach(results, code):
    assert judge(results).code == code


# --- dbt itself, on a project that has in small what publishing reads ------------------------------

SCORECARD = """
select 'overdue' as threshold_id, 'total' as scope, 'total' as scope_name, cast(12.5 as decimal(28, 4)) as value,
    cast({{ var('fail_at') }} as decimal(18, 4)) as fail_at, '%' as unit, 'bound' as against,
    case when 12.5 >= {{ var('fail_at') }} then 'fail' else 'ok' end as status, 'billing' as owner,
    'Invoice the order lines' as what_to_do, cast('2026-04-01 03:59:59' as timestamp) as as_of_at
"""
BREACHES = """
select threshold_id, scope, owner as owner_name, 'bill@x.com' as contact, 'D-7 40.00' as top_deals
from {{ ref('drift_scorecard') }} where status = 'fail'
"""
BRIDGE = """
select 'latest' as as_of, cast('2026-04-01 03:59:59' as timestamp) as as_of_at, 'booked_to_invoiced' as step,
    cast('2026-03-01' as date) as month, '1' as deal_id, 'A' as account_id, 'Ann' as owner_name, line, line_type,
    'USD' as currency, cast(amount as decimal(18, 2)) as amount, cast(amount as decimal(18, 2)) as amount_reporting
from (values ('booked', 'from', 100), ('awaiting_invoice', 'reason', -40 + {{ var('gap') }}), ('invoiced', 'to', 60))
    as lines (line, line_type, amount)
"""
LAW = "select step from {{ ref('revenue_bridge') }} group by step" \
    " having sum(case when line_type = 'to' then -amount else amount end) <> 0"
THRESHOLD = "{{ config(tags=['threshold']) }} select * from {{ ref('chk_drift__breaches') }}"


@pytest.fixture
def project(tiny_project, monkeypatch):
    """The tiny project in place of the real one, with the real hooks that record each run."""
    made = tiny_project(
        models={"tiny": {"+materialized": "table", "marts": {"+schema": "marts"}, "checks": {"+schema": "checks"}}},
        vars={"fail_at": 50, "gap": 0},
        **{"on-run-start": ["{{ record_run_start() }}"], "on-run-end": ["{{ record_run_end(results) }}"]},
    )
    for macro in ("history/run_is_recorded", "history/record_run_start", "history/record_run_end",
                  "history/run_result_row", "landing/sql_text", "engine/generate_schema_name"):
        made.write(f"macros/{macro}.sql", (ROOT / "macros" / f"{macro}.sql").read_text())
    made.write("models/marts/drift_scorecard.sql", SCORECARD)
    made.write("models/marts/revenue_bridge.sql", BRIDGE)
    made.write("models/checks/chk_drift__breaches.sql", BREACHES)
    made.write("tests/steps_add_up.sql", "{{ config(tags=['law']) }} " + LAW)
    made.write("tests/threshold_overdue.sql", THRESHOLD)
    monkeypatch.setattr(settings, "ROOT", made.folder)
    monkeypatch.setenv("TIEOUT_DUCKDB_PATH", str(made.folder / "tiny.duckdb"))
    monkeypatch.setenv("TIEOUT_PUBLISHED_PATH", str(made.folder / "published" / "tiny.duckdb"))
    return made


def test_nightly_publishes_what_holds_and_nothing_else(project, capsys):
    published = project.folder / "published" / "tiny.duckdb"

    def run():
        with duckdb.connect(str(published), read_only=True) as connection:
            return connection.execute("select invocation_id from marts.publication").fetchall()

    assert command.main(["nightly"]) == 0
    first = run()
    assert "HOLDS (exit code 0)" in capsys.readouterr().out

    assert command.main(["nightly", "--vars", "{fail_at: 10}"]) == 1
    said = capsys.readouterr().out
    for part in ("threshold threshold_overdue: fail", "overdue, total: 12.5000 %", "D-7 40.00",
                 "Readers keep the file of", "BREACHED (exit code 1)"):
        assert part in said
    assert run() == first

    # A part of a build, with a broken law in it.
    assert command.main(["build", "--select", "revenue_bridge", "--vars", "{gap: 1}"]) == 2
    said = capsys.readouterr().out
    assert "law steps_add_up: fail" in said and "BROKEN (exit code 2)" in said
    assert command.main(["publish"]) == 2
    assert "built only a part" in capsys.readouterr().out
    assert run() == first


# --- what goes wrong around dbt --------------------------------------------------------------------

RESULTS = '{"results": [{"unique_id": "model.a.b", "status": "success"}]}'


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "dbt stopped (exit code 1)"),
        ("kill -9 $$", "dbt stopped (exit code -9)"),
        ("echo 'IO Error: Could not set lock on file \"tieout.duckdb\"'; exit 1",
         "Another process has the build's warehouse open"),
        ("echo 'IO Error: No space left on device'; exit 2", "The disk is full"),
        (f"echo '{RESULTS}' > $DBT_TARGET_PATH/run_results.json; exit 1", "no readable result"),
        ("echo '{' > $DBT_TARGET_PATH/run_results.json", "no readable result"),
        (f"echo '{RESULTS}' > $DBT_TARGET_PATH/run_results.json; echo '{{\"nodes\": {{}}}}'"
         " > $DBT_TARGET_PATH/manifest.json; exit 1", "although every node passed"),
    ],
    ids=["crash", "killed", "locked", "disk full", "no manifest", "half a result", "failed hook"],
)
def test_a_dbt_that_did_not_get_through_is_broken(tmp_path, monkeypatch, capsys, script, said):
    target = tmp_path / "target"
    target.mkdir()
    # The result of an earlier run that went well must not count.
    (target / "run_results.json").write_text(RESULTS)
    dbt = tmp_path / "dbt"
    dbt.write_text(f"#!/bin/sh\n{script}\n")
    dbt.chmod(0o755)
    monkeypatch.setattr(settings, "dbt_command", lambda: dbt)
    monkeypatch.setenv("DBT_TARGET_PATH", str(target))
    monkeypatch.setenv("TIEOUT_DUCKDB_PATH", str(tmp_path / "tieout.duckdb"))
    assert command.main(["build"]) == 2
    assert said in capsys.readouterr().out


def test_a_dbt_that_is_not_there_is_broken(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(settings, "dbt_command", lambda: tmp_path / "nothing")
    monkeypatch.setenv("DBT_TARGET_PATH", str(tmp_path))
    monkeypatch.setenv("TIEOUT_DUCKDB_PATH", str(tmp_path / "tieout.duckdb"))
    assert command.main(["build"]) == 2
    assert "make setup" in capsys.readouterr().out


def test_the_command_line_has_the_exact_code(tmp_path):
    """Python ends with 1 after an error of its own: it must not look like a breach."""
    script = shutil.copy(ROOT / "scripts" / "run.py", tmp_path / "run.py")
    for arguments, said in {
        (str(script), "publish"): "No module named 'tieout'",
        (str(ROOT / "scripts" / "run.py"), "no such command"): "invalid choice",
        (str(ROOT / "scripts" / "run.py"), "publish", "--unknown"): "--unknown",
        (str(ROOT / "scripts" / "run.py"), "breach", "--fault", "nothing"): "there is no fault `nothing`",
    }.items():
        done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, cwd=tmp_path)
        assert (done.returncode, said in done.stdout + done.stderr) == (2, True), done
