"""
Carry the account ids from one warehouse to another: `python scripts/account_ids.py export|import FILE`.

The ids that accounts have are state (history.account_ids): a build reads those of the last run. With the file that this script
writes, a new warehouse goes on where a lost one ended. The file is a CSV with the columns of the table, a row for each record
and run that gave it another id, in the order of runs and records; its last line holds the number of rows and a checksum of all
before it, so that a file that was cut or edited is noticed. docs/account_master.md says when to use it.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import os
import re
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import duckdb
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tieout import settings  # noqa: E402
from tieout.lock import held  # noqa: E402
from tieout.outcome import Broken  # noqa: E402

COLUMNS = {
    "record_key": "varchar", "account_id": "varchar", "previous_account_id": "varchar", "run_number": "integer",
    "as_of_at": "timestamp", "kind": "varchar", "match_method": "varchar", "evidence": "varchar",
}
KINDS = ("first", "joined", "split", "moved")
END = "#end"
ID = re.compile(r"[0-9a-f]{32}")


# --- the file --------------------------------------------------------------------------------------


def written(rows: list[tuple]) -> str:
    """The file of these rows, which are in the order of runs and records."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows(["" if cell is None else str(cell) for cell in row] for row in rows)
    body = text.getvalue()
    return f"{body}{END},{len(rows)},{hashlib.sha256(body.encode()).hexdigest()}\n"


def read(text: str) -> list[tuple]:
    """The rows of a file. Raises Broken if it was cut or edited, or if its rows contradict each other."""
    body, mark, end = text.rpartition(f"\n{END},")
    parts = end.rstrip("\n").split(",")
    if not mark or len(parts) != 2 or not end.endswith("\n"):
        raise Broken(f"its last line is not `{END},rows,checksum`: it was cut. Take another copy.")
    body += "\n"
    if hashlib.sha256(body.encode()).hexdigest() != parts[1]:
        raise Broken("it is not what was exported: its checksum is another. Take another copy.")
    lines = list(csv.reader(io.StringIO(body, newline=""), strict=True))
    if lines[0] != list(COLUMNS):
        raise Broken(f"its columns are not {', '.join(COLUMNS)}.")
    if len(lines) - 1 != int(parts[0]):
        raise Broken(f"it says that it has {parts[0]} rows, and has {len(lines) - 1}.")
    if not lines[1:]:
        raise Broken("it has no rows.")
    rows = [typed(number, cells) for number, cells in enumerate(lines[1:], 1)]
    check(rows)
    return rows


def typed(number: int, cells: list[str]) -> tuple:
    """A row with a number and a time in it. Raises Broken for what cannot be one."""
    if len(cells) != len(COLUMNS):
        raise Broken(f"row {number} has {len(cells)} cells, not {len(COLUMNS)}.")
    key, account, previous, run, as_of, kind, method, evidence = (cell or None for cell in cells)
    if not key or ":" not in key:
        raise Broken(f"row {number}: record_key `{key}` is not system:id.")
    for cell in (account, *([previous] if previous else [])):
        if not ID.fullmatch(cell or ""):
            raise Broken(f"row {number}: `{cell}` is no account id (32 digits 0-9, a-f).")
    if kind not in KINDS or (kind == "first") != (previous is None):
        raise Broken(f"row {number}: kind `{kind}` does not go with previous_account_id `{previous}`.")
    try:
        return key, account, previous, int(run), datetime.fromisoformat(as_of), kind, method, evidence
    except (TypeError, ValueError):
        raise Broken(f"row {number}: run_number `{run}` or as_of_at `{as_of}` cannot be read.") from None


