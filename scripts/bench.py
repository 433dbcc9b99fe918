"""
How long does a build of a large company take?

    make bench                                       # 10k, 100k and 1M invoice lines
    make bench ARGS="--sizes 10k,100k --tests no"
    make bench ARGS="--extracts DIR --book DIR"      # extracts that are there, as of `make demo SCALE=20 OUT=DIR`

For each size the hand-worked company (`company.brambleway`) is repeated under new ids and names, pairs of
invoice lines that cancel out are added to every invoice, and the extracts are written as Parquet. Measured are
`dbt build` without tests, `dbt build` with the data tests (unit tests bring rows of their own: the size of the
company does not touch them), both of a project that dbt has parsed, and plain DuckDB that reads the same extracts and writes the same marts once.
A build in which anything is unexplained stops the measurement. Prints tables and writes all of it, with the
facts of the machine, to a JSON file. One million lines need 7 GB of disk below --keep (a temporary folder by
default).
"""

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("landing", "book", "staging", "intermediate", "marts", "checks", "history", "tests", "dbt")

# Columns that identify a record or refer to one: every copy of the company gets its own.
IDS = {
    "salesforce/account": ["id", "parent_id", "master_record_id", "erp_customer_id_c", "tax_id_c"],
    "salesforce/contact": ["id", "account_id", "master_record_id"],
    "salesforce/opportunity": ["id", "account_id", "erp_order_number_c"],
    "salesforce/opportunity_history": ["id", "opportunity_id"],
    "salesforce/opportunity_line_item": ["id", "opportunity_id"],
    "netsuite/customer": ["id", "entityid", "parent", "accountnumber", "defaultbillingaddress",
                          "custentity_salesforce_account_id", "custentity_tax_id"],
    "netsuite/entityaddress": ["nkey"],
    "netsuite/transaction": ["id", "tranid", "transactionnumber", "entity", "otherrefnum",
                             "custbody_salesforce_opportunity_id"],
    "netsuite/transactionline": ["transaction", "uniquekey", "entity", "createdfrom", "revenueelement"],
    "netsuite/transactionaccountingline": ["transaction"],
    "netsuite/nexttransactionlinelink": ["previousdoc", "nextdoc"],
    "netsuite/revenueelement": ["id", "referenceid", "entity"],
    "netsuite/revenueplan": ["id", "createdfrom"],
    "netsuite/revenueplanplannedrevenue": ["id", "revenueplan", "journal"],
    "ops/projects": ["project_id", "deal_ref", "account_ref"],
    "spreadsheets/adjustments": ["adjustment_id", "deal_ref", "account_ref"],
}
# Columns that would match one copy's accounts with another's.
NAMES = {
    "salesforce/account": ["name", "website"],
    "netsuite/customer": ["companyname", "altname", "email", "url"],
    "salesforce/contact": ["email"],
    "salesforce/opportunity": ["name"],
}


def renamed(table, column):
    """The SQL of one column of one copy (`copy` is the copy's number)."""
    if column in IDS.get(table, ()):
        return f'case when "{column}" is not null then "{column}" || \'.\' || copy end as "{column}"'
    if column in NAMES.get(table, ()):
        if column in ("website", "url", "email"):
            return (f"regexp_replace(\"{column}\", '([a-z0-9-]+\\.[a-z]+/?)$', 'c' || copy || '\\1')"
                    f' as "{column}"')
        return f'\'C\' || copy || \' \' || "{column}" as "{column}"'
    return f'"{column}"'


def in_lines(text):
    """The number of lines that a size names: 10k, 1M or plain digits."""
    units = {"k": 1_000, "m": 1_000_000}
    unit = units.get(text[-1:].lower(), 1)
    digits = text[:-1] if unit > 1 else text
    if not digits.isdigit() or not int(digits):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 10k, 1M or 250000")
    return int(digits) * unit


def invoice_lines(connection, lines, transactions):
    """How many invoice lines two tables (or files) hold."""
    return connection.execute(
        f"select count(*) from {lines} l join {transactions} t on l.transaction = t.id"
        " where t.type = 'CustInvc' and l.mainline = 'F'").fetchone()[0]


