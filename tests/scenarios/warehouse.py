"""Builds of the project over the stories' extracts, each in a folder and a warehouse of its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
BUILD = ["build", "--resource-type", "seed", "--resource-type", "model",
         "--resource-type", "snapshot"]
LAWS = ["test", "--select", "path:tests/conservation"]
# Thresholds are about a company of a real size: a story of three deals breaches most of them.
CHECKED = ["test", "--exclude-resource-type", "unit_test", "--exclude", "tag:threshold"]

# What a mart says about the run itself, not about the business.
RUN_COLUMNS = {"loaded_at", "checked_at", "first_seen_at", "last_seen_at", "source_loaded_at"}


@dataclass
class Run:
    """One call of dbt: what it did to each node, and the error that stopped it, if any."""

    success: bool
    nodes: dict  # unique id -> (status, message)
    error: str | None

    def failed(self) -> dict:
        return {node: message for node, (status, message) in self.nodes.items()
                if status in ("error", "fail", "skipped")}


def call_dbt(commands: list, folder: str) -> list[Run]:
    """
    Run dbt commands, each with its vars, one after the other over one warehouse; a copy of it is
    kept after each.
    """
    os.environ["TIEOUT_DUCKDB_PATH"] = f"{folder}/tieout.duckdb"
    os.environ["DO_NOT_TRACK"] = "1"
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    sys.path.insert(0, str(ROOT / "tests" / "support"))
    import parsed

    runs = []
    for number, (command, variables) in enumerate(commands, start=1):
        # One thread: the processes beside it already use the other cores.
        outcome = dbtRunner(manifest=parsed.manifest(variables)).invoke([
            "--quiet", "--no-write-json", "--log-path", f"{folder}/logs", *command, "--threads", "1",
            "--project-dir", str(ROOT), "--profiles-dir", str(ROOT),
            "--target-path", f"{folder}/target", "--vars", json.dumps(variables)])
        nodes = {
            result.node.unique_id: (str(result.status), result.message or "")
            for result in getattr(outcome.result, "results", None) or []}
        runs.append(Run(outcome.success, nodes,
                        str(outcome.exception) if outcome.exception else None))
        # Closing writes everything into the one file that is copied.
        DuckDBConnectionManager.close_all_connections()
        kept = Path(folder) / f"after_{number}"
        kept.mkdir()
        shutil.copy(f"{folder}/tieout.duckdb", kept)
    return runs


class Builders:
    """
    Builds, one process each: dbt keeps globals. Two at a time, or one where several workers of
    pytest build beside each other.
    """

    def __init__(self):
        self.pool = ThreadPoolExecutor(1 if os.environ.get("PYTEST_XDIST_WORKER") else 2)

    def start(self, folder: Path, extracts: Path, book: Path, commands):
        """Start (command, vars) pairs in `folder`; gives a promise of their runs."""
        given = {"extracts_dir": str(extracts), "book_dir": str(book)}
        return self.pool.submit(
            self._run, folder, [(command, {**given, **values}) for command, values in commands])

    @staticmethod
    def _run(folder: Path, commands: list) -> list[Run]:
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / "dbt.out", "w", encoding="utf-8") as output:
            process = subprocess.run(
                [sys.executable, __file__, str(folder), json.dumps(commands)],
                stdout=output, stderr=subprocess.STDOUT, check=False)
        if process.returncode:
            raise RuntimeError((folder / "dbt.out").read_text(encoding="utf-8")[-2000:])
        return [Run(**run) for run in json.loads((folder / "runs.json").read_text())]

    def stop(self):
        """Start nothing more; what runs is waited for."""
        self.pool.shutdown(cancel_futures=True)


class Warehouse:
    """A finished warehouse, read only."""

    def __init__(self, folder: Path):
        self.path = folder / "tieout.duckdb"
        self.connection = duckdb.connect(str(self.path), read_only=True)

    def rows(self, query: str, *values) -> list[tuple]:
        return self.connection.execute(query, list(values)).fetchall()

    def marts(self) -> list[str]:
        return [name for (name,) in self.rows(
            "select table_name from information_schema.tables "
            "where table_schema = 'marts' order by table_name")]

    def hash_of(self, mart: str, where: str = "true") -> str:
        """A hash of a mart's rows in a fixed order, whatever order they were written in."""
        columns = [name for (name,) in self.rows(
            "select column_name from information_schema.columns "
            "where table_schema = 'marts' and table_name = ? order by column_name", mart)
            if name not in RUN_COLUMNS]
        names = ", ".join(f'"{name}"' for name in columns)
        rows = sorted(map(repr, self.rows(f'select {names} from marts."{mart}" where {where}')))
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


