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
are compiled anew. `tests/scenarios/test_harness.py` shows that the marts are those of a dbt build.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
from compiled import ROOT, Compiled, CompileError, Node, compile_project, headers_of, unit_tests

__all__ = ["ROOT", "Build", "CompileError", "Compiled", "Node", "compile_project", "headers_of",
           "unit_test_passes", "unit_tests"]

LAYERS = ("staging", "intermediate", "marts", "checks", "history")


class Build:
    """
    A warehouse: extracts landed by the recorded statements, models run in their order.
    """

    def __init__(self, compiled: Compiled, extracts=None, file=None):
        """In memory, or in `file`; a file that is there already is taken up as it was left."""
        self.compiled = compiled
        self.connection = duckdb.connect(config={"threads": 1})
        there = file is not None and Path(file).exists()
        # The name is that of the file which dbt compiled for: it stands in the SQL.
        self.execute(f"attach '{file or ':memory:'}' as tieout")
        self.execute("use tieout")
        self.execute("set TimeZone = 'UTC'")
        if not there:
            self._load_book()
        if extracts is not None:
            self.land(extracts)

    def _load_book(self):
        """The schemas, and the seeds as dbt loaded them."""
        self.execute(f"attach '{self.compiled.folder}/tieout.duckdb' as compiled (read_only)")
        for schema in LAYERS:
            self.execute(f"create schema if not exists {schema}")
        for (schema, table) in self.rows(
                "select schema_name, table_name from duckdb_tables() "
                "where database_name = 'compiled' and schema_name not in ('raw', 'main')"):
            self.execute(f'create schema if not exists "{schema}"')
            self.execute(f'create table "{schema}"."{table}" as '
                         f'from compiled."{schema}"."{table}"')
        self.execute("detach compiled")

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

    def land_again(self, extracts, before) -> set[str]:
        """
        Land those files that differ from the ones `before`; gives the ids of the sources whose rows
        are others now.
        """
        if headers_of(extracts) != self.compiled.headers:
            raise ValueError("extracts of another shape: compile the project for them")
        there, changed = Path(extracts).resolve(), set()
        for file in self.compiled.headers:
            if (there / file).read_bytes() == (Path(before) / file).read_bytes():
                continue
            source = file.rsplit(".", 1)[0].replace("/", ".")
            notes = ("landed_files", "landed_columns", "rejected_rows")
            relations = {f"source.tieout.{source}": f'"raw"."{source.replace(".", "__")}"',
                         **{f"source.tieout.landing.{name}": f"raw.{name}" for name in notes}}
            had = {name: self.fingerprint(relation) for name, relation in relations.items()}
            for sql in self._landing_of(source):
                self.execute(sql.replace(self.compiled.extracts, str(there)))
            changed |= {name for name, relation in relations.items()
                        if self.fingerprint(relation) != had[name]}
        return changed

    def _landing_of(self, source: str) -> list[str]:
        """The statements that land one table: from a first `drop` to the next table's."""
        groups = [[]]
        for sql in self.compiled.landing:
            if sql == "drop table if exists landing_rejects":
                groups.append([])
            groups[-1].append(sql)
        created = f'create or replace table "raw"."{source.replace(".", "__")}"'
        [found] = [group for group in groups if any(sql.startswith(created) for sql in group)]
        return [sql for sql in found if not sql.startswith(("begin", "commit", "set"))]

    def fingerprint(self, relation: str) -> tuple:
        """What tells two contents of a relation apart, whatever the order of their rows."""
        return self.rows(f"select count(*), sum(hash(content)) from {relation} as content")[0]

    def rerun(self, changed: set[str]) -> set[str]:
        """
        Run the models that read, directly or not, what changed; gives all that changed. A table
        that comes out as it was passes nothing on.
        """
        changed = set(changed)
        for node in self.compiled.models:
            if not changed.intersection(node.parents):
                continue
            if node.materialized == "view":
                changed.add(node.id)
                continue
            had = self.fingerprint(node.relation)
            self.materialise(node)
            if self.fingerprint(node.relation) != had:
                changed.add(node.id)
        return changed

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


def unit_test_passes(connection, sql: str) -> bool:
    """Did a statement of `unit_tests` give the rows that were expected, in any order?"""
    result = connection.execute(sql)
    place = [name for name, *_ in result.description].index("actual_or_expected")
    sides = {"actual": [], "expected": []}
    for row in result.fetchall():
        sides[row[place]].append(repr(row[:place] + row[place + 1:]))
    return sorted(sides["actual"]) == sorted(sides["expected"])