def tell(folder):
    """The hand-worked company as CSV and its operating book; returns the folder of each."""
    told, book = folder / "told", folder / "book"
    shutil.copytree(ROOT / "seeds", book, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.yml"))
    subprocess.run([sys.executable, "-m", "company.brambleway", str(told), "--book", str(book)],
                   cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return told, book


def generate(told, target, size, lines):
    """Write the company below `target`, repeated until it has about `size` invoice lines."""
    connection = duckdb.connect()
    connection.execute("set preserve_insertion_order = false")
    files = {f"{file.parent.name}/{file.stem}": file for file in sorted(told.glob("*/*.csv"))}
    for table, file in files.items():
        connection.execute(
            f"create table \"{table}\" as select * from read_csv('{file}', all_varchar = true)")
    invoices = connection.execute(
        "select count(*) from \"netsuite/transaction\" where type = 'CustInvc'").fetchone()[0]
    own = invoice_lines(connection, '"netsuite/transactionline"', '"netsuite/transaction"')
    copies = max(1, round(size / (own + invoices * lines)))
    extra_lines(connection, lines)
    for table in files:
        columns = [row[0] for row in connection.execute(f'describe "{table}"').fetchall()]
        repeat = copies if table in IDS else 1
        (target / table).parent.mkdir(parents=True, exist_ok=True)
        connection.execute(
            f"copy (select {', '.join(renamed(table, column) for column in columns)}"
            f" from \"{table}\" cross join range({repeat}) as copies(copy))"
            f" to '{target / table}.parquet' (format parquet)")
    connection.close()


def extra_lines(connection, lines):
    """Add pairs of lines that cancel out to every invoice: volume without another answer."""
    connection.execute("""
        create or replace temp table firsts as
        select l.transaction, min(l.id) as id from "netsuite/transactionline" l
        join "netsuite/transaction" t on l.transaction = t.id
        where t.type = 'CustInvc' and l.mainline = 'F' and l.taxline = 'F' group by 1""")
    for number in range(lines):
        sign = -1 if number % 2 else 1
        connection.execute(f"""
            insert into "netsuite/transactionline"
            select l.* replace ('{900 + number}' as id, l.uniquekey || '.{number}' as uniquekey,
                '{900 + number}' as linesequencenumber, '{sign}' as quantity, '10' as rate,
                '{sign * 10}' as netamount, '{sign * 10}' as foreignamount, null as revenueelement,
                null as createdfrom)
            from "netsuite/transactionline" l join firsts using (transaction, id)""")
        connection.execute(f"""
            insert into "netsuite/transactionaccountingline"
            select a.* replace ('{900 + number}' as transactionline, '{sign * 10}' as amount,
                '{sign * 10}' as netamount, null as debit, null as credit)
            from "netsuite/transactionaccountingline" a
            join firsts on a.transaction = firsts.transaction and a.transactionline = firsts.id""")


def measured(command, log, may_fail=False, **environment):
    """Run a command to its end: wall and CPU seconds, and the memory of its largest process in GB."""
    load = os.getloadavg()[0]
    started = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment},
                                   stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > may_fail or process.returncode < 0:
        sys.exit(f"{log.read_text()}\nbench: {command[0]} ended with {process.returncode}")
    return {
        "wall": time.monotonic() - started,
        "cpu": usage.ru_utime + usage.ru_stime,
        # Kilobytes on Linux, bytes on macOS.
        "memory_gb": usage.ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20),
        "load_before": load,
    }


def layer_of(unique_id, path):
    """The layer that a result of dbt belongs to: by its kind, a model by its folder."""
    kind = unique_id.split(".")[0]
    if kind == "operation":
        return "landing" if "on-run-start" in unique_id else "dbt"
    return {"seed": "book", "test": "tests", "snapshot": "staging"}.get(kind) or path.split("/")[0]


