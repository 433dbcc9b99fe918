"""
The companies of the stories: `clean`, where every figure agrees, `faults`, and `openings`, whose
history starts in March.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

import stories_cash  # noqa: F401  (importing a module registers its stories)
import stories_contracts  # noqa: F401
import stories_currencies  # noqa: F401
import stories_faults  # noqa: F401
import stories_links  # noqa: F401
import stories_openings  # noqa: F401
import stories_revenue  # noqa: F401
from company.builder import Company
from story import STORIES, Story

AS_OF = "2027-01-01T04:59:59Z"  # 31 December 2026, 23:59:59 in New York
EARLY = "2026-01-31T23:59:59-05:00"
OPENS = "2026-03-01"

# code, name, income account, deferral account, rule
PRODUCTS = [
    ("SUBS", "Subscription", "subscription", "deferred", "Straight-line, by days"),
    ("FEE", "Fee, earned at once", "subscription", None, None),
    ("SETUP", "Set-up in stages", "services", "deferred", "Event based"),
    ("IMPL", "Implementation", "services", "deferred", "Event based"),
    ("USAGE", "Usage", "usage", None, None),
    ("RESOLD", "Resold through a partner", "licence", None, None),
    ("PASS", "Passed through", "clearing", None, None),
    ("DISC", "Discount", "subscription", None, None),
    ("BADDEBT", "Bad debt", "bad_debt", None, None),
]
# is_booked, is_invoiced, recognition_method; what is not named here is booked and invoiced at once.
PRODUCT_MAP = {
    "SUBS": ("true", "true", "ratable"),
    "IMPL": ("true", "true", "milestone"),
    "USAGE": ("false", "true", "usage"),
    "RESOLD": ("true", "false", "point_in_time"),
}
HANDOFFS = [
    ("won_to_order", "won", "ordered", "sales_operations", 10),
    ("order_to_invoice", "ordered", "invoiced", "billing", 10),
    ("won_to_start", "won", "in_progress", "delivery", 30),
    ("start_to_live", "in_progress", "live", "delivery", 90),
    ("invoice_to_cash", "invoiced", "collected", "receivables", 30),
]


class Extracts:
    """A folder of extracts whose rows can be tampered with, as a broken source would."""

    def __init__(self, folder: Path):
        self.folder = folder

    def rows(self, system: str, table: str):
        with open(self.folder / system / f"{table}.csv", newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            return list(reader.fieldnames), list(reader)

    def save(self, system: str, table: str, columns, rows):
        with open(self.folder / system / f"{table}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, system: str, table: str, where: dict, values: dict):
        """Overwrite values of exactly one row."""
        columns, rows = self.rows(system, table)
        found = [row for row in rows if where.items() <= row.items()]
        if len(found) != 1:
            raise ValueError(f"{table}: {len(found)} rows with {where}")
        found[0].update(values)
        self.save(system, table, columns, rows)

    def append_like(self, system: str, table: str, where: dict, values: dict):
        """Add a copy of exactly one row with other values."""
        columns, rows = self.rows(system, table)
        found = [row for row in rows if where.items() <= row.items()]
        if len(found) != 1:
            raise ValueError(f"{table}: {len(found)} rows with {where}")
        rows.append({**found[0], **values})
        self.save(system, table, columns, rows)

    def forget(self, customers, before: str):
        """
        What an extract that begins mid-life does not hold of these customers: their deals, orders,
        invoices, credits, receipts and journals from before a day. Masters, rates and revenue plans
        stay, and so do links to what followed.
        """
        ids = {customer.id for customer in customers}
        _, masters = self.rows("netsuite", "customer")
        accounts = {row["custentity_salesforce_account_id"] for row in masters if row["id"] in ids}
        _, deals = self.rows("salesforce", "opportunity")
        old_deals = {row["id"] for row in deals
                     if row["account_id"] in accounts and row["close_date"] < before}
        _, transactions = self.rows("netsuite", "transaction")
        _, lines = self.rows("netsuite", "transactionline")
        theirs = {row["transaction"] for row in lines if row["entity"] in ids}
        old = {row["id"] for row in transactions if row["id"] in theirs and row["trandate"] < before}
        for system, table, column, gone in (
                ("salesforce", "opportunity", "id", old_deals),
                ("salesforce", "opportunity_line_item", "opportunity_id", old_deals),
                ("salesforce", "opportunity_history", "opportunity_id", old_deals),
                ("netsuite", "transaction", "id", old),
                ("netsuite", "transactionline", "transaction", old),
                ("netsuite", "transactionaccountingline", "transaction", old)):
            columns, rows = self.rows(system, table)
            self.save(system, table, columns, [row for row in rows if row[column] not in gone])
        columns, rows = self.rows("netsuite", "nexttransactionlinelink")
        self.save("netsuite", "nexttransactionlinelink", columns, [
            row for row in rows if not {row["previousdoc"], row["nextdoc"]} <= old])

    def shuffle(self):
        """The same rows in another order, in every file."""
        order = random.Random(20261231)
        for file in sorted(self.folder.glob("*/*.csv")):
            columns, rows = self.rows(file.parent.name, file.stem)
            order.shuffle(rows)
            self.save(file.parent.name, file.stem, columns, rows)


def tell(name: str) -> tuple[Company, list[Story]]:
    """Tell every story of a company into one set of records."""
    company = Company("Sample Ltd", as_of=AS_OF)
    company.subsidiary("Sample Inc.", "USD", "US")
    company.euro_subsidiary = company.subsidiary("Sample Europe", "EUR", "DE", parent="1")
    company.erp_rates("EUR", "USD", {
        "2025-12-31": "1.10", "2026-02-27": "1.10", "2026-03-02": "1.12", "2026-04-30": "1.12",
        "2026-05-01": "1.15", "2026-12-31": "1.15"})
    company.erp_rates("GBP", "USD", {"2025-12-31": "1.30", "2026-12-31": "1.30"})
    # The CRM follows the ERP, but for one week of February.
    company.crm_rates("EUR", {
        "2025-01-01": "0.909091", "2026-02-16": "0.833333", "2026-02-23": "0.909091"})
    for code, product, income, deferral, rule in PRODUCTS:
        company.product(code, product, income, deferral, rule)
    owner = company.user("Ada Sample", "ada@sample.test")
    stories = []
    for function in STORIES[name]:
        stories.append(Story(company, function.__name__, owner))
        function(stories[-1])
    company.recognise(through="2026-12")
    return company, stories


def write(company: Company, stories: list[Story], folder: Path, shuffled: bool = False):
    """The company's extracts, tampered with as its stories say."""
    company.write(folder)
    extracts = Extracts(folder)
    for story in stories:
        for tamper in story.tampering:
            tamper(extracts)
    if shuffled:
        extracts.shuffle()


def write_book(seeds: Path, folder: Path):
    """The project's operating book with the stories' products and times."""
    folder.mkdir(parents=True)
    for file in seeds.iterdir():
        if file.suffix == ".csv":
            (folder / file.name).write_bytes(file.read_bytes())
    with open(folder / "product_map.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["source_system", "product_code", "product", "is_booked", "is_invoiced",
                         "recognition_method"])
        for system in ("salesforce", "netsuite"):
            for code, name, *_ in PRODUCTS:
                writer.writerow([system, code, name, *PRODUCT_MAP.get(
                    code, ("true", "true", "point_in_time"))])
    # January closed on its last day, so that a close shows what an early run would have shown.
    (folder / "close_calendar.csv").write_text(f"period,closes_at\n2026-01,{EARLY}\n")
    with open(folder / "handoffs.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["handoff", "from_stage", "to_stage", "owner", "required_fields",
                         "sla_days"])
        for handoff, before, after, owner, days in HANDOFFS:
            writer.writerow([handoff, before, after, owner, "", days])
