"""Faults to plant in a copy of the extracts: what goes wrong in real systems, one at a time.

Each looks for its place in what the extracts hold (the largest deal, the largest open invoice), so it works on any
company. It changes the copy and says in a sentence what it did.
"""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from tieout.outcome import Broken


class Extracts:
    """The CSV files of one folder of extracts, read and written as texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, table: str) -> Path:
        """The file of <system>/<table>. Raises Broken if the extracts lack it."""
        path = self.folder / f"{table}.csv"
        if not path.exists():
            raise Broken(f"this fault needs {table}.csv, which the extracts do not have.")
        return path

    def rows(self, table: str) -> list[dict]:
        """All rows of a table, column -> text."""
        with self.path(table).open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: list[dict]) -> None:
        """Replace all rows of a table; the columns stay as they are."""
        with self.path(table).open(newline="", encoding="utf-8") as file:
            columns = next(csv.reader(file))
        with self.path(table).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def without(self, table: str, column: str, values: set[str]) -> int:
        """Remove the rows whose column has one of the values; gives how many went."""
        rows = self.rows(table)
        kept = [row for row in rows if row[column] not in values]
        self.write(table, kept)
        return len(rows) - len(kept)


def amount(text: str) -> Decimal:
    """An amount as it is written in an extract; 0 where there is none or no number."""
    try:
        return Decimal(text or 0)
    except ArithmeticError:
        return Decimal(0)


def won(extracts: Extracts) -> list[dict]:
    """The deals that count as booked."""
    return [
        row for row in extracts.rows("salesforce/opportunity")
        if row["is_won"].lower() == "true" and row["is_deleted"].lower() != "true"
    ]


def slipped_decimal(extracts: Extracts) -> str:
    """The largest won deal is entered in the CRM with two zeros too many."""
    victim = max(won(extracts), key=lambda row: (amount(row["amount"]), row["id"]))
    for table, key, fields in (
        ("salesforce/opportunity", "id", ["amount"]),
        ("salesforce/opportunity_line_item", "opportunity_id", ["unit_price", "total_price", "list_price"]),
    ):
        rows = extracts.rows(table)
        for row in rows:
            if row[key] == victim["id"]:
                row.update({name: str(amount(row[name]) * 100) for name in fields if row.get(name)})
        extracts.write(table, rows)
    return f"deal {victim['id']} ({victim['name']}) now says {amount(victim['amount']) * 100}, 100 times its order"


def lost_orders(extracts: Extracts) -> str:
    """The loader dropped every second sales order, with its lines and links."""
    orders = sorted(row["id"] for row in extracts.rows("netsuite/transaction") if row["type"] == "SalesOrd")
    gone = set(orders[::2])
    extracts.without("netsuite/transaction", "id", gone)
    extracts.without("netsuite/transactionline", "transaction", gone)
    extracts.without("netsuite/transactionaccountingline", "transaction", gone)
    extracts.without("netsuite/nexttransactionlinelink", "previousdoc", gone)
    return f"{len(gone)} of {len(orders)} sales orders are gone"


def text_in_amounts(extracts: Extracts) -> str:
    """Every tenth amount of the CRM's deals is a text."""
    rows = extracts.rows("salesforce/opportunity")
    for row in rows[::10]:
        row["amount"] = "see contract"
    extracts.write("salesforce/opportunity", rows)
    return f"{len(rows[::10])} of {len(rows)} deals have `see contract` as their amount"


def old_load(extracts: Extracts) -> str:
    """The loader has not fetched the CRM's deals for ten days."""
    rows = extracts.rows("salesforce/opportunity")
    for row in rows:
        stamp = datetime.fromisoformat(row["_fivetran_synced"]) - timedelta(days=10)
        row["_fivetran_synced"] = stamp.isoformat()
    extracts.write("salesforce/opportunity", rows)
    return "salesforce.opportunity was loaded ten days before everything else"


def no_owners(extracts: Extracts) -> str:
    """The owners of all deals got lost in a migration of the CRM."""
    rows = extracts.rows("salesforce/opportunity")
    for row in rows:
        row["owner_id"] = ""
    extracts.write("salesforce/opportunity", rows)
    return f"{len(rows)} deals have no owner"


def wrong_account(extracts: Extracts) -> str:
    """The largest open invoice is posted to a bank account instead of receivables."""
    accounts = extracts.rows("netsuite/account")
    receivable = {row["id"] for row in accounts if row["accttype"] == "AcctRec"}
    bank = min(row["id"] for row in accounts if row["accttype"] == "Bank")
    invoice = max(
        (row for row in extracts.rows("netsuite/transaction") if row["type"] == "CustInvc"),
        key=lambda row: (amount(row["foreignamountunpaid"]), row["id"]),
    )
    rows = extracts.rows("netsuite/transactionaccountingline")
    for row in rows:
        if row["transaction"] == invoice["id"] and row["account"] in receivable:
            row["account"] = bank
    extracts.write("netsuite/transactionaccountingline", rows)
    return f"invoice {invoice['tranid']} ({invoice['foreigntotal']}) stands on bank account {bank}"


# The first is the default.
FAULTS = {
    fault.__name__: fault
    for fault in (
        slipped_decimal, lost_orders, text_in_amounts, old_load, no_owners, wrong_account,
    )
}
