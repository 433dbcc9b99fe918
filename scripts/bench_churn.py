"""
How many account ids change when a company's records become more?

    .venv/bin/python scripts/bench_churn.py                     # 10,000 generated records
    .venv/bin/python scripts/bench_churn.py --records 100k --seed 7

A directory of companies is made (`company.directory`). The account master is built on 95 of 100 of its records, then on all of
them in the same warehouse, then once more. Printed are the records that were there before and have another account id now, the
same for an id that is a hash of the smallest record, and the seconds that the models of the ids took in each build.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import duckdb

from bench import in_lines, measured
from bench_matching import lay_out

TABLES = {"salesforce/account": "id", "netsuite/customer": "id"}
MODELS = ("records_clustered", "ids_remembered", "ids_overlapping", "ids_kept", "records_assigned", "moves_explained")


def thin(labelled, target, left_out):
    """A copy of the directory without one record in `left_out`, chosen by a hash of its id."""
    for table in TABLES:
        (target / table).parent.mkdir(parents=True, exist_ok=True)
    for file in labelled.glob("*/*"):
        table = str(file.relative_to(labelled).with_suffix(""))
        where = f"where hash({TABLES[table]}) % {left_out} <> 0" if table in TABLES else ""
        duckdb.execute(f"copy (select * from '{file}' {where}) to '{target / table}.parquet'")
    return target


def build(labelled, folder):
    """Build the account ids in one thread; gives the seconds of their models."""
    lay_out(labelled, folder / "extracts")
    measured(
        [Path(sys.executable).with_name("dbt"), "--quiet", "build", "--threads", "1", "--exclude-resource-type", "test",
         "unit_test", "--select", "+account_ids", "account_weights", "--target-path", folder / "target",
         "--log-path", folder / "logs", "--vars", json.dumps({"extracts_dir": str(folder / "extracts")})],
        folder / "build.out", TIEOUT_DUCKDB_PATH=str(folder / "tieout.duckdb"))
    results = json.loads((folder / "target" / "run_results.json").read_text())["results"]
    names = {f"model.tieout.int_accounts__{name}" for name in MODELS} | {"model.tieout.account_ids"}
    return sum(result["execution_time"] for result in results if result["unique_id"] in names)


def ids(folder):
    """Record -> (account id, smallest record of its cluster)."""
    with duckdb.connect(str(folder / "tieout.duckdb"), read_only=True) as connection:
        return {key: (account, cluster) for key, account, cluster in connection.execute(
            "select record_key, account_id, cluster_key from intermediate.int_accounts__records_assigned"
            " inner join intermediate.int_accounts__records_clustered using (record_key)").fetchall()}


def churn(records, seed, left_out, folder):
    """One measurement, as a dict."""
    measured([sys.executable, "-m", "company.directory", "--records", str(records), "--out", folder / "directory",
              "--seed", str(seed)], folder / "directory.out")
    seconds = [build(thin(folder / "directory", folder / "thin", left_out), folder)]
    before = ids(folder)
    seconds.append(build(folder / "directory", folder))
    after = ids(folder)
    seconds.append(build(folder / "directory", folder))
    again = ids(folder)
    common = before.keys() & after.keys()
    return {
        "before": len(common), "new": len(after.keys() - before.keys()), "rerun": sum(again[key] != after[key] for key in after),
        "changed": sum(before[key][0] != after[key][0] for key in common),
        "by_smallest": sum(before[key][1] != after[key][1] for key in common), "seconds": seconds}


def main():
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=in_lines, default=10_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--left-out", type=int, default=20, help="one record in so many comes later")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tieout-churn-") as folder:
        found = churn(options.records, options.seed, options.left_out, Path(folder))
    share = 100 / found["before"]
    print(f"{found['new']:,} records after {found['before']:,}: {found['changed']:,} of these have another id"
          f" ({found['changed'] * share:.2f} %); by the smallest record it would be {found['by_smallest']:,}"
          f" ({found['by_smallest'] * share:.2f} %). A rerun changes {found['rerun']:,}.")
    print("Seconds in the models of the ids, first build, new records, rerun: "
          + ", ".join(f"{seconds:.2f}" for seconds in found["seconds"]))


if __name__ == "__main__":
    main()
