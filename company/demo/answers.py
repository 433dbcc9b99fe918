"""The truth of a told company as files: bridge, accounts, exceptions, planted disagreements."""

import csv
import gzip
import io
from collections import defaultdict
from pathlib import Path

from company.demo.ledger import FROM, TO, ZERO, Ledger, spent
from company.erp import Customer
from company.lines import CATEGORY_OF

BRIDGE = ["month", "step", "crm_opportunity_id", "erp_document_number", "erp_document_id",
          "account_key", "line", "line_type", "category", "currency", "amount", "amount_reporting"]
ACCOUNTS = ["account_key", "ultimate_parent_key", "source_system", "source_account_id", "company_key"]
QUESTIONS = ["source_system", "source_account_id", "other_source_system", "other_source_account_id",
             "is_same", "why"]
PLANTED = ["plant", "crm_opportunity_id", "erp_document_number", "erp_document_id", "account_key",
           "step", "line", "month", "currency", "amount", "amount_reporting", "why"]


def line_type(step, line) -> str:
    """Is a line the start of its step, its end, or a reason between them?"""
    metric = step.removesuffix("_to_reported")
    if line == FROM.get(step, metric):
        return "from"
    return "to" if line == TO.get(step, f"{metric}_reported") else "reason"


def system_of(record) -> str:
    """The system that a record of an account is in."""
    return "netsuite" if isinstance(record, Customer) else "salesforce"


def name_of(record) -> str:
    """The name that a record of an account has by now."""
    return record.row["name" if "name" in record.row else "companyname"]


class Truth:
    """What must come out of the extracts of a told company."""

    def __init__(self, world):
        self.w, self.ledger = world, Ledger(world)

    def named(self, contract) -> tuple:
        """A contract as the files name it: the deal's id, else its first document that lives."""
        if contract is None:
            return "", "", ""
        if contract.deal is not None:
            return contract.deal.id, "", ""
        root = next(d for d in contract.documents if d.alive)
        return "", root.number, root.id

    def bridge(self) -> list:
        """Every row of the bridge, in a fixed order."""
        rows = []
        for row in self.ledger.rows:
            kind = line_type(row.step, row.line)
            rows.append([
                f"{row.month}-01", row.step, *self.named(row.contract), row.account or "", row.line,
                kind, CATEGORY_OF[row.line] if kind == "reason" else "", row.currency, row.amount,
                row.reporting])
        return sorted(rows, key=lambda row: row[1:6] + row[:1] + row[6:])

    def accounts(self) -> list:
        """
        Every record: the account that it can be told to be, and the company that it is. The two differ where nobody
        can know without asking.
        """
        return [[*row, self.w.company_of.get(row[3], row[0])] for row in self.w.accounts]

    def questions(self) -> list:
        """Pairs of records that people must be asked about, with what they would say."""
        return [[system_of(record), record.id, system_of(other), other.id, str(is_same).lower(), why]
                for record, other, is_same, why in self.w.questions]

    def planted(self) -> list:
        """Every planted disagreement: what was meant, not what was computed."""
        rows = []
        for contract, account, step, line, month, currency, amount, usd, plant, why in self.w.planted:
            currency = currency or self.ledger.currency_of(contract)
            rows.append([plant, *self.named(contract), account or "", step, line, f"{month}-01",
                         currency, amount, "" if usd is None else usd, why])
        return sorted(rows, key=str)

    def exceptions(self) -> list:
        """Quality lines that are still open, cash on account, and what was said with the dirt."""
        found = {tuple(row) for row in self.w.exceptions}
        standing = defaultdict(lambda: [ZERO, ZERO])
        for row in self.ledger.rows:
            if CATEGORY_OF.get(row.line) == "quality":
                at = standing[row.line, row.step, row.contract, row.account]
                at[0] += row.amount
                at[1] += row.reporting
        for (line, _, contract, _), amounts in standing.items():
            if any(amounts) and (contract.repeats or line != "duplicate_booking"):
                deal, _, document = self.named(contract)
                found.add((line, "salesforce" if deal else "netsuite", deal or document, ""))
        for receipt in self.w.c.documents:
            if receipt.type in ("CustPymt", "CustDep") and receipt.alive:
                back = sum((a.used for a in receipt.settled_by
                            if a.alive and a.settling.type == "CustRfnd"), ZERO)
                if receipt.gross - spent(receipt) - back > 0:
                    found.add(("cash_not_applied", "netsuite", receipt.id, ""))
        return sorted(found)

    def write(self, folder):
        """Write the five files of answers."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        save(folder / "expected_bridge.csv.gz", BRIDGE, self.bridge())
        save(folder / "expected_accounts.csv", ACCOUNTS, self.accounts())
        save(folder / "expected_questions.csv", QUESTIONS, self.questions())
        save(folder / "expected_exceptions.csv",
             ["rule", "source_system", "source_record_id", "note"], self.exceptions())
        save(folder / "planted.csv", PLANTED, self.planted())


def save(path, header, rows):
    """Write a CSV file; one that ends in .gz is packed, the same bytes every time."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    data = text.getvalue().encode("utf-8")
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