def check(rows: list[tuple]) -> None:
    """Raise Broken for the first row that contradicts one before it."""
    latest: dict[str, tuple[str, int]] = {}
    last_run, last_as_of = 0, datetime.min
    for number, (key, account, previous, run, as_of, *_) in enumerate(rows, 1):
        if run not in (last_run, last_run + 1) or run == 0:
            raise Broken(f"row {number}: run {run} after run {last_run}. Runs count from 1 and leave nothing out.")
        if run == last_run and as_of != last_as_of:
            raise Broken(f"row {number}: run {run} has two as-ofs, {last_as_of} and {as_of}.")
        if as_of < last_as_of:
            raise Broken(f"row {number}: run {run} is as of {as_of}, before the run that it follows ({last_as_of}).")
        before, before_run = latest.get(key, (None, 0))
        if before_run == run:
            raise Broken(f"row {number}: {key} got two ids in run {run}, {before} and {account}.")
        if before != previous:
            raise Broken(f"row {number}: {key} had {previous or 'no id'} before run {run}, says the row; another row says {before}.")
        if before == account:
            raise Broken(f"row {number}: {key} had {account} already.")
        latest[key] = (account, run)
        last_run, last_as_of = run, as_of


# --- the warehouse ---------------------------------------------------------------------------------


def stored(connection: duckdb.DuckDBPyConnection) -> list[tuple]:
    """The rows of the warehouse, in the order of runs and records; none where it has no such table."""
    try:
        return connection.execute(
            f"select {', '.join(COLUMNS)} from history.account_ids order by run_number, record_key").fetchall()
    except duckdb.CatalogException:
        return []


def export_ids(warehouse: Path, file: Path) -> str:
    """Write the account ids of a warehouse to a file, whole or not at all; gives what was done. Raises Broken."""
    if not warehouse.exists():
        raise Broken(f"there is no {warehouse}. Run `make build`.")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = stored(connection)
    if not rows:
        raise Broken(f"{warehouse} has no account ids yet. Run `make build`.")
    check(rows)
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(written(rows), encoding="utf-8", newline="")
    os.replace(aside, file)
    return f"{file}: {len(rows)} rows of {rows[-1][3]} runs, the last as of {rows[-1][4]} UTC"


def import_ids(warehouse: Path, file: Path, replace: bool) -> str:
    """Bring the account ids of a file into a warehouse, which need not exist; gives what was done. Raises Broken."""
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        rows = read(text)
    except (OSError, UnicodeError, csv.Error) as problem:
        raise Broken(f"it cannot be read: {problem}") from None
    profile = yaml.safe_load((ROOT / "profiles.yml").read_text())["tieout"]["outputs"]["duckdb"]
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(warehouse), config=profile["config_options"]) as connection:
        there = stored(connection)
        if there == rows:
            return f"{warehouse} has these {len(rows)} rows already"
        if there and not replace:
            raise Broken(
                f"{warehouse} has account ids of its own ({len(there)} rows of {there[-1][3]} runs). Export them, then say"
                " REPLACE=yes: the ids of the warehouse are replaced by those of the file.")
        connection.execute("begin")
        connection.execute("create schema if not exists history")
        connection.execute("create or replace table history.account_ids ("
                           + ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items()) + ")")
        # DuckDB reads a file many times faster than it takes rows from Python.
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as body:
            body.write(text.rpartition(f"\n{END},")[0] + "\n")
            body.flush()
            connection.execute(
                "insert into history.account_ids select * from read_csv(?, header = true, auto_detect = false, delim = ',',"
                f" quote = '\"', escape = '\"', nullstr = '', columns = {COLUMNS})", [body.name])
        if stored(connection) != rows:
            connection.execute("rollback")
            raise Broken("DuckDB does not read what the file holds.")
        connection.execute("commit")
    return f"{warehouse}: {len(rows)} rows of {rows[-1][3]} runs, the last as of {rows[-1][4]} UTC"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 if it was done, else 2."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["export", "import"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="import over the ids that the warehouse has")
    options = parser.parse_args(arguments)
    warehouse = settings.build_path()
    try:
        with held(warehouse, f"{options.command}-ids"):
            if options.command == "export":
                done = export_ids(warehouse, options.file)
            else:
                done = import_ids(warehouse, options.file, options.replace)
    except (Broken, duckdb.Error, OSError) as problem:
        print(f"{options.command}-ids: {options.file}: {problem}", file=sys.stderr)
        return 2
    print(f"{options.command}-ids: {done}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
