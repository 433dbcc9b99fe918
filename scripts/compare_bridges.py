"""
What another account master does to the bridge: two warehouses of the same extracts, side by side.

    python scripts/compare_bridges.py BEFORE.duckdb AFTER.duckdb

Prints a table in Markdown: where each step ends, what the lines that hang on accounts hold (amounts of each deal and
account without their sign, as they stand now), and the accounts that one system alone knows. It reads only marts that
every version has.
"""

import sys
from decimal import Decimal

import duckdb

ENDS = {"booked": ("booked_to_invoiced", "from"), "invoiced": ("booked_to_invoiced", "to"),
        "recognised": ("invoiced_to_recognised", "to"), "collected": ("invoiced_to_collected", "to")}
LINES = ("billed_to_unrelated_account", "billed_to_related_account", "invoice_without_deal", "order_without_deal",
         "missing_order")


def measure(connection) -> dict:
    """Label -> figure, of the warehouse that a connection reads."""
    found = {}
    for end, (step, kind) in ENDS.items():
        found[end] = _amount(connection, """
            select sum(amount_reporting) from marts.revenue_bridge
            where as_of = 'latest' and step = ? and line = ? and line_type = ?""", step, end, kind)
    for line in LINES:
        found[line] = _amount(connection, """
            select sum(abs(amount)) from (
                select sum(amount_reporting) as amount from marts.revenue_bridge
                where as_of = 'latest' and step = 'booked_to_invoiced' and line = ?
                group by deal_id, account_id)""", line)
    for label, known, missing, line in (("sold, unknown to the ERP", "salesforce", "netsuite", "booked"),
                                        ("billed, unknown to the CRM", "netsuite", "salesforce", "invoiced")):
        number, amount = connection.execute("""
            with systems as (
                select account_id from marts.account_records group by account_id
                having bool_or(source_system = ?) and not bool_or(source_system = ?)),
            amounts as (
                select account_id, sum(amount_reporting) as amount from marts.revenue_bridge
                where as_of = 'latest' and step = 'booked_to_invoiced' and line = ? and line_type <> 'reason'
                group by account_id having sum(amount_reporting) <> 0)
            select count(*), sum(abs(amount)) from amounts semi join systems using (account_id)
            """, [known, missing, line]).fetchone()
        found[f"accounts {label}"] = number
        found[f"amount {label}"] = amount or Decimal(0)
    return found


def _amount(connection, query, *values):
    return connection.execute(query, list(values)).fetchone()[0] or Decimal(0)


def main():
    """Print the table."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    columns = []
    for file in sys.argv[1:]:
        with duckdb.connect(file, read_only=True) as connection:
            columns.append(measure(connection))
    print("| | Before | After |\n|---|---:|---:|")
    for label in columns[0]:
        print(f"| {label} | {columns[0][label]:,} | {columns[1][label]:,} |")


if __name__ == "__main__":
    main()
