"""
The project parsed by dbt once for all tests that build it, kept below target/parsed/ under a digest of its files.

Parsing takes longer than building a small company, and of all vars it hangs on `PARSED_BY` alone; the others are
read while a model compiles, with the vars of that run. `tests/unit/test_parsed.py` holds this against dbt.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt.version import get_installed_version
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "target" / "parsed"
SOURCES = ("dbt_project.yml", "profiles.yml", "packages.yml", "macros", "models", "snapshots", "tests", "seeds",
           "reference", "analyses", "dbt_packages")
# Vars that switch models and sources on and off, or name where a source lies.
PARSED_BY = ("systems", "source_schemas")


def _digest(given: dict) -> str:
    """One text for everything that dbt parses."""
    total = hashlib.sha256(json.dumps([given, str(get_installed_version())], sort_keys=True).encode())
    for place in (ROOT / name for name in SOURCES):
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix in (".sql", ".yml", ".csv", ".md"):
                total.update(str(file.relative_to(ROOT)).encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:20]


def parse(variables: dict, folder: Path) -> Path:
    """Let dbt parse the project anew; gives the file in which dbt keeps what it parsed."""
    before = os.environ.get("TIEOUT_DUCKDB_PATH")
    # Relations are named after the file, which is called tieout.duckdb in every test.
    os.environ["TIEOUT_DUCKDB_PATH"] = f"{folder}/tieout.duckdb"
    try:
        outcome = dbtRunner().invoke([
            "--quiet", "--no-write-json", "--log-level-file", "none", "parse", "--no-partial-parse",
            "--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--target-path", str(folder),
            "--vars", json.dumps(variables)])
    finally:
        DuckDBConnectionManager.close_all_connections()
        if before is None:
            del os.environ["TIEOUT_DUCKDB_PATH"]
        else:
            os.environ["TIEOUT_DUCKDB_PATH"] = before
    assert outcome.success, outcome.exception
    return Path(folder) / "partial_parse.msgpack"


def manifest(variables: dict | None = None) -> Manifest:
    """The parsed project for `dbtRunner(manifest=...)`, for vars of a run, with the book that they name."""
    variables = dict(variables or {})
    given = {name: variables[name] for name in PARSED_BY if name in variables}
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{_digest(given)}.msgpack"
    # Whoever asks while another test parses waits for it.
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            for older in sorted(KEPT.glob("*.msgpack"), key=lambda file: file.stat().st_mtime)[:-8]:
                older.unlink(missing_ok=True)
            with tempfile.TemporaryDirectory(dir=KEPT) as folder:
                shutil.move(parse(given, Path(folder)), kept)
    parsed = Manifest.from_msgpack(kept.read_bytes())
    if "book_dir" in variables:
        _lead_to(parsed, Path(variables["book_dir"]))
    parsed.build_flat_graph()
    return parsed


def _lead_to(parsed: Manifest, book: Path) -> None:
    """Let the seeds of the operating book be read from another folder, which has the same tables."""
    seeds = [node for node in parsed.nodes.values()
             if node.resource_type == "seed" and node.original_file_path.startswith("seeds/")]
    assert sorted(f"{node.name}.csv" for node in seeds) == sorted(file.name for file in book.glob("*.csv"))
    for node in seeds:
        node.original_file_path = str(book / f"{node.name}.csv")
