"""The hand-worked company: its ledger balances, its answers agree with its ledger, and they are committed
as they are told. The answers were worked out by hand, so that they and the ledger check each other."""

import csv
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from company.builder import Company  # noqa: E402
from company.brambleway.__main__ import tell  # noqa: E402
from company.brambleway.world import write_book  # noqa: E402

CURRENCIES = {"1": "USD", "2": "GBP", "4": "EUR"}


def read(folder, system, table):
    with open(folder / system / f"{table}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The hand-worked company, told afresh: extracts, answers and book."""
    folder = tmp_path_factory.mktemp("brambleway")
    world = tell()
    world.c.write(folder / "extracts")
    world.answers.write(folder / "answers")
    write_book(folder / "book")
    return folder


@pytest.fixture(scope="module")
def ledger(written):
    """(account kind, currency, period) -> debits less credits of living documents."""
    extracts = written / "extracts"
    accounts = {row["id"]: row for row in read(extracts, "netsuite", "account")}
    documents = {row["id"]: row for row in read(extracts, "netsuite", "transaction")
                 if row["posting"] == "T" and row["voided"] == "F"
                 and row["_fivetran_deleted"] == "false"}
    periods = {row["id"]: row["startdate"][:7]
               for row in read(extracts, "netsuite", "accountingperiod")}
    totals = defaultdict(Decimal)
    for line in read(extracts, "netsuite", "transactionline"):
        document = documents.get(line["transaction"])
        if document and line["eliminate"] == "F":
            account = accounts[line["expenseaccount"]]
            kind = {"OthCurrLiab": account["accountsearchdisplaynamecopy"]}.get(
                account["accttype"], account["accttype"])
            totals[kind, CURRENCIES[document["currency"]],
                   periods[document["postingperiod"]]] += Decimal(line["foreignamount"])
    return totals


@pytest.fixture(scope="module")
def answers(written):
    """(step, line, currency, month) -> expected change in transaction currency."""
    totals = defaultdict(Decimal)
    with open(written / "answers" / "expected_bridge.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            totals[row["step"], row["line"], row["currency"], row["month"][:7]] += Decimal(
                row["amount"])
    return totals


def test_every_document_balances_in_its_own_currency_and_in_its_base(written):
    balances = defaultdict(Decimal)
    for line in read(written / "extracts", "netsuite", "transactionline"):
        balances[line["transaction"], "own"] += Decimal(line["foreignamount"])
    for line in read(written / "extracts", "netsuite", "transactionaccountingline"):
        balances[line["transaction"], "base"] += Decimal(line["amount"])
        assert Decimal(line["debit"] or 0) - Decimal(line["credit"] or 0) == Decimal(line["amount"])
    assert balances and not {key for key, balance in balances.items() if balance}


@pytest.mark.parametrize("kind, step, lines", [
    ("Income", "invoiced_to_recognised", {"recognised": -1}),
    ("Bank", "invoiced_to_collected", {"collected": 1}),
    ("Sales tax and VAT", "invoiced_to_collected", {"sales_tax": -1}),
    ("AcctRec", "invoiced_to_collected", {
        "receivable_not_due": -1, "receivable_overdue": -1, "unapplied_credit": -1}),
    ("DeferRevenue", "invoiced_to_recognised", {
        "deferred_revenue": 1, "awaiting_delivery": 1, "no_recognition_schedule": 1,
        "recognised_before_delivery": 1, "manual_journal": 1}),
    ("UnbilledRec", "invoiced_to_recognised", {"unbilled_revenue": 1}),
    ("Pass-through clearing", "invoiced_to_recognised", {"outside_recognised_definition": 1}),
])
def test_the_answers_agree_with_the_ledger_in_every_month(ledger, answers, kind, step, lines):
    def to_date(totals, month):
        return {currency: sum(amount for key, amount in totals.items()
                              if key[-2] == currency and key[-1] <= month)
                for currency in CURRENCIES.values()}

    expected = defaultdict(Decimal)
    for line, sign in lines.items():
        for key, amount in answers.items():
            if key[:2] == (step, line):
                expected[key] += sign * amount
    posted = {key: amount for key, amount in ledger.items() if key[0] == kind}
    if kind == "AcctRec":
        # Cash on account sits in receivables too; what is on deposit has an account of its own.
        posted.update({("deposits", *key[1:]): amount for key, amount in ledger.items()
                       if key[0] == "Deposits from customers"})
        expected.update({key: -amount for key, amount in answers.items()
                         if key[:2] == (step, "unapplied_cash")})
    assert posted
    for month in sorted({key[-1] for key in answers} | {key[-1] for key in posted}):
        assert to_date(posted, month) == to_date(expected, month), month


def test_the_answers_hold_every_line_of_the_definitions(answers):
    lines = {key[1] for key in answers}
    assert lines >= {
        "outside_invoiced_definition", "outside_booked_definition", "duplicate_booking",
        "before_booking", "order_without_deal", "crm_amount_stale", "order_cancelled",
        "credit_memo", "awaiting_order", "missing_order", "scheduled_billing", "awaiting_invoice",
        "overdue_invoice", "over_invoiced", "awaiting_credit", "invoice_without_deal",
        "crm_fx_rate", "fx_movement", "billed_to_related_account", "billed_to_unrelated_account",
        "rounding", "billed_in_other_currency", "deferred_revenue", "awaiting_delivery",
        "unbilled_revenue", "outside_recognised_definition", "no_recognition_schedule",
        "recognised_before_delivery", "manual_journal", "sales_tax", "receivable_not_due",
        "receivable_overdue", "unapplied_credit", "unapplied_cash", "write_off",
        "settlement_discount", "fx_settlement", "approved_adjustment"}
    assert not lines & {"unexplained", "tax_in_booking"}
    assert {key[0] for key in answers if key[1] == "fx_movement"} == {
        "booked_to_invoiced", "invoiced_to_recognised"}


def test_links_and_headers_agree(written):
    """What is open on an invoice is what its links leave open, and rates rest on weekends."""
    extracts = written / "extracts"
    documents = {row["id"]: row for row in read(extracts, "netsuite", "transaction")}
    settled = defaultdict(Decimal)
    for link in read(extracts, "netsuite", "nexttransactionlinelink"):
        if link["linktype"] == "Payment":
            settled[link["previousdoc"]] += Decimal(link["foreignamount"])
    invoices = [row for row in documents.values()
                if row["type"] == "CustInvc" and row["voided"] == "F"]
    assert invoices
    for row in invoices:
        assert Decimal(row["foreignamountpaid"]) == settled[row["id"]]
        assert (Decimal(row["foreigntotal"]) - settled[row["id"]]
                == Decimal(row["foreignamountunpaid"]) >= 0)
    from datetime import date
    rates = read(extracts, "netsuite", "currencyrate")
    assert rates and all(date.fromisoformat(row["effectivedate"]).weekday() < 5 for row in rates)


def test_the_committed_answers_are_what_the_story_tells(written):
    for file in sorted((written / "answers").rglob("*.csv")):
        twin = ROOT / "tests" / "fixtures" / "brambleway" / file.name
        assert twin.read_bytes() == file.read_bytes(), f"{twin} is out of date"


def test_floats_are_refused():
    c = Company("Sample", as_of="2026-07-01T03:59:59Z")
    c.subsidiary("Sample", "USD", "US")
    c.product("THING", "Thing")
    with pytest.raises(TypeError):
        c.invoice(c.customer("Buyer"), [("THING", 0.1)], "2026-01-05")


def test_a_partial_bill_leaves_its_share_of_the_order_unbilled(tmp_path):
    c = Company("Sample", as_of="2026-07-01T03:59:59Z")
    c.subsidiary("Sample", "USD", "US")
    c.product("THING", "Thing")
    buyer = c.customer("Buyer")
    order = c.order(None, buyer, [("THING", 900, "2026-01-10", 3), ("THING", 50, None)],
                    "2026-01-05")
    first = c.invoice(order, [(1, 300)], "2026-01-10")
    second = c.invoice(order, [(1, 300)], "2026-01-11")
    c.void(second, "2026-01-12")
    order.cancel(2, "2026-01-20")
    c.payment(buyer, 290, "2026-01-25", apply=[(first, 300)], discount=10)
    c.write(tmp_path)
    lines = {line["id"]: line for line in read(tmp_path, "netsuite", "transactionline")
             if line["transaction"] == order.id}
    assert Decimal(lines["1"]["quantitybilled"]) == 1
    assert (lines["2"]["isclosed"], lines["2"]["closedate"]) == ("T", "2026-01-20")
    assert first.open() == 0
    receipt = [row for row in read(tmp_path, "netsuite", "transaction")
               if row["type"] == "CustPymt"][0]
    assert (receipt["foreigntotal"], receipt["foreignpaymentamountunused"]) == ("290.00", "0.00")