def layers_of(target, wall):
    """
    Seconds of each layer, from what dbt wrote: the sum over its nodes, two of which run at a time. `dbt` is the wall time in
    which none could run: start and end. A breach is no failure here: a company repeated some thousand times has more findings
    than its thresholds allow.
    """
    run = json.loads((target / "run_results.json").read_text())
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    seconds = dict.fromkeys(LAYERS, 0.0)
    for result in run["results"]:
        name = result["unique_id"]
        node = nodes.get(name, {})
        if result["status"] in ("error", "fail", "skipped") and "threshold" not in node.get("tags", []):
            sys.exit(f"bench: {name}: {result['status']}, {result['message']}")
        seconds[layer_of(name, node.get("path", ""))] += result["execution_time"]
    seconds["dbt"] += wall - run["elapsed_time"]
    return seconds


def build(extracts, book, folder, tests):
    """
    Build into a new warehouse in `folder`, with or without the data tests; what it took. The project is parsed first, as it
    is on every night after the first (dbt keeps that in its target folder); `parse` says what that takes from nothing.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    left_out = ["unit_test"] if tests else ["unit_test", "test"]

    def dbt(command, *arguments, may_fail=False):
        return measured(
            [Path(sys.executable).with_name("dbt"), "--quiet", command, *arguments,
             "--target-path", folder / "target", "--log-path", folder / "logs",
             "--vars", json.dumps({"extracts_dir": str(extracts), "book_dir": str(book)})],
            folder / f"{command}.out", may_fail=may_fail,
            TIEOUT_DUCKDB_PATH=str(folder / "tieout.duckdb"))

    parse = dbt("parse")
    took = dbt("build", "--exclude-resource-type", *left_out, may_fail=tests)
    took["parse"] = parse["wall"]
    took["layers"] = layers_of(folder / "target", took["wall"])
    took["warehouse_gb"] = (folder / "tieout.duckdb").stat().st_size / 2**30
    return took


def read_and_write(extracts, warehouse, scratch):
    """Read the extracts and write the marts once, with plain DuckDB."""
    connection = duckdb.connect(str(scratch))
    connection.execute(f"attach '{warehouse}' as built (read_only)")
    for number, file in enumerate(sorted(Path(extracts).glob("*/*.parquet"))):
        connection.execute(f"create table t{number} as select * from read_parquet('{file}')")
    marts = connection.execute("select table_name from duckdb_tables() where database_name = 'built'"
                               " and schema_name = 'marts'").fetchall()
    for (mart,) in marts:
        connection.execute(f'create table "{mart}" as select * from built.marts."{mart}"')
    connection.close()


def contents(extracts, warehouse):
    """How large the company is. Stops where a cent is unexplained: such a build proves nothing."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        unexplained = connection.execute(
            "select coalesce(sum(abs(amount)), 0) from marts.revenue_bridge where line = 'unexplained'"
        ).fetchone()[0]
        if unexplained:
            sys.exit(f"bench: {unexplained} unexplained")
        return {
            "invoice_lines": invoice_lines(
                connection, f"'{extracts}/netsuite/transactionline.parquet'",
                f"'{extracts}/netsuite/transaction.parquet'"),
            "deals": connection.execute("select count(*) from marts.deals").fetchone()[0],
            "bridge_rows": connection.execute("select count(*) from marts.revenue_bridge").fetchone()[0],
        }


def measure(extracts, book, folder, tests):
    """All measurements of one company."""
    plainly = build(extracts, book, folder / "build", tests=False)
    size = contents(extracts, folder / "build" / "tieout.duckdb")
    scratch = folder / "plain.duckdb"
    scratch.unlink(missing_ok=True)
    reference = measured([sys.executable, __file__, "--plain", extracts,
                          folder / "build" / "tieout.duckdb", scratch], folder / "plain.out")
    scratch.unlink()
    result = {**size, "build": plainly, "plain": reference}
    if tests:
        result["build_and_tests"] = build(extracts, book, folder / "build", tests=True)
    shutil.rmtree(folder / "build")
    return result


