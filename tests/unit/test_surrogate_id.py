"""Ids of our own: one text for each list of parts, the same on every engine."""

from __future__ import annotations

import hashlib
import shutil

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager

from conftest import ROOT

# Lists of parts that a careless delimiter would take for one another.
PARTS = [
    ("a", "b"), ("a|b", ""), ("a", "|b"), ("a|", "b"), ("a~", "|b"), ("a~|", "b"), ("~0", "b"),
    (None, "b"), ("b", None), ("", "b"), (None, None),
]


def escaped(part: str | None) -> str:
    """The part as the macro's comment promises it."""
    return "~0" if part is None else part.replace("~", "~~").replace("|", "~|")


@pytest.mark.parametrize("engine", ["duckdb", "default"])
def test_parts_are_delimited_escaped_and_null_safe(tiny_project, engine):
    """Each id is the md5 of its escaped parts; no two lists share one; engines agree."""
    project = tiny_project()
    macros = project.folder / "macros"
    macros.mkdir()
    shutil.copy(ROOT / "macros" / "engine" / "surrogate_id.sql", macros)
    text = (ROOT / "macros" / "engine" / "escaped_part.sql").read_text()
    if engine == "default":
        text = text.replace("macro duckdb__escaped_part", "macro another__escaped_part")
    (macros / "escaped_part.sql").write_text(text)
    literals = ", ".join(
        "(" + ", ".join("null" if part is None else f"'{part}'" for part in parts) + ")" for parts in PARTS
    )
    project.write(
        "models/ids.sql",
        "select first, second, {{ surrogate_id(['first', 'second']) }} as id"
        f" from (values {literals}) as t (first, second)",
    )
    assert project.dbt("run").success
    DuckDBConnectionManager.close_all_connections()
    with duckdb.connect(str(project.folder / "tiny.duckdb"), read_only=True) as connection:
        rows = connection.execute("select first, second, id from ids").fetchall()
    assert {tuple(row[:2]): row[2] for row in rows} == {
        parts: hashlib.md5("|".join(map(escaped, parts)).encode()).hexdigest() for parts in PARTS
    }
    assert len({row[2] for row in rows}) == len(PARTS)
