"""Many companies as one set of Parquet extracts, written batch by batch in bounded memory."""

import os
import shutil
import signal
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

import duckdb

from company.columns import TABLES
from company.demo import story
from company.money import money
from company.tables import tables_of, write_rows

# What all companies share is written once, by the first.
SHARED = {
    "salesforce": {"user", "product_2", "currency_type", "dated_conversion_rate"},
    "netsuite": {"account", "accountingbook", "accountingperiod", "currency", "currencyrate",
                 "item", "subsidiary"},
}
BATCH = 5


def swell(company, lines: int):
    """Add pairs of lines that cancel out to every invoice: volume without another answer."""
    product = company.products["CHART-LIC"]
    for document in company.documents:
        if document.type == "CustInvc" and not document.customer.intercompany:
            for place in range(lines):
                sign = 1 if place % 2 else -1
                line = company._line(document, "item", product.income, sign * money(10),
                                     product=product)
                line.quantity = sign * money(1)


def write_batch(task) -> dict:
    """Tell some companies and write one Parquet part a table; gives the rows of each table."""
    numbers, folder, lines = task
    connection = duckdb.connect(config={"threads": 1, "memory_limit": "400MB"})
    counts = {}
    for place, number in enumerate(numbers):
        company = story.tell(story.SEED + number, number).c
        if lines:
            swell(company, lines)
        rows = tables_of(company)
        for system, tables in TABLES.items():
            for table, columns in tables.items():
                wanted = rows[system].get(table, [])
                if number and table in SHARED.get(system, ()):
                    wanted = []
                path = folder / f"{system}.{table}.{numbers[0]}.csv"
                write_rows(path, columns, wanted, company.synced, more=place > 0)
                counts[system, table] = counts.get((system, table), 0) + len(wanted)
    for system, tables in TABLES.items():
        for table, columns in tables.items():
            path = folder / f"{system}.{table}.{numbers[0]}.csv"
            # Without text to look at (an empty table), the columns have to be named.
            named = ", ".join(f"'{column}': 'varchar'" for column in columns)
            connection.execute(
                f"copy (select * from read_csv('{path}', header = true, auto_detect = false,"
                f" delim = ',', quote = '\"', escape = '\"', columns = {{{named}}}))"
                f" to '{path.with_suffix('.parquet')}' (format parquet)")
            path.unlink()
    connection.close()
    return counts


def _stopped(*_):
    sys.exit("demo: stopped; nothing was written")


def _in_a_worker():
    """A worker leaves the tidying to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def write_companies(scale: int, out: Path, lines: int = 0) -> dict:
    """
    Write `scale` companies as `out`/<system>/<table>.parquet. They are made in a folder beside
    `out` that takes its name once all of it is there: on any failure nothing is left behind.
    """
    started = time.monotonic()
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    before = signal.signal(signal.SIGTERM, _stopped)
    try:
        parts, ready = scratch / "parts", scratch / "extracts"
        parts.mkdir()
        tasks = [(range(first, min(first + BATCH, scale)), parts, lines)
                 for first in range(0, scale, BATCH)]
        counts = {}
        # A process serves a few batches and makes room for a fresh one, so that memory stays flat.
        with get_context("spawn").Pool(min(os.cpu_count() or 1, len(tasks)), _in_a_worker,
                                       maxtasksperchild=4) as pool:
            for done, found in enumerate(pool.imap_unordered(write_batch, tasks), start=1):
                for table, rows in found.items():
                    counts[table] = counts.get(table, 0) + rows
                if done % 10 == 0 or done == len(tasks):
                    print(f"demo: {min(done * BATCH, scale)} of {scale} companies, "
                          f"{time.monotonic() - started:.0f} s", flush=True)
        _merge(parts, ready, [task[0][0] for task in tasks])
        if out.exists():
            out.rmdir()
        ready.rename(out)
    finally:
        signal.signal(signal.SIGTERM, before)
        shutil.rmtree(scratch, ignore_errors=True)
    for (system, table), rows in counts.items():
        print(f"demo: {rows:>12,} rows  {out / system / table}.parquet")
    print(f"demo: {sum(counts.values()):,} rows in {time.monotonic() - started:.0f} s")
    return counts


def _merge(parts, ready, firsts):
    """One Parquet file a table from its parts, in the order of the companies."""
    connection = duckdb.connect(config={"threads": 1, "memory_limit": "1GB"})
    for system, tables in TABLES.items():
        (ready / system).mkdir(parents=True)
        for table in tables:
            files = [str(parts / f"{system}.{table}.{first}.parquet") for first in firsts]
            connection.execute(f"copy (select * from read_parquet({files}))"
                               f" to '{ready / system / table}.parquet' (format parquet)")
            for file in files:
                os.unlink(file)
    connection.close()