def exponent(smaller, larger, figure):
    """The power of the number of lines with which a figure of the build grows."""
    return math.log(larger["build"][figure] / smaller["build"][figure]) / math.log(
        larger["invoice_lines"] / smaller["invoice_lines"])


def machine():
    """What the figures were measured on."""
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")] if Path("/proc/cpuinfo").exists() else []
    return {
        "measured_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "system": platform.platform(),
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("duckdb", "dbt-core", "dbt-duckdb")},
    }


def tables(results):
    """The printed tables, as lines of Markdown."""
    lines = ["| Invoice lines | Deals | Bridge rows | Wall s | CPU s | Memory GB | Warehouse GB | Plain wall s"
             " | Plain CPU s | Ratio wall | Ratio CPU | With data tests: wall s | CPU s | Memory GB |",
             "|" + "---:|" * 14]
    for result in results:
        built, plain, tested = result["build"], result["plain"], result.get("build_and_tests")
        cells = [f"{result[name]:,}" for name in ("invoice_lines", "deals", "bridge_rows")]
        cells += [f"{built['wall']:.1f}", f"{built['cpu']:.1f}", f"{built['memory_gb']:.1f}",
                  f"{built['warehouse_gb']:.2f}", f"{plain['wall']:.1f}", f"{plain['cpu']:.1f}",
                  f"{built['wall'] / plain['wall']:.1f}", f"{built['cpu'] / plain['cpu']:.1f}"]
        cells += [f"{tested['wall']:.1f}", f"{tested['cpu']:.1f}", f"{tested['memory_gb']:.1f}"] if tested else 3 * [""]
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "| Seconds of the build without tests | " + " | ".join(LAYERS) + " | parse, before |",
              "|---|" + "---:|" * (len(LAYERS) + 1)]
    for result in results:
        cells = [f"{result['build']['layers'][layer]:.1f}" for layer in LAYERS]
        cells.append(f"{result['build']['parse']:.1f}")
        lines.append(f"| {result['invoice_lines']:,} lines | " + " | ".join(cells) + " |")
    lines.append("")
    for smaller, larger in zip(results, results[1:]):
        lines.append(f"From {smaller['invoice_lines']:,} to {larger['invoice_lines']:,} lines time grows with the"
                     f" power {exponent(smaller, larger, 'wall'):.2f} (wall), {exponent(smaller, larger, 'cpu'):.2f} (CPU).")
    return lines


def main():
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=lambda text: [in_lines(part) for part in text.split(",")],
                        default=[10_000, 100_000, 1_000_000], help="invoice lines, as 10k,100k,1M")
    parser.add_argument("--lines", type=int, default=4, help="extra lines per invoice, an even number")
    parser.add_argument("--tests", choices=("yes", "no"), default="yes", help="measure with data tests as well")
    parser.add_argument("--extracts", type=Path, help="measure these extracts (Parquet) instead")
    parser.add_argument("--book", type=Path, default=ROOT / "seeds", help="the operating book of --extracts")
    parser.add_argument("--keep", type=Path, help="a folder to work in; the extracts stay there")
    parser.add_argument("--json", type=Path, default=ROOT / "target" / "bench.json")
    parser.add_argument("--plain", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.plain:
        read_and_write(*options.plain)
        return
    if options.lines % 2:
        parser.error("--lines must be even: extra lines come in pairs that cancel out")
    folder = (options.keep or Path(tempfile.mkdtemp(prefix="tieout-bench-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    results = []
    try:
        if options.extracts:
            results.append(measure(options.extracts.absolute(), options.book.absolute(), folder,
                                   options.tests == "yes"))
        else:
            told, book = tell(folder)
            for size in sorted(options.sizes):
                extracts = folder / f"extracts_{size}"
                generate(told, extracts, size, options.lines)
                results.append(measure(extracts, book, folder, options.tests == "yes"))
                # Said at once: a larger size may still fail.
                print("\n".join(tables(results)), flush=True)
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps({"machine": machine(), "results": results}, indent=2) + "\n")
        print("\n".join(tables(results)) if options.extracts else "", f"bench: written to {options.json}", sep="\n")
    finally:
        if not options.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
