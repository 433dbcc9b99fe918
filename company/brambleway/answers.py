"""The answers: what each scenario must show, collected as it is told."""

import csv
from pathlib import Path

from company.lines import CATEGORY_OF
from company.money import money, months_from

B, R, C = "booked_to_invoiced", "invoiced_to_recognised", "invoiced_to_collected"

ENDS = {
    # (step, line): line type
    (B, "booked"): "from", (B, "invoiced"): "to",
    (R, "invoiced"): "from", (R, "recognised"): "to",
    (C, "invoiced"): "from", (C, "collected"): "to",
    ("booked_to_reported", "booked"): "from",
    ("booked_to_reported", "booked_reported"): "to",
    ("recognised_to_reported", "recognised"): "from",
    ("recognised_to_reported", "recognised_reported"): "to",
}

BRIDGE_COLUMNS = [
    "month", "step", "scenario", "crm_opportunity_id", "erp_document_number", "erp_document_id",
    "account", "line", "line_type", "category", "currency", "amount", "amount_reporting"]


def at_once(month, amount):
    """Billed and recognised in one month."""
    return [(month, R, "invoiced", amount), (month, R, "recognised", amount)]


def paid(billed, cash, net, tax=0):
    """Billed in one month, due later, paid in full in another before it is due."""
    gross = money(net) + money(tax)
    rows = [(billed, C, "invoiced", net), (billed, C, "sales_tax", tax),
            (billed, C, "receivable_not_due", -gross),
            (cash, C, "receivable_not_due", gross), (cash, C, "collected", gross)]
    return [row for row in rows if row[3]]


def not_paid(billed, net, overdue=None):
    """Billed and not paid; overdue from the month `overdue` on, where one is given."""
    rows = [(billed, C, "invoiced", net), (billed, C, "receivable_not_due", -money(net))]
    if overdue:
        rows += [(overdue, C, "receivable_not_due", net),
                 (overdue, C, "receivable_overdue", -money(net))]
    return rows


def monthly(first, count, step, line, amount, reporting=None):
    """The same change in each of `count` months."""
    return [(month, step, line, amount) + (() if reporting is None else (reporting,))
            for month in months_from(first, count)]


class Answers:
    """Expected rows of the bridge, of the accounts and of the exceptions."""

    def __init__(self):
        self.bridge, self.accounts, self.exceptions = {}, [], []
        self.scenario = None

    def expect(self, rows, account, deal=None, document=None, billed=None, currency="USD"):
        """
        Month changes as (month, step, line, amount[, amount in reporting currency]). The first
        step sits on the account that bought, the others on the account that was `billed`. An
        `account` of None is unassigned. Several rows of one key add up.
        """
        for month, step, line, amount, *reporting in rows:
            where = account if step not in (R, C) or billed is None else billed
            key = (f"{month}-01", step, self.scenario, deal.id if deal else "",
                   document.number if document else "", document.id if document else "",
                   where.id if where else "", line, currency)
            amount = money(amount)
            before = self.bridge.get(key, (money(0), money(0)))
            self.bridge[key] = (before[0] + amount,
                                before[1] + (money(reporting[0]) if reporting else amount))

    def same_account(self, key, parent, *records):
        """Records that are one account: (system, record)."""
        for system, record in records:
            self.accounts.append([key, parent or key, system, record.id])

    def exception(self, rule, system, record_id, note=""):
        """A record that must raise an exception."""
        self.exceptions.append([rule, system, record_id, note])

    def check(self):
        """Every deal's rows must tie out by themselves before they can judge anything else."""
        totals = {}
        for key, (amount, reporting) in self.bridge.items():
            month, step, scenario, deal, number, document, account, line, currency = key
            sign = -1 if ENDS.get((step, line)) == "to" else 1
            total = totals.setdefault((month, step, deal, document, account, currency), [0, 0])
            total[0] += sign * amount
            total[1] += sign * reporting
        wrong = {key: total for key, total in totals.items() if any(total)}
        if wrong:
            raise ValueError("answers that do not tie out:\n" + "\n".join(
                f"{key}: {total}" for key, total in sorted(wrong.items())))

    def write(self, folder):
        """Write expected_bridge.csv, expected_accounts.csv and expected_exceptions.csv."""
        self.check()
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for key, (amount, reporting) in self.bridge.items():
            month, step, scenario, deal, number, document, account, line, currency = key
            if amount or reporting:
                kind = ENDS.get((step, line), "reason")
                category = CATEGORY_OF[line] if kind == "reason" else ""
                rows.append([month, step, scenario, deal, number, document, account, line, kind,
                             category, currency, amount, reporting])
        save(folder / "expected_bridge.csv", BRIDGE_COLUMNS,
             sorted(rows, key=lambda row: (row[2], row[1], row[3:7], row[0], row[7])))
        save(folder / "expected_accounts.csv",
             ["account_key", "ultimate_parent_key", "source_system", "source_account_id"],
             self.accounts)
        save(folder / "expected_exceptions.csv",
             ["rule", "source_system", "source_record_id", "note"], self.exceptions)


def save(path, header, rows):
    """Write a CSV file."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
