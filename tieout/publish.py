"""Write, audit, publish: readers get the marts of a proven build, in a file of their own.

1. Write: the marts, the book and the checks of the build (opened read-only) go into a new file beside the
   published one.
2. Audit: the run that built them finished, built everything and broke nothing; the copy is the original, row by
   row; the laws hold in it; no threshold fails.
3. Publish: the new file takes the published one's place by one rename. Until then the old file is untouched, so a
   crash leaves it whole; a reader that has it open keeps reading it.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import duckdb

from tieout import settings
from tieout.audit import broken_laws, differences
from tieout.breaches import Breach, read_breaches, tell
from tieout.outcome import Breached, Broken
from tieout.record import AGAIN, Run, last_run

# The format of DuckDB 1.0: every release since then reads it (scripts/compat.sh proves it).
STORAGE_VERSION = "v1.0.0"

# What the published file says about itself: column, type, description.
PUBLICATION = [
    ("published_at", "timestamp", "When the file was published, UTC."),
    ("built_at", "timestamp", "When the build that it was made from had ended, UTC."),
    ("as_of_at", "timestamp", "The moment that the numbers speak of, UTC."),
    ("status", "varchar", "`holds`: no threshold fails; `overridden`: published although some do."),
    ("breaches", "bigint", "How many thresholds and scopes fail."),
    ("breached_thresholds", "varchar", "Which, one a line, with value, bound and owner; null for none."),
    ("overridden_by", "varchar", "Who published in spite of them; null where nothing was overridden."),
    ("override_why", "varchar", "Why; null where nothing was overridden."),
    ("tables", "bigint", "How many tables the file has besides this one."),
    ("rows", "bigint", "How many rows they have."),
    ("invocation_id", "varchar", "dbt's id of the run that built them."),
    ("git_commit", "varchar", "Commit of the project; ends in `-dirty` if files were changed; null outside git."),
    ("dbt_version", "varchar", "dbt that built it."),
    ("duckdb_version", "varchar", "DuckDB that wrote the file."),
]


@dataclass(frozen=True)
class Override:
    """Somebody takes responsibility for publishing a breach."""

    by: str
    why: str


@dataclass(frozen=True)
class Published:
    """What lies in the readers' place."""

    published_at: datetime
    built_at: datetime
    as_of_at: datetime | None

    def told(self) -> str:
        """When it was made and how old it is, in words."""
        hours = (datetime.now(timezone.utc).replace(tzinfo=None) - self.published_at).total_seconds() / 3600
        age = f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours" if hours >= 1 else "less than an hour"
        return f"of {self.published_at:%Y-%m-%d %H:%M} UTC ({age} old, numbers as of {self.as_of_at} UTC)"


def text(value: object) -> str:
    """A value as an SQL literal."""
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"


def read_published(path: Path) -> Published | None:
    """What is published now; None where there is nothing, or nothing that this project has published."""
    if not path.exists():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            rows = connection.execute(
                "select published_at, built_at, as_of_at from marts.publication"
            ).fetchall()
    except duckdb.Error:
        return None
    return Published(*rows[0]) if rows else None


def standing(path: Path) -> str:
    """One sentence on what readers have, for a run that does not publish."""
    if not path.exists():
        return "Nothing has been published yet, so readers have nothing."
    published = read_published(path)
    return f"Readers keep the file {published.told()}." if published else "Readers keep the file that is there."


# --- write ----------------------------------------------------------------------------------------


def set_aside(path: Path) -> Path:
    """The new file, beside the one whose place it takes: a rename works within one file system only."""
    return path.with_name(f".{path.name}.new")


def clear(aside: Path) -> None:
    """Remove what a crashed publish may have left."""
    for leftover in (aside, aside.with_name(f"{aside.name}.wal")):
        leftover.unlink(missing_ok=True)


def descriptions(target: Path) -> dict[tuple[str, str], dict]:
    """dbt's descriptions, (schema, table) -> {None: of the table, column: of the column}; empty without a manifest."""
    try:
        nodes = json.loads((target / "manifest.json").read_text())["nodes"].values()
    except (OSError, ValueError, KeyError):
        return {}
    return {
        (node["schema"], node["alias"]): {
            None: node["description"],
            **{name: column["description"] for name, column in node["columns"].items()},
        }
        for node in nodes
        if node["resource_type"] in ("model", "seed", "snapshot")
    }


def comment(connection: duckdb.DuckDBPyConnection, table: str, told: dict) -> None:
    """Keep the descriptions with the table, where any tool shows them."""
    columns = {name for name, *_ in connection.execute(f"describe {table}").fetchall()}
    for name, words in told.items():
        if words and name is None:
            connection.execute(f"comment on table {table} is {text(words.strip())}")
        elif words and name in columns:
            connection.execute(f'comment on column {table}."{name}" is {text(words.strip())}')


def git_commit() -> str | None:
    """The commit of the project, marked where files were changed since."""
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty"],
            cwd=settings.ROOT, capture_output=True, text=True, check=False,
        )
    except OSError:
        return None
    return done.stdout.strip() or None


def attach_build(connection: duckdb.DuckDBPyConnection, build: Path) -> str:
    """Attach the build, read-only, under the name that dbt's views in it call it by; gives that name."""
    catalog = f'"{build.stem}"'
    connection.execute(f"attach {text(build)} as {catalog} (read_only)")
    return catalog


