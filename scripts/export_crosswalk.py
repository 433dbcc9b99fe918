"""
Write the crosswalk of the account master for the way back into the systems, one CSV file per system:

    make export-crosswalk                                   # warehouse/crosswalk/<system>.csv
    make export-crosswalk ARGS="--out DIR --warehouse warehouse/published/tieout.duckdb"

One row per live account record: its id there, its master account and ultimate parent, each agreed value beside what the
record has, and in words what to correct there (marts.account_crosswalk). docs/account_master.md, "Back into the systems",
says how it comes back.

A spreadsheet takes a cell that begins with = + - @ for a formula. Such a cell, and one that begins with apostrophes before
such a sign, gets an apostrophe in front; `restored` takes it off again. The same warehouse gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tieout import settings  # noqa: E402

# What a spreadsheet reads as the beginning of a formula, or skips before one; the wide ones in some languages.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# The system is the name of the file.
SYSTEM = "source_system"


class Unreadable(Exception):
    """The warehouse cannot be read; the text says why and what to do."""


def is_formula(cell: str) -> bool:
    """Would a spreadsheet compute the cell, with or without apostrophes in front?"""
    return cell.lstrip("'").startswith(FORMULA_SIGNS)


def protected(cell: str | None) -> str:
    """The cell as it is written."""
    cell = cell or ""
    return f"'{cell}" if is_formula(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before `protected`: what an import has to do."""
    return cell[1:] if cell.startswith("'") and is_formula(cell) else cell


def read(warehouse: Path) -> tuple[list[str], list[tuple]]:
    """The columns and rows of marts.account_crosswalk, in one order. Raises Unreadable."""
    if not warehouse.is_file():
        raise Unreadable(f"there is no warehouse {warehouse}. Run `make build`, or name another: ARGS=\"--warehouse FILE\".")
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            rows = connection.execute(
                f"select * from marts.account_crosswalk order by {SYSTEM}, source_account_id")
            return [name for name, *_ in rows.description], rows.fetchall()
    except duckdb.CatalogException:
        raise Unreadable(f"{warehouse} has no marts.account_crosswalk. Run `make build` to the end.") from None
    except duckdb.IOException as problem:
        if "lock" not in str(problem).lower():
            raise Unreadable(f"{warehouse} cannot be read: {problem}") from None
        raise Unreadable(
            f"another process has {warehouse} open: a dbt, a notebook, a BI tool. Wait for it or close it."
            f" The published file can be read at any time: ARGS=\"--warehouse {settings.published_path()}\"."
        ) from None


def write(columns: list[str], rows: list[tuple], folder: Path) -> list[tuple[Path, int, int]]:
    """One file per system, each whole or not there; gives path, rows and rows with something to correct."""
    folder.mkdir(parents=True, exist_ok=True)
    place, corrected = columns.index(SYSTEM), columns.index("to_correct")
    written = []
    for system in sorted({row[place] for row in rows}):
        of_system = [row for row in rows if row[place] == system]
        path = folder / f"{system}.csv"
        aside = path.with_suffix(".csv.new")
        with aside.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns[:place] + columns[place + 1:])
            for row in of_system:
                writer.writerow([protected(cell) for cell in row[:place] + row[place + 1:]])
        os.replace(aside, path)
        written.append((path, len(of_system), sum(row[corrected] is not None for row in of_system)))
    return written


def main(arguments: list[str] | None = None) -> int:
    """Export, and say what was written; 0 if it was, else 1."""
    parser = argparse.ArgumentParser(
        prog="export_crosswalk.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--warehouse", type=Path, default=settings.build_path(), help="the file to read")
    parser.add_argument("--out", type=Path, default=ROOT / "warehouse" / "crosswalk", help="the folder to write to")
    options = parser.parse_args(arguments)
    try:
        for path, count, corrected in write(*read(options.warehouse), options.out):
            print(f"export-crosswalk: {path}: {count:,} records, {corrected:,} with something to correct")
    except (Unreadable, OSError) as problem:
        print(f"export-crosswalk: nothing was written: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
