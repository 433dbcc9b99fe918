"""
The project compiled by dbt once: landing statements, seeds, SQL of models and tests, kept for reuse.

What is compiled hangs on the project's files, the vars, the operating book and the columns of the
extracts, and lies below target/proofs/ under a digest of them. `harness` runs it.
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

from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "target" / "proofs"
# What the compiled SQL is made of.
SOURCES = ("dbt_project.yml", "profiles.yml", "macros", "models", "snapshots", "tests/conservation",
           "tests/generic", "tests/thresholds", "seeds", "reference", "tests/support/compiled.py")


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
    KEPT.mkdir(parents=True, exist_ok=True)
    folder = KEPT / _digest(variables, headers, book)
    # Who asks for what another test is compiling waits for it.
    with FileLock(f"{folder}.lock"):
        if not (folder / "compiled.json").exists():
            _compile(folder, extracts, variables, book)
    stored = json.loads((folder / "compiled.json").read_text())
    return Compiled(folder, stored["extracts"], headers, stored["landing"],
                    {row["id"]: Node(**row) for row in stored["nodes"]})


def _compile(folder: Path, extracts: Path, variables: dict, book: Path | None) -> None:
    """Let dbt compile in a process of its own; `folder` is there once it holds everything."""
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
        work.rename(folder)
        _forget_the_oldest()
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _forget_the_oldest(kept: int = 12) -> None:
    """What was compiled of older states of the project is not needed again."""
    done = sorted(KEPT.glob("*/compiled.json"), key=lambda file: file.stat().st_mtime)
    for file in done[:-kept]:
        shutil.rmtree(file.parent, ignore_errors=True)
        Path(f"{file.parent}.lock").unlink(missing_ok=True)


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

    import parsed

    runner = dbtRunner(manifest=parsed.manifest(variables), callbacks=[hear])
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
    from harness import Build

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


if __name__ == "__main__":
    (_record_unit_tests if sys.argv[3:] == ["unit"] else _record)(
        sys.argv[1], json.loads(sys.argv[2]))