class Bridge:
    """The bridge of one as-of as to-date levels, found by the records of the stories."""

    def __init__(self, warehouse: Warehouse, as_of: str = "latest"):
        self.warehouse = warehouse
        self.accounts = {
            (system, source_id): account for account, system, source_id in warehouse.rows(
                "select account_id, source_system, source_account_id from marts.account_records")}
        self.deals = {}
        for deal, opportunity, document in warehouse.rows(
                "select deal_id, crm_opportunity_id, erp_document_id from marts.deals"):
            self.deals[opportunity or document] = deal
        self.changes = {}
        for *key, month, amount, reporting in warehouse.rows(
                """select deal_id, account_id, currency, step, line, strftime(month, '%Y-%m'),
                sum(amount), sum(amount_reporting) from marts.revenue_bridge where as_of = ?
                group by all""", as_of):
            self.changes.setdefault(tuple(key[:3]), []).append(
                (key[3], key[4], month, amount, reporting))

    def account_id(self, record) -> str:
        """The master account of a CRM account or of an ERP customer."""
        system = "netsuite" if hasattr(record, "number") else "salesforce"
        return self.accounts[system, record.id]

    def keys_of(self, expected) -> set[tuple]:
        """The (deal, account, currency) keys of the bridge that an expectation speaks for."""
        deals = {self.deals.get(deal.id) for deal in expected.deals} or {None}
        account = self.account_id(expected.account) if expected.account else None
        return {key for key in self.changes
                if key[0] in deals and key[2] == expected.currency
                and (account is None or key[1] == account)}

    def levels(self, expected, months, column: int) -> dict:
        """(step, line) -> month -> to-date level; column 3 in currency, 4 in reporting currency."""
        found = {}
        for key in self.keys_of(expected):
            for change in self.changes[key]:
                step, line, month = change[:3]
                if change[column] is None:
                    found[step, line] = None
                    continue
                story = found.setdefault((step, line), dict.fromkeys(months, Decimal(0)))
                if story is not None:
                    for each in months:
                        if each >= month:
                            story[each] += change[column]
        return found

    def mismatches(self, expected, months) -> list[str]:
        """What differs from an expectation, line by line."""
        problems = []
        for column, wanted, name in ((3, expected.levels, expected.currency),
                                     (4, expected.reporting, "reporting")):
            got = self.levels(expected, months, column)
            if wanted is None:
                problems += [f"{name} {step} {line}: has amounts" for (step, line), story
                             in got.items() if story is not None and any(story.values())]
                continue
            for step, line in sorted(set(got) | set(wanted)):
                have = got.get((step, line), dict.fromkeys(months, Decimal(0)))
                want = wanted.get((step, line), dict.fromkeys(months, Decimal(0)))
                if have is None:
                    problems.append(f"{name} {step} {line}: no rate")
                    continue
                for month in months:
                    if have[month] != want[month]:
                        problems.append(
                            f"{name} {step} {line} at the end of {month}: "
                            f"{have[month]}, not {want[month]}")
                        break
        return problems


if __name__ == "__main__":
    FINISHED = call_dbt(json.loads(sys.argv[2]), sys.argv[1])
    (Path(sys.argv[1]) / "runs.json").write_text(json.dumps([asdict(run) for run in FINISHED]))
