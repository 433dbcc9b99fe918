"""
How long does a build of a large company take?

    python scripts/bench.py [--copies 3600] [--lines 4] [--keep DIR]

Repeats the hand-worked company `copies` times under new ids and names, adds `lines` invoice lines (pairs that
cancel out) to every invoice, writes the extracts as Parquet, runs `dbt build` without tests on them, and
beside it times reading the same extracts and writing the same marts once with plain DuckDB. Prints rows,
wall seconds and peak memory; checks that nothing is unexplained. Needs some GB of disk below --keep (a
temporary folder by default).
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent

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


def generate(target, book, copies, lines):
    """Write the repeated company below `target`, and its operating book; returns rows per table."""
    told = target.parent / "told"
    shutil.copytree(ROOT / "seeds", book, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.yml"))
    subprocess.run([sys.executable, "-m", "company.brambleway", str(told), "--book", str(book)],
                   cwd=ROOT, check=True)
    connection = duckdb.connect()
    connection.execute("set preserve_insertion_order = false")
    counts = {}
    for source in sorted(told.glob("*/*.csv")):
        table = f"{source.parent.name}/{source.stem}"
        file = target / f"{table}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        connection.execute(
            f"create or replace temp table t as select * from read_csv('{source}', all_varchar = true)")
        columns = [row[0] for row in connection.execute("describe t").fetchall()]
        repeat = copies if table in IDS else 1
        query = (f"select {', '.join(renamed(table, column) for column in columns)} from t"
                 f" cross join range({repeat}) as copies(copy)")
        connection.execute(f"create or replace table \"{table}\" as {query}")
    extra_lines(connection, lines)
    for source in sorted(told.glob("*/*.csv")):
        table = f"{source.parent.name}/{source.stem}"
        connection.execute(f"copy \"{table}\" to '{target / table}.parquet' (format parquet)")
        counts[table] = connection.execute(f'select count(*) from "{table}"').fetchone()[0]
    counts["invoice lines"] = connection.execute(
        'select count(*) from "netsuite/transactionline" l join "netsuite/transaction" t'
        " on l.transaction = t.id where t.type = 'CustInvc' and l.mainline = 'F'").fetchone()[0]
    return counts


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


def build(extracts, book, warehouse):
    """Run dbt without tests; returns (wall seconds, peak memory in GB)."""
    environment = dict(os.environ, TIEOUT_DUCKDB_PATH=str(warehouse))
    dbt = Path(sys.executable).with_name("dbt")
    started = time.monotonic()
    result = subprocess.run(
        [str(dbt), "build", "--exclude-resource-type", "test", "unit_test", "--target-path",
         str(warehouse.parent / "target"), "--log-path", str(warehouse.parent / "logs"), "--vars",
         f"{{extracts_dir: {extracts}, book_dir: {book}}}"], cwd=ROOT, env=environment, check=False)
    if result.returncode:
        sys.exit(result.returncode)
    return time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20


def plain(extracts, warehouse, scratch):
    """Seconds that plain DuckDB takes to read the extracts and write the marts once."""
    started = time.monotonic()
    connection = duckdb.connect(str(scratch))
    connection.execute(f"attach '{warehouse}' as built (read_only)")
    for number, file in enumerate(sorted(Path(extracts).glob("*/*.parquet"))):
        connection.execute(f"create table t{number} as select * from read_parquet('{file}')")
    marts = connection.execute("select table_name from duckdb_tables() where database_name = 'built'"
                               " and schema_name = 'marts'").fetchall()
    for (mart,) in marts:
        connection.execute(f'create table "{mart}" as select * from built.marts."{mart}"')
    connection.close()
    return time.monotonic() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--copies", type=int, default=3600)
    parser.add_argument("--lines", type=int, default=4, help="extra lines per invoice (even)")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="tieout-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    warehouse = folder / "tieout.duckdb"
    for old in folder.glob("*.duckdb*"):
        old.unlink()
    try:
        counts = generate(folder / "extracts", folder / "book", options.copies, options.lines)
        seconds, memory = build(folder / "extracts", folder / "book", warehouse)
        again, _ = build(folder / "extracts", folder / "book", warehouse)
        reference = plain(folder / "extracts", warehouse, folder / "plain.duckdb")
        connection = duckdb.connect(str(warehouse), read_only=True)
        unexplained = connection.execute(
            "select coalesce(sum(abs(amount)), 0) from marts.revenue_bridge where line = 'unexplained'"
        ).fetchone()[0]
        deals = connection.execute("select count(*) from marts.deals").fetchone()[0]
        rows = connection.execute("select count(*) from marts.revenue_bridge").fetchone()[0]
        print(f"{deals:,} deals, {counts['invoice lines']:,} invoice lines, {rows:,} bridge rows, "
              f"unexplained {unexplained}")
        print(f"dbt build without tests: {seconds:.0f} s (again, nothing changed: {again:.0f} s), "
              f"peak memory {memory:.1f} GB")
        print(f"plain DuckDB, extracts read and marts written once: {reference:.1f} s")
    finally:
        if not options.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
