"""
How well, and how fast, does the account master tell companies apart?

    make bench-matching                                  # 10k, 100k and 1M records
    make bench-matching ARGS="--sizes 10k --seed 7"
    make bench-matching ARGS="--extracts DIR"            # labelled extracts that are there: DIR/<system>/<table>, DIR/truth.parquet

For each size a directory of companies is made (`company.directory`, another seed than any test's), the models of the account
master are built, and every pair of records that ended in one account is held against the truth: precision, recall and F1 over
pairs, in all and by the systems of the two records. `mixed` is the share of accounts that hold several companies, `siblings` the
share of those that hold several of one family (where the truth has a family_id). Seconds are those of the account models alone, as
dbt counts them, one at a time; memory is that of the whole build.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from bench import ROOT, in_lines, machine, measured

RECORDS = ("salesforce/account", "salesforce/contact", "netsuite/customer", "netsuite/entityaddress")


def lay_out(labelled, target):
    """The labelled records among the other tables of the bundled company, so that the extracts are complete."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "extracts" / "demo", target)
    for table in RECORDS:
        (target / f"{table}.csv").unlink()
        file = next(iter(sorted((labelled / table).parent.glob(f"{Path(table).name}.*"))), None)
        if file:
            shutil.copyfile(file, target / f"{table}{file.suffix}")


def build(extracts, folder):
    """Build the account master in one thread; what it took, and the seconds of each of its models."""
    took = measured(
        [Path(sys.executable).with_name("dbt"), "--quiet", "build", "--threads", "1", "--exclude-resource-type", "test",
         "unit_test", "--select", "+int_accounts__records_assigned", "--target-path", folder / "target",
         "--log-path", folder / "logs", "--vars", json.dumps({"extracts_dir": str(extracts)})],
        folder / "build.out", TIEOUT_DUCKDB_PATH=str(folder / "tieout.duckdb"))
    results = json.loads((folder / "target" / "run_results.json").read_text())["results"]
    took["models"] = {
        result["unique_id"].split(".")[-1]: result["execution_time"] for result in results
        if result["unique_id"].split(".")[-1].startswith("int_accounts__")}
    return took


def scores(right, found, true):
    """Precision, recall and F1 of counts of pairs."""
    precision, recall = right / max(found, 1), right / max(true, 1)
    return precision, recall, 2 * right / max(found + true, 1)


def compare(warehouse, truth):
    """The accounts against the truth: scores in all and by pair of systems, and how many accounts are mixed."""
    connection = duckdb.connect()
    connection.execute(f"attach '{warehouse}' as built (read_only)")
    has_families = "family_id" in [column[0] for column in connection.execute(f"describe from '{truth}'").fetchall()]
    connection.execute(f"""
        create table held as
        select t.source_system as system, t.company_id as company, a.account_id as account,
            {'t.family_id' if has_families else 'null'} as family
        from (select *, source_system || ':' || case source_system when 'salesforce' then left(source_account_id, 15)
                else source_account_id end as record_key from '{truth}') t
        join built.intermediate.int_accounts__records_assigned a using (record_key)""")

    def pairs(*groups):
        """How many pairs of records share the groups, by their two systems."""
        return dict(connection.execute(f"""
            with counted as (select {', '.join(groups)}, system, count(*) as n from held group by all)
            select x.system || ' - ' || y.system,
                sum(case when x.system = y.system then x.n * (x.n - 1) / 2 else x.n * y.n end)
            from counted x join counted y on {' and '.join(f'x.{group} = y.{group}' for group in groups)}
                and x.system <= y.system group by 1""").fetchall())

    right, found, true = pairs("account", "company"), pairs("account"), pairs("company")
    by_systems = {name: scores(right.get(name, 0), found.get(name, 0), true.get(name, 0))
                  for name in sorted(found.keys() | true.keys())}
    records, accounts, mixed, siblings = connection.execute("""
        select sum(records), count(*), count(*) filter (where companies > 1), count(*) filter (where companies > families)
        from (select count(*) as records, count(distinct company) as companies, count(distinct family) as families
              from held group by account)""").fetchone()
    compared = connection.execute("select count(*) from built.intermediate.int_accounts__pairs_compared").fetchone()[0]
    return {
        "records": int(records), "accounts": accounts, "mixed": mixed / accounts,
        "siblings": siblings / accounts if has_families else None, "pairs_per_record": compared / int(records),
        "all": scores(sum(right.values()), sum(found.values()), sum(true.values())), "by_systems": by_systems}


def measure(labelled, folder):
    """All about one directory."""
    lay_out(labelled, folder / "extracts")
    took = build(folder / "extracts", folder)
    return {**compare(folder / "tieout.duckdb", labelled / "truth.parquet"), "build": took}


def table(results):
    """The printed table, as lines of Markdown."""
    lines = ["| Records | Precision | Recall | F1 | Accounts mixed | Siblings | Pairs per record | Seconds | Records/s | Memory GB |",
             "|" + "---:|" * 10]
    for result in results:
        seconds = sum(result["build"]["models"].values())
        siblings = "" if result["siblings"] is None else f"{result['siblings']:.1%}"
        lines.append(
            f"| {result['records']:,} | " + " | ".join(f"{figure:.3f}" for figure in result["all"])
            + f" | {result['mixed']:.1%} | {siblings} | {result['pairs_per_record']:.1f} | {seconds:.1f} |"
            f" {result['records'] / seconds:,.0f} | {result['build']['memory_gb']:.1f} |")
    lines += ["", "| Records | Systems | Precision | Recall | F1 |", "|---:|---|---:|---:|---:|"]
    for result in results:
        for name, figures in result["by_systems"].items():
            lines.append(f"| {result['records']:,} | {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |")
    return lines


def main():
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=lambda text: [in_lines(part) for part in text.split(",")],
                        default=[10_000, 100_000, 1_000_000], help="records, as 10k,100k,1M")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--extracts", type=Path, help="measure these labelled extracts instead")
    parser.add_argument("--json", type=Path, default=ROOT / "target" / "bench_matching.json")
    options = parser.parse_args()
    results = []
    sizes = [None] if options.extracts else sorted(options.sizes)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="tieout-matching-") as folder:
            folder = Path(folder)
            labelled = options.extracts
            if size:
                labelled = folder / "directory"
                measured([sys.executable, "-m", "company.directory", "--records", str(size), "--out", labelled,
                          "--seed", str(options.seed)], folder / "directory.out")
            results.append(measure(labelled, folder))
        print("\n".join(table(results)), flush=True)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps({"machine": machine(), "results": results}, indent=2))
    print(f"\nbench: written to {options.json}")


if __name__ == "__main__":
    main()