def write(build: Path, aside: Path, target: Path) -> Run:
    """Copy what readers need from `build`, which is opened read-only, into the new file `aside`."""
    with duckdb.connect() as connection:
        source = attach_build(connection, build)
        run = last_run(connection, source)
        check_run(run)
        connection.execute(f"attach {text(aside)} as candidate (storage_version {text(STORAGE_VERSION)})")
        told = descriptions(target)
        connection.execute("begin")
        for schema, name in run.tables:
            table = f'"{schema}"."{name}"'
            connection.execute(f'create schema if not exists candidate."{schema}"')
            connection.execute(f"create table candidate.{table} as select * from {source}.{table}")
            comment(connection, f"candidate.{table}", told.get((schema, name), {}))
        connection.execute("commit")
    return run


def check_run(run: Run) -> None:
    """Raise Broken if anything but a threshold failed in the run, or if it lacks what an audit needs."""
    outcome = run.outcome
    if outcome.faults:
        raise Broken("\n".join(["the last build is broken; mend it and build again.", *outcome.lines()]))
    missing = {("marts", "revenue_bridge"), ("marts", "drift_scorecard"), ("checks", "chk_drift__breaches")}
    missing -= set(run.tables)
    if missing:
        names = ", ".join(sorted(f"{schema}.{name}" for schema, name in missing))
        raise Broken(f"the build has no {names}: without them nothing can be audited. {AGAIN}")
    for tag in ("law", "threshold"):
        if not any(tag in node.tags for node in run.results):
            raise Broken(f"the last build ran no test with the tag `{tag}`: it proves nothing. {AGAIN}")


# --- audit ----------------------------------------------------------------------------------------


def audit(build: Path, aside: Path, run: Run, published: Published | None) -> list[Breach]:
    """The thresholds that fail. Raises Broken for a copy that differs, a broken law, a build that is too old."""
    with duckdb.connect() as connection:
        source = attach_build(connection, build)
        connection.execute(f"attach {text(aside)} as candidate (read_only)")
        if last_run(connection, source).invocation_id != run.invocation_id:
            raise Broken("the warehouse was built again while it was being published. Publish once more.")
        faults = differences(connection, source, run.tables) + broken_laws(connection)
        breaches = read_breaches(connection, "candidate")
    if published and run.built_at < published.built_at:
        faults.append(f"the build is older than the published file, which was built at {published.built_at} UTC")
    known = [node for node in run.outcome.breaches]
    if known and not breaches:
        faults.append(f"the test {known[0].name} failed, but marts.drift_scorecard knows of no breach")
    if faults:
        raise Broken("\n".join(["the audit failed:", *(f"  {fault}" for fault in faults[:20])]))
    return breaches


# --- publish --------------------------------------------------------------------------------------


def sign(aside: Path, run: Run, breaches: list[Breach], override: Override | None) -> None:
    """Write marts.publication: what the file is, and who published it if a threshold fails."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {text(aside)} as candidate")
        rows = sum(
            connection.execute(f'select count(*) from candidate."{schema}"."{name}"').fetchall()[0][0]
            for schema, name in run.tables
        )
        as_of_at = connection.execute(
            "select max(as_of_at) from candidate.marts.revenue_bridge where as_of = 'latest'"
        ).fetchall()[0][0]
        values = {
            "published_at": datetime.now(timezone.utc).replace(tzinfo=None),
            "built_at": run.built_at,
            "as_of_at": as_of_at,
            "status": "overridden" if breaches else "holds",
            "breaches": len(breaches),
            "breached_thresholds": "\n".join(breach.headline for breach in breaches) or None,
            "overridden_by": override.by if override and breaches else None,
            "override_why": override.why if override and breaches else None,
            "tables": len(run.tables),
            "rows": rows,
            "invocation_id": run.invocation_id,
            "git_commit": git_commit(),
            "dbt_version": run.dbt_version,
            "duckdb_version": duckdb.__version__,
        }
        cells = [f'cast({text(values[name])} as {kind}) as "{name}"' for name, kind, _ in PUBLICATION]
        table = "candidate.marts.publication"
        connection.execute(f"create table {table} as select {', '.join(cells)}")
        told = {name: words for name, _, words in PUBLICATION}
        comment(connection, table, {None: "One row: what this file is and who published it.", **told})
        connection.execute("checkpoint candidate")


def sync(path: Path) -> None:
    """Have the disk keep a file or a folder as it is now."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def swap(aside: Path, path: Path) -> None:
    """Let the new file take the published one's place, read-only, in one step that is whole or has not been."""
    if aside.with_name(f"{aside.name}.wal").exists():
        raise Broken("the new file is not complete: DuckDB left a write-ahead log beside it.")
    aside.chmod(0o444)
    sync(aside)
    sync(aside.parent)
    os.replace(aside, path)
    sync(path.parent)


def publish(override: Override | None = None) -> str:
    """Publish the build; gives a sentence that says what was published.

    Raises Breached or Broken, each with what to do, and leaves the published file as it was.
    The caller holds the locks of both files.
    """
    build, path = settings.build_path(), settings.published_path()
    if not build.exists():
        raise Broken(f"there is no {build}. {AGAIN}")
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = set_aside(path)
    clear(aside)
    try:
        run = write(build, aside, settings.target_path())
        breaches = audit(build, aside, run, read_published(path))
        if breaches and override is None:
            raise Breached("\n".join([f"{len(breaches)} thresholds fail:", *tell(breaches)]))
        sign(aside, run, breaches, override)
        swap(aside, path)
    except duckdb.Error as problem:
        raise Broken(f"DuckDB could not go on: {problem}") from None
    except OSError as problem:
        raise Broken(f"the new file could not be put in place: {problem}") from None
    finally:
        clear(aside)
    said = f"{path}: {len(run.tables)} tables, built at {run.built_at:%Y-%m-%d %H:%M} UTC"
    if breaches:
        said += f", with {len(breaches)} failing thresholds overridden by {override.by}"
    return said
