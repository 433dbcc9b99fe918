"""Readers of the published file can select, and nothing else: as docs/publishing.md tells them to connect.

Each way to connect is the code of the page itself, run in a process of its own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from tiny_build import make_build

sys.path.insert(0, str(ROOT))

from tieout import command  # noqa: E402

PAGE = (ROOT / "docs" / "publishing.md").read_text()
# The default place of the published file, as the page writes it.
PLACE = "/srv/tieout/warehouse/published/tieout.duckdb"

ALLOWED = ["select count(*) from marts.deals", "select threshold_id from checks.chk_drift__breaches",
           "select status from marts.publication"]
REFUSED = {
    "create a table": "create table marts.mine as select 1 as a",
    "insert": "insert into marts.deals select * from marts.deals",
    "update": "update marts.deals set marker = 'x'",
    "delete": "delete from marts.deals",
    "drop": "drop table marts.deals",
    "attach a file": "attach '{folder}/other.duckdb' as other",
    "attach the build": "attach '{folder}/tieout.duckdb' as build (read_only)",
    "attach memory": "attach ':memory:' as mine",
    "write a file": "copy (select 1 as a) to '{folder}/out.csv'",
    "export": "export database '{folder}/out'",
    "read a csv": "select * from read_csv('/etc/passwd')",
    "read a text": "select * from read_text('/etc/passwd')",
    "read a file by its name": "select * from '{folder}/secret.csv'",
    "list files": "select * from glob('/etc/*')",
    "load an extension": "load excel",
    "install an extension": "install excel",
    "unlock files": "set enable_external_access = true",
    "change a setting": "set threads = 1",
    "unlock settings": "set lock_configuration = false",
}
LOOP = """
import json, sys
answers = {}
for name, statement in json.load(sys.stdin).items():
    try:
        answers[name] = ["rows", len(run(statement))]
    except Exception as problem:
        answers[name] = ["refused", str(problem)]
print(json.dumps(answers))
"""
# How each driver runs a statement on what the page's code connects to.
RUN = {
    "duckdb": "def run(statement): return connection.execute(statement).fetchall()",
    "sqlalchemy": (
        "from sqlalchemy import text\n"
        "def run(statement):\n"
        "    with engine.connect() as connection: return connection.execute(text(statement)).fetchall()"
    ),
    "adbc": (
        "def run(statement):\n"
        "    with connection.cursor() as cursor:\n"
        "        cursor.execute(statement)\n"
        "        return cursor.fetchall()"
    ),
}


def documented(driver):
    """The Python of the page that connects with a driver: the block that imports it."""
    blocks = [block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if f"# {driver}\n" in block]
    assert len(blocks) == 1
    return blocks[0]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A published file, beside its build and a file with a secret."""
    folder = tmp_path_factory.mktemp("readers")
    (folder / "secret.csv").write_text("secret\n42\n")
    make_build(folder / "tieout.duckdb")
    names = {"TIEOUT_DUCKDB_PATH": "tieout.duckdb", "TIEOUT_PUBLISHED_PATH": "published/tieout.duckdb"}
    with pytest.MonkeyPatch.context() as patch:
        for name, path in names.items():
            patch.setenv(name, str(folder / path))
        assert command.main(["publish"]) == 0
    return folder / "published" / "tieout.duckdb"


@pytest.fixture(scope="module", params=RUN)
def answers(request, published):
    """What one driver says to every statement."""
    code = documented(request.param)
    assert PLACE in code
    statements = {
        name: statement.replace("{folder}", str(published.parents[1]))
        for name, statement in {**dict(zip(ALLOWED, ALLOWED, strict=True)), **REFUSED}.items()
    }
    done = subprocess.run(
        [sys.executable, "-c", "\n".join([code.replace(PLACE, str(published)), RUN[request.param], LOOP])],
        input=json.dumps(statements), capture_output=True, text=True, check=False, cwd=published.parents[1],
        env={**os.environ, "HOME": str(published.parents[1])},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_readers_may_select(answers):
    assert {name: answers[name] for name in ALLOWED} == {
        ALLOWED[0]: ["rows", 1], ALLOWED[1]: ["rows", 0], ALLOWED[2]: ["rows", 1]}


def test_readers_may_do_nothing_else(answers, published):
    assert [name for name in REFUSED if answers[name][0] != "refused"] == []
    for reason in ("read-only mode", "disabled", "locked"):
        assert any(reason in answers[name][1] for name in REFUSED)
    # And nothing has come of it.
    assert sorted(path.name for path in Path(published).parents[1].iterdir() if path.suffix != ".lock") == [
        "published", "secret.csv", "tieout.duckdb"]
