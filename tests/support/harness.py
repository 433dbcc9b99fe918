"""
The project's SQL without dbt's overhead: compiled by dbt once, then run straight in DuckDB.

    compiled = compile_project(extracts, {"close_lookback": 1})
    with Build(compiled, other_extracts) as build:
        build.run()
        build.rows("select * from marts.revenue_bridge")
        build.failures(compiled.tests)

A dbt build of a small company takes half a minute, nearly all of it Python; the same statements
take two seconds. What dbt does once for a set of vars is recorded and used again: the landing
statements, the seeds, the SQL of every model and test, in their order. The SQL of the base models
depends on the columns that the extracts have, so extracts with other files or other header lines
are compiled anew. `tests/proofs/test_harness.py` shows that the marts are those of a dbt build.

What is compiled lies below target/proofs/, under a digest of everything that it is made of.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "target" / "proofs"
# What the compiled SQL is made of.
SOURCES = ("dbt_project.yml", "profiles.yml", "macros", "models", "snapshots", "tests/conservation",
           "tests/generic", "tests/thresholds", "seeds", "reference", "tests/support/harness.py")
LAYERS = ("staging", "intermediate", "marts", "checks", "history")


class CompileError(Exception):
    """dbt stopped; the message is its own."""


@dataclass
class Node:
    """A model, a seed or a data test of the manifest, as far as it matters here."""

    id: str
    name: str
    kind: str  # model, seed, test
    relation: str
    materialized: str
    sql: str
    parents: list
    path: str
    columns: list  # (name, type) of a contract, else empty
    tags: list = field(default_factory=list)
    severity: str = "error"
    warn_if: str = "!= 0"
    error_if: str = "!= 0"
    fail_calc: str = "count(*)"


@dataclass
class Compiled:
    """The project for one set of vars and columns: statements in the order in which they run."""

    folder: Path
    extracts: str
    headers: dict
    landing: list
    nodes: dict

    @property
    def models(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.kind == "model"]

    @property
    def tests(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.kind == "test"]

    def model(self, name: str) -> Node:
        return self.nodes[f"model.tieout.{name}"]

    def reached_from(self, name: str) -> list[Node]:
        """A model and the models that depend on it, in their order."""
        found = {f"model.tieout.{name}"}
        for node in self.models:
            if found.intersection(node.parents):
                found.add(node.id)
        return [node for node in self.models if node.id in found]


# ------------------------------------------------------------------ compiling


def headers_of(extracts: Path) -> dict:
    """File -> its header line and whether it has other line ends than LF: what a landing hangs on."""
    found = {}
    for file in sorted(Path(extracts).glob("*/*")):
        with open(file, "rb") as opened:
            content = opened.read()
        header = content.split(b"\n", 1)[0]
        found[f"{file.parent.name}/{file.name}"] = (
            header.decode("utf-8", "replace"), b"\r" in content)
    return found


def _digest(variables: dict, headers: dict, book: Path | None) -> str:
    """One text for everything that the compiled SQL depends on."""
    total = hashlib.sha256(json.dumps([variables, headers], sort_keys=True).encode())
    places = [ROOT / name for name in SOURCES] + ([book] if book else [])
    for place in places:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and file.suffix in (".sql", ".yml", ".csv", ".py", ".md"):
                total.update(str(file.relative_to(place.parent)).encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:20]


def compile_project(extracts, variables: dict | None = None, book=None) -> Compiled:
    """
    The project compiled for vars and for the columns of these extracts; at once where that was
    done before. Raises CompileError with dbt's message where the extracts cannot be landed.
    """
    extracts, variables = Path(extracts).resolve(), dict(variables or {})
    book = Path(book).resolve() if book else None
    headers = headers_of(extracts)
    folder = KEPT / _digest(variables, headers, book)
    if not (folder / "compiled.json").exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=KEPT, prefix="work_"))
        try:
            # A copy, so that no path of it is part of another.
            shutil.copytree(extracts, work / "extracts")
            given = {**variables, "extracts_dir": str(work / "extracts"),
                     **({"book_dir": str(book)} if book else {})}
            process = subprocess.run(
                [sys.executable, __file__, str(work), json.dumps(given)],
                capture_output=True, text=True, check=False)
            if process.returncode:
                raise CompileError((process.stdout + process.stderr)[-6000:])
            shutil.rmtree(work / "target", ignore_errors=True)
            (work / "vars.json").write_text(json.dumps(given))
            if not folder.exists():
                work.rename(folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    stored = json.loads((folder / "compiled.json").read_text())
    return Compiled(folder, stored["extracts"], headers, stored["landing"],
                    {row["id"]: Node(**row) for row in stored["nodes"]})


def _record(folder: str, variables: dict) -> None:
    """Run by compile_project in a process of its own: land, seed and compile, and keep the SQL."""
    os.environ["TIEOUT_DUCKDB_PATH"] = f"{folder}/tieout.duckdb"
    os.environ["DO_NOT_TRACK"] = "1"
    from dbt.cli.main import dbtRunner

    heard = []

    def hear(event):
        if event.info.name == "SQLQuery":
            heard.append(event.data.sql)

    def call(runner, *command):
        outcome = runner.invoke([*command, *_options(folder, variables)])
        if not outcome.success:
            failed = [result.message for result in getattr(outcome.result, "results", None) or []
                      if str(result.status) == "error"]
            print(outcome.exception or "\n".join(map(str, failed)) or f"{command} failed")
            sys.exit(1)
        return outcome.result

    manifest = call(dbtRunner(), "parse")
    runner = dbtRunner(manifest=manifest, callbacks=[hear])
    call(runner, "run-operation", "land_extracts")
    landing = list(heard)
    call(runner, "seed")
    call(runner, "compile")
    nodes = json.loads((Path(folder) / "target" / "manifest.json").read_text())["nodes"]
    (Path(folder) / "compiled.json").write_text(json.dumps({
        "extracts": variables["extracts_dir"],
        "landing": [sql for sql in map(_statement, landing) if _changes_something(sql)],
        "nodes": [_node(nodes[name]) for name in _in_order(nodes)]}))


def _statement(sql: str) -> str:
    """Without the comment in which dbt says who asks."""
    return sql.split("*/", 1)[-1].strip() if sql.lstrip().startswith("/*") else sql.strip()


def _changes_something(sql: str) -> bool:
    """Not a question of the macros: the answers are in the statements that followed."""
    return sql.split(None, 1)[0].lower() in ("create", "insert", "delete", "drop", "set", "begin",
                                             "commit") and sql not in ("BEGIN", "COMMIT")


def _in_order(nodes: dict) -> list[str]:
    """Models, seeds and tests, each after what it reads."""
    done, order = set(), []

    def visit(name):
        if name in done or name not in nodes:
            return
        done.add(name)
        for parent in sorted(nodes[name].get("depends_on", {}).get("nodes", [])):
            visit(parent)
        if nodes[name]["resource_type"] in ("model", "seed", "test"):
            order.append(name)

    for name in sorted(nodes):
        visit(name)
    return order


def _node(node: dict) -> dict:
    config = node["config"]
    enforced = (config.get("contract") or {}).get("enforced")
    test = node["resource_type"] == "test"
    return {
        "id": node["unique_id"], "name": node["name"], "kind": node["resource_type"],
        "relation": f'"{node["schema"]}"."{node["alias"]}"',
        "materialized": config["materialized"], "sql": node.get("compiled_code") or "",
        "parents": node.get("depends_on", {}).get("nodes", []), "path": node["original_file_path"],
        "columns": [(name, column["data_type"]) for name, column in node["columns"].items()]
        if enforced and not test else [],
        "tags": node["tags"],
        **({"severity": config["severity"].lower(), "warn_if": config["warn_if"],
            "error_if": config["error_if"], "fail_calc": config["fail_calc"]} if test else {})}


def unit_tests(compiled: Compiled) -> dict[str, list]:
    """
    Model -> (name, statement) of each of its dbt unit tests. A statement brings its fixtures along
    and returns the rows that came out and those expected; see `unit_test_passes`.
    """
    kept = compiled.folder / "unit_tests.json"
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=KEPT, prefix="work_") as folder:
            shutil.copy(compiled.folder / "tieout.duckdb", folder)
            with Build(compiled, compiled.folder / "extracts") as build:
                # dbt reads the columns of a fixture from the relation that it stands for.
                build.run()
                build.execute(f"attach '{folder}/tieout.duckdb' as empty")
                for node in compiled.models:
                    schema = node.relation.split(".")[0]
                    build.execute(f"create schema if not exists empty.{schema}")
                    build.execute(f"create table empty.{node.relation} as "
                                  f"from {node.relation} limit 0")
                build.execute("detach empty")
            given = {**json.loads((compiled.folder / "vars.json").read_text()),
                     "extracts_dir": str(compiled.folder / "extracts")}
            process = subprocess.run(
                [sys.executable, __file__, folder, json.dumps(given), "unit"],
                capture_output=True, text=True, check=False)
            if process.returncode:
                raise CompileError((process.stdout + process.stderr)[-6000:])
            shutil.move(f"{folder}/unit_tests.json", kept)
    return json.loads(kept.read_text())


def _options(folder: str, variables: dict) -> list[str]:
    return ["--quiet", "--log-level-file", "none", "--threads", "1", "--project-dir", str(ROOT),
            "--profiles-dir", str(ROOT), "--target-path", f"{folder}/target",
            "--vars", json.dumps(variables)]


def _record_unit_tests(folder: str, variables: dict) -> None:
    """Run by unit_tests in a process of its own: let dbt run them and keep the statements."""
    os.environ["TIEOUT_DUCKDB_PATH"] = f"{folder}/tieout.duckdb"
    os.environ["DO_NOT_TRACK"] = "1"
    from dbt.cli.main import dbtRunner

    found = {}

    def hear(event):
        if event.info.name == "SQLQuery" and "dbt_internal_unit_test_actual" in event.data.sql:
            _, _, model, name = event.data.node_info.unique_id.split(".")
            found.setdefault(model, []).append((name, _statement(event.data.sql)))

    outcome = dbtRunner(callbacks=[hear]).invoke(
        ["test", "--select", "test_type:unit", *_options(folder, variables)])
    if not outcome.success:
        print(outcome.exception or "a unit test fails")
        sys.exit(1)
    (Path(folder) / "unit_tests.json").write_text(json.dumps(found))


def unit_test_passes(connection, sql: str) -> bool:
    """Did a statement of `unit_tests` give the rows that were expected, in any order?"""
    result = connection.execute(sql)
    place = [name for name, *_ in result.description].index("actual_or_expected")
    sides = {"actual": [], "expected": []}
    for row in result.fetchall():
        sides[row[place]].append(repr(row[:place] + row[place + 1:]))
    return sorted(sides["actual"]) == sorted(sides["expected"])


# -------------------------------------------------------------------- running


class Build:
    """
    A warehouse in memory: extracts landed by the recorded statements, models run in their order.
    """

    def __init__(self, compiled: Compiled, extracts=None):
        self.compiled = compiled
        # The name is that of the file which dbt compiled for: it stands in the SQL.
        self.connection = duckdb.connect(config={"threads": 1})
        self.execute("attach ':memory:' as tieout")
        self.execute("use tieout")
        self.execute("set TimeZone = 'UTC'")
        self.execute(f"attach '{compiled.folder}/tieout.duckdb' as compiled (read_only)")
        for schema in LAYERS:
            self.execute(f"create schema if not exists {schema}")
        for (schema, table) in self.rows(
                "select schema_name, table_name from duckdb_tables() "
                "where database_name = 'compiled' and schema_name not in ('raw', 'main')"):
            self.execute(f'create schema if not exists "{schema}"')
            self.execute(f'create table "{schema}"."{table}" as '
                         f'from compiled."{schema}"."{table}"')
        self.execute("detach compiled")
        if extracts is not None:
            self.land(extracts)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.connection.close()

    def execute(self, sql: str):
        return self.connection.execute(sql)

    def rows(self, query: str, *values) -> list[tuple]:
        return self.connection.execute(query, list(values)).fetchall()

    def land(self, extracts):
        """Land other extracts with the same files and header lines as those compiled for."""
        if headers_of(extracts) != self.compiled.headers:
            raise ValueError("extracts of another shape: compile the project for them")
        there = str(Path(extracts).resolve())
        for sql in self.compiled.landing:
            self.execute(sql.replace(self.compiled.extracts, there))

    def run(self, models: list[Node] | None = None):
        """Run these models, in the order given; all of them where none are named."""
        for node in self.compiled.models if models is None else models:
            self.materialise(node)
        return self

    def materialise(self, node: Node, sql: str | None = None):
        """One model as dbt would leave it: a view, a table, or a table with its contract's types."""
        sql = sql or node.sql
        if node.materialized == "view":
            self.execute(f"create or replace view {node.relation} as ({sql})")
        elif node.columns:
            types = ", ".join(f'"{name}" {kind}' for name, kind in node.columns)
            names = ", ".join(f'"{name}"' for name, _ in node.columns)
            self.execute(f"create or replace table {node.relation} ({types})")
            self.execute(f"insert into {node.relation} ({names}) select {names} from ({sql})")
        else:
            self.execute(f"create or replace table {node.relation} as ({sql})")

    def failures(self, tests: list[Node]) -> dict[str, str]:
        """The data tests that do not pass: name -> warn or fail."""
        found = {}
        for test in tests:
            (count, warns, fails), = self.rows(
                f"select n, n {test.warn_if}, n {test.error_if} from "
                f"(select {test.fail_calc} as n from ({test.sql}) as failed_rows)")
            if count is None:
                continue
            if fails and test.severity == "error":
                found[test.name] = "fail"
            elif warns:
                found[test.name] = "warn"
        return found


if __name__ == "__main__":
    (_record_unit_tests if sys.argv[3:] == ["unit"] else _record)(
        sys.argv[1], json.loads(sys.argv[2]))
