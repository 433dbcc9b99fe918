"""
Write a directory of companies, with the truth, to try account matching on:

    python -m company.directory --records 10000 --out DIR [--seed 1] [--tax 0.2]

DIR gets salesforce/account, salesforce/contact, netsuite/customer and netsuite/entityaddress as Parquet, and
truth.parquet: source_system, source_account_id, company_id (records of one company), family_id (companies of one
family). `--tax` is the share of companies whose records carry a tax number, each three times in four.
"""

import argparse
import csv
from pathlib import Path
from random import Random

import duckdb

from company.columns import TABLES
from company.directory.companies import Directory
from company.directory.records import Clerk

SYNCED = "2026-07-01 03:59:59"
FILES = {
    "salesforce/account": TABLES["salesforce"]["account"],
    "salesforce/contact": TABLES["salesforce"]["contact"],
    "netsuite/customer": TABLES["netsuite"]["customer"],
    "netsuite/entityaddress": TABLES["netsuite"]["entityaddress"],
    "truth": ["source_system", "source_account_id", "company_id", "family_id"],
}


class Writer:
    """Writes the rows of each file as they come, and turns the files into Parquet at the end."""

    def __init__(self, folder: Path):
        self.folder, self.files, self.writers = folder, {}, {}
        for name, columns in FILES.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            self.files[name] = (folder / f"{name}.csv").open("w", newline="", encoding="utf-8")
            self.writers[name] = csv.DictWriter(self.files[name], columns, restval="")
            self.writers[name].writeheader()

    def add(self, name: str, /, **values):
        """One row; columns that are not named are empty."""
        self.writers[name].writerow(values)

    def close(self):
        """Turn the files into Parquet."""
        connection = duckdb.connect()
        for name, file in self.files.items():
            file.close()
            path = self.folder / f"{name}.csv"
            connection.execute(
                f"copy (select * from read_csv('{path}', all_varchar = true, header = true)) "
                f"to '{path.with_suffix('.parquet')}' (format parquet)")
            path.unlink()
        connection.close()


def write(folder: Path, records: int, seed: int = 1, tax: float = 0.2):
    """Write about so many records; a company has 3.1 on average."""
    directory, clerk, rng = Directory(seed), Clerk(seed), Random(f"records {seed}")
    writer, written, accounts, customers, contacts = Writer(folder), 0, 0, 0, 0
    while written < records:
        for company in directory.family():
            taxed = rng.random() < tax
            for _ in range(rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 7))):
                written += 1
                record = clerk.record(company, taxed and rng.random() < 0.75)
                truth = {"company_id": company.company_id, "family_id": company.family_id}
                if rng.random() < 0.55:
                    accounts += 1
                    key = f"001{accounts:012}AAA"
                    writer.add(
                        "salesforce/account", id=key, name=record["name"], phone=record["phone"],
                        website=f"https://www.{record['domain']}" if record["domain"] else None,
                        billing_street=record["street"], billing_city=record["city"],
                        billing_postal_code=record["postcode"], billing_country=record["country"],
                        tax_id_c=record["tax_id"], is_deleted="false", created_date="2024-01-01 00:00:00",
                        system_modstamp=SYNCED, _fivetran_synced=SYNCED)
                    mail = clerk.email(record["domain"] or (company.domain if rng.random() < 0.2 else ""))
                    if mail and rng.random() < 0.5:
                        contacts += 1
                        writer.add(
                            "salesforce/contact", id=f"003{contacts:012}AAA", account_id=key, email=mail,
                            name="Contact", is_deleted="false", created_date="2024-01-01 00:00:00",
                            _fivetran_synced=SYNCED)
                    writer.add("truth", source_system="salesforce", source_account_id=key, **truth)
                else:
                    customers += 1
                    key = str(customers)
                    writer.add(
                        "netsuite/customer", id=key, entityid=f"CUST{customers}", companyname=record["name"],
                        email=clerk.email(record["domain"]), phone=record["phone"],
                        defaultbillingaddress=key, custentity_tax_id=record["tax_id"], isperson="F",
                        datecreated="2024-01-01 00:00:00", _fivetran_synced=SYNCED)
                    writer.add(
                        "netsuite/entityaddress", nkey=key, addr1=record["street"], city=record["city"],
                        zip=record["postcode"], country=record["country"], _fivetran_synced=SYNCED)
                    writer.add("truth", source_system="netsuite", source_account_id=key, **truth)
    writer.close()


def main():
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(
        prog="python -m company.directory", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tax", type=float, default=0.2)
    options = parser.parse_args()
    write(options.out, options.records, options.seed, options.tax)
    print(f"directory: about {options.records:,} records in {options.out}")


if __name__ == "__main__":
    main()
