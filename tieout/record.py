"""What the warehouse itself says about the run that built it (schema history, written by hooks of dbt)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb

from tieout.outcome import NOT_RUN, Broken, NodeResult, Outcome, judge

AGAIN = "Run a whole build first: `make build`, or `make nightly` for both."


@dataclass(frozen=True)
class Run:
    """The last run that changed the warehouse: it finished, and it built everything."""

    invocation_id: str
    dbt_version: str
    built_at: datetime
    tables: list[tuple[str, str]]  # schema and name of what a reader gets
    results: list[NodeResult]

    @property
    def outcome(self) -> Outcome:
        return judge(self.results)


# What a reader gets: the marts, the operating book, and the checks behind the exceptions and the breaches.
PUBLISHED_SCHEMAS = ("marts", "book", "checks")


def rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    try:
        return connection.execute(query).fetchall()
    except duckdb.CatalogException:
        raise Broken(f"the warehouse does not say which run built it. {AGAIN}") from None


def last_run(connection: duckdb.DuckDBPyConnection, catalog: str) -> Run:
    """The last run, if all of the warehouse is its work. Raises Broken for a half-built warehouse."""
    runs = rows_of(
        connection,
        f"select invocation_id, command, dbt_version, started_at, finished_at from {catalog}.history.runs"
        " order by started_at desc, invocation_id limit 1",
    )
    if not runs:
        raise Broken(f"nothing has been built yet. {AGAIN}")
    invocation_id, command, dbt_version, started_at, finished_at = runs[0]
    if finished_at is None:
        raise Broken(f"the last run (begun {started_at:%Y-%m-%d %H:%M} UTC) did not come to its end. {AGAIN}")
    if command != "build":
        raise Broken(f"the last run was `dbt {command}`, which tests nothing. {AGAIN}")
    rows = rows_of(
        connection,
        "select invocation_id, resource_type, name, schema_name, identifier, tags, status, failures, message"
        f" from {catalog}.history.run_results order by unique_id",
    )
    results = [
        NodeResult(name, kind, frozenset(filter(None, tags.split(","))), status, failures, message)
        for _, kind, name, _, _, tags, status, failures, message in rows
    ]
    if {row[0] for row in rows} != {invocation_id}:
        raise Broken(f"the results in the warehouse are not those of the last run. {AGAIN}")
    left_out = [node.name for node in results if node.status == NOT_RUN]
    if left_out:
        raise Broken(
            f"the last run built only a part: {len(left_out)} models, seeds or tests were left out,"
            f" {left_out[0]} among them, so the tables are of different runs. {AGAIN}"
        )
    tables = [
        (schema, identifier)
        for _, kind, _, schema, identifier, *_ in rows
        if kind in ("model", "seed", "snapshot") and schema in PUBLISHED_SCHEMAS
    ]
    return Run(invocation_id, dbt_version, finished_at, sorted(tables), results)
