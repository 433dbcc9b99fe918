"""
Single faults: what can go wrong in an extract, each planted on one record.

A fault is a function that changes a copy of the demo's extracts in one place and says, as a `Fires`,
what must come of it. It picks its record from the clean warehouse by what it is (a paid invoice of a
deal with one order), never by an id, so that another demo company does as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

FAULTS: dict = {}


@dataclass
class Fires:
    """
    All that a fault changes against the clean build; what is not named must stay as it is.
    """

    deals: set = field(default_factory=set)  # whose lines change: CRM ids, or ids of ERP documents
    lines: set = field(default_factory=set)  # of the bridge to date
    rules: dict = field(default_factory=dict)  # rule -> exceptions that come (None: some)
    gone: dict = field(default_factory=dict)  # rule -> exceptions that go
    tests: dict = field(default_factory=dict)  # data test -> fail, warn or None (holds again)
    quarantined: dict = field(default_factory=dict)  # table -> rows put aside
    between_accounts: set = field(default_factory=set)  # lines that only move between accounts
    links: set = field(default_factory=set)  # how documents are found that were found otherwise
    families: bool = False  # accounts are merged, split or have another ultimate parent
    absent: set = field(default_factory=set)  # tables that source_coverage calls absent
    only_reporting: bool = False  # lines of any deal change, but no amount in its own currency does


def fault(tell):
    """Marks a function as a fault."""
    FAULTS[tell.__name__] = tell
    return tell


class Clean:
    """The clean build, to choose targets from."""

    def __init__(self, build):
        self.build = build
        build.execute(SOUND)
        build.execute(TARGETS)

    def one(self, query: str) -> dict:
        """The first row of a query, which must have one."""
        result = self.build.execute(query)
        row = result.fetchone()
        if row is None:
            raise LookupError(f"the demo has no such record: {query}")
        return dict(zip([name for name, *_ in result.description], row))

    def target(self, where: str = "true", order: str = "item_amount") -> dict:
        """A bill of a deal on which nothing is wrong; see TARGETS."""
        return self.one(f"select * from targets where {where} order by {order}, invoice_id limit 1")


# Deals won in the CRM with one order that names them, on which nothing is wrong.
SOUND = """
    create or replace temp table sound as
    with levels as (
        select deal_id, line from marts.revenue_bridge where as_of = 'latest'
        group by deal_id, line having sum(amount) <> 0 or sum(amount_reporting) <> 0),
    documents as (
        select deal_id, count(*) filter (document_type = 'order') as orders,
            count(*) filter (document_type = 'invoice') as invoices, count(*) as documents,
            max(document_id) filter (document_type = 'order') as order_id,
            max(method) filter (document_type = 'order') as order_method
        from marts.deal_links group by deal_id)
    select deals.deal_id, deals.crm_opportunity_id as crm_id, deals.account_id,
        deals.ultimate_parent_id, deals.owner_name, deals.close_date, deals.currency,
        deals.booked_amount, documents.order_id, documents.order_method, documents.invoices
    from marts.deals as deals
    inner join documents using (deal_id)
    where deals.is_won and deals.crm_opportunity_id is not null and deals.owner_name is not null
        and documents.orders = 1 and documents.documents = documents.orders + documents.invoices
        and not exists (select * from marts.exceptions where exceptions.deal_id = deals.deal_id)
        and not exists (
            select * from levels where levels.deal_id = deals.deal_id and levels.line not in (
                'booked', 'invoiced', 'recognised', 'collected', 'sales_tax', 'deferred_revenue',
                'scheduled_billing', 'fx_movement', 'fx_settlement', 'rounding'))"""

# Their invoices with one item line, paid in full by one receipt that paid nothing else.
TARGETS = """
    create or replace temp table targets as
    with lines as (
        select "transaction", count(*) as lines, max(id) as item_line,
            -sum(cast(foreignamount as decimal(18, 2))) as item_amount,
            max(item) as item
        from raw.netsuite__transactionline where mainline = 'F' and coalesce(item, '') <> ''
        group by "transaction"),
    paid as (
        select links.previousdoc, max(links.nextdoc) as payment_id
        from raw.netsuite__nexttransactionlinelink as links
        where links.linktype = 'Payment' and links.nexttype = 'CustPymt'
            and links.nextdoc not in (
                select nextdoc from raw.netsuite__nexttransactionlinelink
                where linktype = 'Payment' group by nextdoc having count(*) > 1)
            and links.nextdoc not in (
                select previousdoc from raw.netsuite__nexttransactionlinelink)
        group by links.previousdoc having count(*) = 1),
    customers as (
        select source_account_id, account_id from marts.account_records
        where source_system = 'netsuite')
    select sound.*, invoices.id as invoice_id, invoices.entity as customer_id, lines.item_line,
        lines.item_amount, lines.item, cast(invoices.foreigntotal as decimal(18, 2)) as gross,
        cast(invoices.taxtotal as decimal(18, 2)) as tax, invoices.trandate, invoices.duedate,
        paid.payment_id, accounts.accttype as item_account_type,
        ordered.order_lines, (payments.trandate) as paid_on,
        (select count(*) from raw.netsuite__revenueelement as elements
            inner join raw.netsuite__transactionline as billed
                on elements.referenceid = billed.uniquekey
            where billed."transaction" = invoices.id) as elements,
        (select count(*) from raw.netsuite__revenueplanplannedrevenue as planned
            inner join raw.netsuite__revenueplan as plans on planned.revenueplan = plans.id
            inner join raw.netsuite__revenueelement as elements on plans.createdfrom = elements.id
            inner join raw.netsuite__transactionline as billed
                on elements.referenceid = billed.uniquekey
            where billed."transaction" = invoices.id and planned.isrecognized = 'T') as posted
    from sound
    inner join marts.deal_links as links
        on links.deal_id = sound.deal_id and links.document_type = 'invoice'
    inner join raw.netsuite__transaction as invoices on invoices.id = links.document_id
    inner join lines on lines."transaction" = invoices.id and lines.lines = 1
    inner join raw.netsuite__transactionaccountingline as postings
        on postings."transaction" = invoices.id and postings.transactionline = lines.item_line
    inner join raw.netsuite__account as accounts on accounts.id = postings.account
    inner join paid on paid.previousdoc = invoices.id
    inner join raw.netsuite__transaction as payments on payments.id = paid.payment_id
    inner join (
        select "transaction", count(*) as order_lines from raw.netsuite__transactionline
        where mainline = 'F' and coalesce(item, '') <> '' group by "transaction") as ordered
        on ordered."transaction" = sound.order_id
    inner join customers on customers.source_account_id = invoices.entity
        and customers.account_id = sound.account_id
    where cast(invoices.foreignamountunpaid as decimal(18, 2)) = 0"""

GOODS = "currency = 'USD' and elements = 0 and item_account_type = 'Income' and invoices = 1 " \
    "and order_lines = 1"
EARNING = "currency = 'USD' and elements = 1 and posted > 0 and invoices = 1 and order_lines = 1"

CONTROL = {"threshold_controls_agree": "fail"}
DOCUMENT = {"net_and_tax_make_the_document": "fail",
            "netsuite_lines_add_up_to_their_documents": "fail"}
NOT_BILLED = {"invoiced", "recognised", "collected", "sales_tax", "overdue_invoice", "unapplied_cash"}
UNAPPLIED = {"control_differs": 2, "cash_not_applied": 1, "overdue_invoice": 1}


def drop(x, system, table, where) -> list:
    """Take the rows out for which `where` is true; gives them."""
    columns, rows = x.rows(system, table)
    gone = [row for row in rows if where(row)]
    x.save(system, table, columns, [row for row in rows if not where(row)])
    return gone


def drop_document(x, document, links=True):
    """A document as if it had never been synced."""
    drop(x, "netsuite", "transaction", lambda row: row["id"] == document)
    for table in ("transactionline", "transactionaccountingline"):
        drop(x, "netsuite", table, lambda row: row["transaction"] == document)
    if links:
        drop(x, "netsuite", "nexttransactionlinelink",
             lambda row: document in (row["previousdoc"], row["nextdoc"]))


def change_all(x, system, table, where, values) -> int:
    """Overwrite values of every row for which `where` is true."""
    columns, rows = x.rows(system, table)
    found = [row for row in rows if where(row)]
    if not found:
        raise LookupError(f"{table}: no such row")
    for row in found:
        row.update(values(row) if callable(values) else values)
    x.save(system, table, columns, rows)
    return len(found)


def item_line(t) -> dict:
    return {"transaction": t["invoice_id"], "id": t["item_line"]}


def copy_document(x, document, new, **values):
    """The same document once more under another id; gives the new line keys."""
    columns, rows = x.rows("netsuite", "transaction")
    row = next(row for row in rows if row["id"] == document)
    rows.append({**row, "id": new, "tranid": f"{row['tranid']}-B",
                 "transactionnumber": f"{row['transactionnumber']}-B", **values})
    x.save("netsuite", "transaction", columns, rows)
    columns, rows = x.rows("netsuite", "transactionline")
    rows += [{**row, "transaction": new, "uniquekey": f"9{row['uniquekey']}"}
             for row in rows if row["transaction"] == document]
    x.save("netsuite", "transactionline", columns, rows)
    columns, rows = x.rows("netsuite", "transactionaccountingline")
    rows += [{**row, "transaction": new} for row in rows if row["transaction"] == document]
    x.save("netsuite", "transactionaccountingline", columns, rows)


def times(text: str, factor) -> str:
    return str(Decimal(text) * factor)


def plus(text: str, amount: str) -> str:
    return str(Decimal(text) + Decimal(amount))


# ------------------------------------------------------------------ amounts


@fault
def a_cent_on_an_invoice_line(x, clean):
    t = clean.target(GOODS)
    x.change("netsuite", "transactionline", item_line(t),
             {"foreignamount": f"-{t['item_amount'] + Decimal('0.01')}"})
    return Fires({t["crm_id"]}, {"invoiced", "over_invoiced", "receivable_overdue", "recognised"},
                 {"over_invoiced": 1, "control_differs": 1}, tests={**CONTROL, **DOCUMENT})


@fault
def a_flipped_sign_on_an_invoice_line(x, clean):
    t = clean.target(GOODS)
    x.change("netsuite", "transactionline", item_line(t), {"foreignamount": f"{t['item_amount']}"})
    return Fires({t["crm_id"]}, {"invoiced", "overdue_invoice", "receivable_overdue", "recognised"},
                 {"overdue_invoice": 1, "control_differs": 2}, tests={**CONTROL, **DOCUMENT})


@fault
def a_missing_invoice(x, clean):
    t = clean.target(GOODS)
    drop_document(x, t["invoice_id"], links=False)
    return Fires({t["crm_id"], "none"}, NOT_BILLED, UNAPPLIED, tests=CONTROL)


@fault
def an_invoice_without_its_header(x, clean):
    t = clean.target(GOODS)
    drop(x, "netsuite", "transaction", lambda row: row["id"] == t["invoice_id"])
    return Fires({t["crm_id"], "none"}, NOT_BILLED, {**UNAPPLIED, "quarantined_row": 2}, tests=CONTROL,
                 quarantined={"transactionline": 3, "transactionaccountingline": 3})


@fault
def dates_swapped(x, clean):
    """An unpaid invoice that falls due before it was issued."""
    t = clean.one("""select transactions.id, transactions.trandate, transactions.duedate,
            deals.crm_opportunity_id as crm_id
        from raw.netsuite__transaction as transactions
        inner join marts.deal_links as links on links.document_id = transactions.id
        inner join marts.deals as deals on links.deal_id = deals.deal_id
        where transactions.type = 'CustInvc' and transactions.foreignamountpaid in ('0.00', '0')
            and transactions.duedate > '2026-07-01' and transactions.voided = 'F'
            and deals.crm_opportunity_id is not null
            and transactions._fivetran_deleted = 'false' order by 1 limit 1""")
    x.change("netsuite", "transaction", {"id": t["id"]},
             {"trandate": t["duedate"], "duedate": t["trandate"]})
    return Fires({t["crm_id"]}, {"invoiced", "overdue_invoice", "receivable_not_due", "sales_tax",
                                 "unbilled_revenue"},
                 {"overdue_invoice": 1, "control_differs": 2}, tests=CONTROL)


@fault
def a_due_date_brought_forward(x, clean):
    t = clean.one("""select transactions.id, transactions.trandate,
            deals.crm_opportunity_id as crm_id
        from raw.netsuite__transaction as transactions
        inner join marts.deal_links as links on links.document_id = transactions.id
        inner join marts.deals as deals on links.deal_id = deals.deal_id
        where transactions.type = 'CustInvc' and transactions.foreignamountpaid in ('0.00', '0')
            and transactions.duedate > '2026-07-01' and transactions.voided = 'F'
            and deals.crm_opportunity_id is not null
            and transactions._fivetran_deleted = 'false' order by 1 limit 1""")
    x.change("netsuite", "transaction", {"id": t["id"]}, {"duedate": t["trandate"]})
    return Fires({t["crm_id"]}, {"receivable_not_due", "receivable_overdue"})


@fault
def a_row_twice(x, clean):
    """A line of an invoice stands twice in the file, letter by letter."""
    t = clean.target(GOODS)
    x.append_like("netsuite", "transactionline", item_line(t), {})
    return Fires(rules={"quarantined_row": 1}, quarantined={"transactionline": 1})


@fault
def a_broken_line(x, clean):
    """An export that was cut off."""
    with open(x.folder / "netsuite" / "transaction.csv", "a", encoding="utf-8") as file:
        file.write('799999,BIL-9,"BIL-9\n')
    return Fires(rules={"quarantined_row": 1}, quarantined={"transaction": 1})


@fault
def a_line_with_too_few_columns(x, clean):
    with open(x.folder / "netsuite" / "transaction.csv", "a", encoding="utf-8") as file:
        file.write("799999,BIL-9,BIL-9,CustInvc\n")
    return Fires(rules={"quarantined_row": 1}, quarantined={"transaction": 1})


@fault
def text_in_an_amount(x, clean):
    t = clean.target(GOODS)
    x.change("netsuite", "transactionline", item_line(t), {"foreignamount": "see note"})
    return Fires({t["crm_id"]}, {"invoiced", "overdue_invoice", "receivable_overdue", "manual_journal"},
                 {"overdue_invoice": 1, "control_differs": 3, "quarantined_row": 1},
                 tests={**CONTROL, **DOCUMENT}, quarantined={"transactionline": 1})


@fault
def a_date_that_is_none(x, clean):
    t = clean.target(GOODS)
    x.change("netsuite", "transaction", {"id": t["invoice_id"]}, {"trandate": "2026-02-30"})
    return Fires({t["crm_id"], "none"}, NOT_BILLED, {**UNAPPLIED, "quarantined_row": 1}, tests=CONTROL,
                 quarantined={"transaction": 1})


@fault
def a_missing_key(x, clean):
    t = clean.target(GOODS)
    x.change("salesforce", "opportunity_line_item", _line_of(x, t), {"id": ""})
    return Fires(rules={"quarantined_row": 1}, quarantined={"opportunity_line_item": 1})


def _line_of(x, t) -> dict:
    """The only line item of a deal, by its id."""
    _, rows = x.rows("salesforce", "opportunity_line_item")
    return {"id": next(row["id"] for row in rows if row["opportunity_id"] == t["crm_id"])}


@fault
def one_key_with_two_contents(x, clean):
    """A deal stands twice with different amounts; the newer copy is the one that counts."""
    t = clean.target(GOODS)
    x.append_like("salesforce", "opportunity", {"id": t["crm_id"]},
                  {"amount": "1.00", "system_modstamp": "2024-01-01T00:00:00Z",
                   "last_modified_date": "2024-01-01T00:00:00Z",
                   "_fivetran_synced": "2024-01-01T00:00:00Z"})
    return Fires(rules={"quarantined_row": 1}, quarantined={"opportunity": 1})


# ------------------------------------------------------------- masters, owners


@fault
def a_changed_parent(x, clean):
    """A family loses a daughter to another: only who belongs to whom changes."""
    t = clean.target("currency = 'USD' and ultimate_parent_id = account_id")
    other = clean.one(f"""select records.source_account_id as id from marts.account_records as records
        inner join sound using (account_id)
        where records.source_system = 'salesforce' and sound.ultimate_parent_id = sound.account_id
            and sound.account_id <> '{t["account_id"]}' order by 1 limit 1""")
    own = clean.one(f"""select account_id as id from raw.salesforce__opportunity
        where id = '{t["crm_id"]}'""")
    x.change("salesforce", "account", {"id": own["id"]}, {"parent_id": other["id"]})
    return Fires(families=True)


@fault
def a_circle_of_parents(x, clean):
    t = clean.one("""select child.id, child.parent_id from raw.salesforce__account as child
        inner join raw.salesforce__account as parent on child.parent_id = parent.id
        where coalesce(parent.parent_id, '') = '' and child.is_deleted = 'false' order by 1 limit 1""")
    x.change("salesforce", "account", {"id": t["parent_id"]}, {"parent_id": t["id"]})
    return Fires(rules={"hierarchy_cycle": 1})


@fault
def a_deleted_account(x, clean):
    t = clean.target(f"""{GOODS} and customer_id in (select id from raw.netsuite__customer
        where coalesce(custentity_salesforce_account_id, '') <> '')""")
    own = clean.one(f"""select account_id as id from raw.salesforce__opportunity
        where id = '{t["crm_id"]}'""")
    x.change("salesforce", "account", {"id": own["id"]}, {"is_deleted": "true"})
    return Fires(rules={"unmatched_account": 1, "unresolved_reference": 1}, families=True)


@fault
def an_owner_removed(x, clean):
    t = clean.target(GOODS)
    x.change("salesforce", "opportunity", {"id": t["crm_id"]}, {"owner_id": ""})
    return Fires(rules={"deal_without_owner": 1})


@fault
def an_account_removed(x, clean):
    t = clean.target(GOODS)
    x.change("salesforce", "opportunity", {"id": t["crm_id"]}, {"account_id": ""})
    return Fires(rules={"deal_without_account": 1, "billed_to_unrelated_account": 2},
                 between_accounts={"booked", "billed_to_unrelated_account"})


@fault
def a_product_removed_from_the_map(x, clean):
    t = clean.target(GOODS)
    code = clean.one(f"""select itemid as code from raw.netsuite__item where id = '{t["item"]}'""")
    x.book["product_map"] = f"delete from book.product_map where product_code = '{code['code']}'"
    return Fires(rules={"unknown_product": 2})


# ----------------------------------------------------------------- documents


@fault
def a_void(x, clean):
    t = clean.target(GOODS)
    x.change("netsuite", "transaction", {"id": t["invoice_id"]},
             {"voided": "T", "void": "T", "status": "V", "lastmodifieddate": "2026-06-29 12:00:00"})
    return Fires({t["crm_id"], "none"}, NOT_BILLED, UNAPPLIED, tests=CONTROL)


@fault
def an_unknown_currency(x, clean):
    t = clean.target(GOODS)
    x.change("netsuite", "transaction", {"id": t["invoice_id"]}, {"currency": "99"})
    return Fires({t["crm_id"]}, {"booked", "invoiced", "recognised", "collected", "sales_tax"},
                 {"missing_rate": 1},
                 tests={"each_currency_of_the_bridge_is_an_iso_code": "fail",
                        "threshold_every_amount_has_a_rate": "fail"})


@fault
def a_second_receivables_account(x, clean):
    """Nothing may fire: which receivable an invoice stands on is no difference."""
    t = clean.target(GOODS)
    x.append_like("netsuite", "account", {"accttype": "AcctRec", "eliminate": "F"},
                  {"id": "1299", "acctnumber": "1299", "fullname": "1299 Other receivables",
                   "accountsearchdisplaynamecopy": "Other receivables"})
    _, rows = x.rows("netsuite", "account")
    first = next(row["id"] for row in rows if row["accttype"] == "AcctRec"
                 and row["eliminate"] == "F" and row["id"] != "1299")
    for document in (t["invoice_id"], t["payment_id"]):
        change_all(x, "netsuite", "transactionaccountingline",
                   lambda row: row["transaction"] == document and row["account"] == first,
                   {"account": "1299"})
        change_all(x, "netsuite", "transactionline",
                   lambda row: row["transaction"] == document and row["expenseaccount"] == first,
                   {"expenseaccount": "1299"})
    return Fires()


@fault
def billed_to_another_company(x, clean):
    t = clean.target(GOODS)
    other = clean.target(f"{GOODS} and ultimate_parent_id <> '{t['ultimate_parent_id']}'")
    x.change("netsuite", "transaction", {"id": t["invoice_id"]}, {"entity": other["customer_id"]})
    change_all(x, "netsuite", "transactionline",
               lambda row: row["transaction"] == t["invoice_id"], {"entity": other["customer_id"]})
    return Fires(rules={"billed_to_unrelated_account": 2}, between_accounts={
        "invoiced", "collected", "sales_tax", "recognised", "billed_to_unrelated_account"})


@fault
def tax_in_the_crm_amount(x, clean):
    t = clean.target(f"{GOODS} and tax > 0")
    x.change("salesforce", "opportunity_line_item", _line_of(x, t),
             {"total_price": str(t["item_amount"] + t["tax"])})
    return Fires({t["crm_id"]}, {"booked", "crm_amount_stale"}, {"crm_amount_stale": 1})


@fault
def a_late_line_under_an_unchanged_header(x, clean):
    t = clean.target(GOODS)
    x.append_like("netsuite", "transactionline", item_line(t), {
        "id": "77", "linesequencenumber": "77", "uniquekey": "99000077", "foreignamount": "-50.00",
        "netamount": "-50.00"})
    return Fires({t["crm_id"]}, {"invoiced", "over_invoiced", "receivable_overdue",
                                 "outside_recognised_definition"},
                 {"over_invoiced": 1, "control_differs": 1}, tests={**CONTROL, **DOCUMENT})


@fault
def an_invoice_of_an_unknown_order(x, clean):
    t = clean.target(GOODS)
    change_all(x, "netsuite", "transactionline",
               lambda row: row["transaction"] == t["invoice_id"] and row["createdfrom"],
               {"createdfrom": "799999"})
    return Fires(links={"none"})


@fault
def an_order_of_an_unknown_deal(x, clean):
    t = clean.target(f"{GOODS} and order_method = 'reference'")
    x.change("netsuite", "transaction", {"id": t["order_id"]},
             {"custbody_salesforce_opportunity_id": "006000000000000AAA"})
    return Fires(rules={"unknown_reference": 1}, links={"inferred"})


@fault
def a_typo_in_an_order_number(x, clean):
    t = clean.one("""select deals.crm_opportunity_id as crm_id, links.document_id as order_id,
            crm.erp_order_number_c as number
        from marts.deal_links as links inner join marts.deals as deals using (deal_id)
        inner join raw.salesforce__opportunity as crm on crm.id = deals.crm_opportunity_id
        where links.method = 'number' and links.document_type = 'order'
            and coalesce(crm.erp_order_number_c, '') <> ''
        order by deals.booked_amount, 1 limit 1""")
    x.change("salesforce", "opportunity", {"id": t["crm_id"]},
             {"erp_order_number_c": f"{t['number']}7"})
    return Fires(links={"inferred"})


@fault
def a_duplicated_deal(x, clean):
    """The deal is entered once more."""
    t = clean.target(GOODS)
    x.append_like("salesforce", "opportunity", {"id": t["crm_id"]}, {"id": "006Tq0000000ZZZIAA"})
    x.append_like("salesforce", "opportunity_line_item", _line_of(x, t),
                  {"id": "00kTq0000000ZZZIAA", "opportunity_id": "006Tq0000000ZZZIAA"})
    return Fires({"006Tq0000000ZZZIAA"}, {"booked", "duplicate_booking"}, {"duplicate_booking": 1})


@fault
def a_crm_amount_edited(x, clean):
    t = clean.target(GOODS)
    x.change("salesforce", "opportunity_line_item", _line_of(x, t),
             {"total_price": str(t["item_amount"] + 500)})
    return Fires({t["crm_id"]}, {"booked", "crm_amount_stale"}, {"crm_amount_stale": 1})


@fault
def a_stage_reverted(x, clean):
    t = clean.target(GOODS)
    x.change("salesforce", "opportunity", {"id": t["crm_id"]},
             {"stage_name": "Negotiation", "is_won": "false", "is_closed": "false"})
    return Fires({t["crm_id"]}, {"booked", "order_without_deal"}, {"order_without_deal": 1})


@fault
def a_deals_currency_changed(x, clean):
    t = clean.target(GOODS)
    x.change("salesforce", "opportunity", {"id": t["crm_id"]}, {"currency_iso_code": "EUR"})
    return Fires({t["crm_id"]}, {"booked", "invoiced", "crm_amount_stale", "billed_in_other_currency",
                                 "fx_movement", "rounding"}, {"crm_amount_stale": 1})


@fault
def a_close_date_in_the_future(x, clean):
    t = clean.target(GOODS)
    x.change("salesforce", "opportunity", {"id": t["crm_id"]}, {"close_date": "2027-03-31"})
    return Fires({t["crm_id"]}, {"booked", "before_booking"})


@fault
def an_invoice_date_in_the_future(x, clean):
    t = clean.target(GOODS)
    x.change("netsuite", "transaction", {"id": t["invoice_id"]},
             {"trandate": "2027-03-31", "duedate": "2027-04-30"})
    return Fires({t["crm_id"], "none"},
                 NOT_BILLED - {"recognised"} | {"unbilled_revenue"},
                 {"overdue_invoice": 1, "control_differs": 2}, tests=CONTROL)


@fault
def a_cancelled_line_reopened(x, clean):
    t = clean.one("""select lines."transaction" as order_id, lines.id,
            coalesce(deals.crm_opportunity_id, deals.erp_document_id) as crm_id
        from raw.netsuite__transactionline as lines
        inner join marts.deal_links as links on links.document_id = lines."transaction"
        inner join marts.deals as deals using (deal_id)
        where lines.isclosed = 'T' and links.document_type = 'order' order by 1, 2 limit 1""")
    x.change("netsuite", "transactionline", {"transaction": t["order_id"], "id": t["id"]},
             {"isclosed": "F", "closedate": ""})
    return Fires({t["crm_id"]}, {"order_cancelled", "overdue_invoice"}, {"overdue_invoice": 1})


@fault
def a_wrong_quantity_billed(x, clean):
    """The ERP's own count of what was billed is lost."""
    t = clean.target(GOODS)
    change_all(x, "netsuite", "transactionline",
               lambda row: row["transaction"] == t["order_id"] and row["quantitybilled"],
               {"quantitybilled": "0"})
    return Fires(rules={"control_differs": 1}, tests=CONTROL)


# ---------------------------------------------------------------------- cash


@fault
def a_wrong_open_amount(x, clean):
    t = clean.target(GOODS)
    x.change("netsuite", "transaction", {"id": t["invoice_id"]},
             {"foreignamountunpaid": "10.00", "foreignamountpaid": str(t["gross"] - 10)})
    return Fires(rules={"control_differs": 1}, tests=CONTROL)


@fault
def a_payment_applied_twice(x, clean):
    """The link of a receipt to its invoice comes once more, from another of its lines."""
    t = clean.target(GOODS)
    x.append_like("netsuite", "nexttransactionlinelink",
                  {"previousdoc": t["invoice_id"], "nextdoc": t["payment_id"]}, {"nextline": "9"})
    return Fires({t["crm_id"], "none"}, {"collected", "receivable_overdue", "unapplied_cash"},
                 {"control_differs": 2}, tests=CONTROL)


@fault
def a_payment_without_its_link(x, clean):
    t = clean.target(GOODS)
    drop(x, "netsuite", "nexttransactionlinelink",
         lambda row: row["previousdoc"] == t["invoice_id"] and row["nextdoc"] == t["payment_id"])
    return Fires({t["crm_id"], "none"}, {"collected", "receivable_overdue", "unapplied_cash"},
                 {"control_differs": 2, "cash_not_applied": 1}, tests=CONTROL)


@fault
def a_missing_payment(x, clean):
    t = clean.target(GOODS)
    drop_document(x, t["payment_id"])
    return Fires({t["crm_id"]}, {"collected", "receivable_overdue"}, {"control_differs": 1},
                 tests=CONTROL)


@fault
def a_receipt_that_is_no_cash(x, clean):
    """A receipt whose debit stands on an expense account: nothing reached the bank."""
    t = clean.target(GOODS)
    _, rows = x.rows("netsuite", "account")
    bank = next(row["id"] for row in rows if row["accttype"] == "Bank")
    expense = next(row["id"] for row in rows if row["accttype"] in ("Expense", "OthExpense"))
    change_all(x, "netsuite", "transactionaccountingline",
               lambda row: row["transaction"] == t["payment_id"] and row["account"] == bank,
               {"account": expense})
    change_all(x, "netsuite", "transactionline",
               lambda row: row["transaction"] == t["payment_id"] and row["expenseaccount"] == bank,
               {"expenseaccount": expense})
    return Fires(rules={"control_differs": 1}, tests=CONTROL)


@fault
def a_credit_that_looks_like_cash(x, clean):
    """A credit memo that was keyed in as a receipt: same amount, no bank line."""
    t = clean.one("""select links.previousdoc as invoice_id, links.nextdoc as credit_id,
            coalesce(deals.crm_opportunity_id, deals.erp_document_id) as crm_id
        from raw.netsuite__nexttransactionlinelink as links
        inner join marts.deal_links as owned on owned.document_id = links.previousdoc
        inner join marts.deals as deals using (deal_id)
        where links.nexttype = 'CustCred' and links.linktype = 'Payment'
            and deals.crm_opportunity_id is not null and deals.currency = 'USD'
        order by cast(links.foreignamount as decimal(18, 2)), 1 limit 1""")
    change_all(x, "netsuite", "transaction", lambda row: row["id"] == t["credit_id"],
               lambda row: {"type": "CustPymt", "recordtype": "customerpayment",
                            "abbrevtype": "PMT"})
    change_all(x, "netsuite", "nexttransactionlinelink",
               lambda row: row["nextdoc"] == t["credit_id"], {"nexttype": "CustPymt"})
    return Fires({t["crm_id"]}, {"invoiced", "credit_memo", "collected", "settlement_discount",
                                 "manual_journal"},
                 {"control_differs": 1}, tests=CONTROL, links={"none"})


@fault
def a_write_off_without_its_link(x, clean):
    t = clean.one("""select links.previousdoc as invoice_id, links.nextdoc as journal_id,
            coalesce(deals.crm_opportunity_id, deals.erp_document_id) as crm_id
        from raw.netsuite__nexttransactionlinelink as links
        inner join marts.deal_links as owned on owned.document_id = links.previousdoc
        inner join marts.deals as deals using (deal_id)
        where links.nexttype = 'Journal' and links.linktype = 'Payment' order by 2 limit 1""")
    drop(x, "netsuite", "nexttransactionlinelink",
         lambda row: row["nextdoc"] == t["journal_id"] and row["previousdoc"] == t["invoice_id"])
    return Fires({t["crm_id"]}, {"receivable_overdue", "write_off"}, {"control_differs": 2}, tests=CONTROL)


# ------------------------------------------------------------------- revenue


def _journal_of(clean, t) -> dict:
    """A revenue journal that releases an invoice."""
    return clean.one(f"""select planned.journal, planned.id as planned, planned.amount
        from raw.netsuite__revenueplanplannedrevenue as planned
        inner join raw.netsuite__revenueplan as plans on planned.revenueplan = plans.id
        inner join raw.netsuite__revenueelement as elements on plans.createdfrom = elements.id
        inner join raw.netsuite__transactionline as billed on elements.referenceid = billed.uniquekey
        where billed."transaction" = '{t["invoice_id"]}' and planned.isrecognized = 'T'
        order by 1 limit 1""")


@fault
def a_revenue_journal_posted_twice(x, clean):
    t = clean.target(EARNING)
    copy_document(x, _journal_of(clean, t)["journal"], "799991")
    return Fires({"799991"}, {"recognised", "manual_journal"})


@fault
def a_revenue_journal_missing(x, clean):
    t = clean.target(EARNING)
    drop_document(x, _journal_of(clean, t)["journal"])
    return Fires({t["crm_id"]}, {"recognised", "deferred_revenue"},
                 tests={"netsuite_lines_have_their_document": "fail"})


@fault
def a_schedule_removed(x, clean):
    """A revenue element that has posted nothing yet is gone, with its plans."""
    t = clean.one("""select elements.id as element, lines."transaction" as invoice_id,
            deals.crm_opportunity_id as crm_id
        from raw.netsuite__revenueelement as elements
        inner join raw.netsuite__transactionline as lines on elements.referenceid = lines.uniquekey
        inner join marts.deal_links as owned on owned.document_id = lines."transaction"
        inner join marts.deals as deals using (deal_id)
        where owned.document_type = 'invoice' and deals.crm_opportunity_id is not null
            and elements.id not in (
                select plans.createdfrom from raw.netsuite__revenueplan as plans
                inner join raw.netsuite__revenueplanplannedrevenue as planned
                    on planned.revenueplan = plans.id where planned.isrecognized = 'T')
        order by 1 limit 1""")
    drop(x, "netsuite", "revenueelement", lambda row: row["id"] == t["element"])
    plans = drop(x, "netsuite", "revenueplan", lambda row: row["createdfrom"] == t["element"])
    drop(x, "netsuite", "revenueplanplannedrevenue",
         lambda row: row["revenueplan"] in {plan["id"] for plan in plans})
    return Fires({t["crm_id"]}, {"awaiting_delivery", "no_recognition_schedule"},
                 {"no_recognition_schedule": 1})


@fault
def a_posting_on_the_wrong_account(x, clean):
    """The ledger has the invoice's line on a bank account, the invoice on income."""
    t = clean.target(GOODS)
    _, rows = x.rows("netsuite", "account")
    wrong = next(row["id"] for row in rows if row["accttype"] == "OthCurrLiab")
    x.change("netsuite", "transactionaccountingline",
             {"transaction": t["invoice_id"], "transactionline": t["item_line"]},
             {"account": wrong})
    return Fires({t["crm_id"]}, {"recognised", "outside_recognised_definition"})


@fault
def a_posting_of_another_amount(x, clean):
    """The ledger's line is a cent off the document's."""
    t = clean.target(GOODS)
    _, rows = x.rows("netsuite", "transactionaccountingline")
    row = next(row for row in rows if row["transaction"] == t["invoice_id"]
               and row["transactionline"] == t["item_line"])
    x.change("netsuite", "transactionaccountingline",
             {"transaction": t["invoice_id"], "transactionline": t["item_line"]},
             {"amount": plus(row["amount"], "0.01"), "netamount": plus(row["netamount"], "0.01"),
              "credit": plus(row["credit"], "-0.01")})
    return Fires(rules={"control_differs": 1},
                 tests={**CONTROL, "netsuite_ledger_postings_balance": "fail"})


# ------------------------------------------------------------ rates, register


@fault
def rates_missing_for_three_weeks(x, clean):
    """Nothing is assumed: what needs a rate of those days has none."""
    t = clean.one("""select deals.close_date, deals.currency, keys.id as currency_id
        from marts.deals as deals
        inner join raw.netsuite__currency as keys on keys.symbol = deals.currency
        where deals.is_won and deals.currency = 'EUR' and deals.close_date > date '2025-02-01'
        order by deals.close_date limit 1""")
    last = t["close_date"] + timedelta(days=7)
    first = t["close_date"] - timedelta(days=14)
    drop(x, "netsuite", "currencyrate", lambda row: t["currency_id"] in (
        row["transactioncurrency"], row["basecurrency"])
        and str(first) <= row["effectivedate"] <= str(last))
    return Fires(only_reporting=True, rules={"missing_rate": None}, gone={"crm_fx_rate": None},
                 tests={"threshold_every_amount_has_a_rate": "fail"})


def _adjustment(x, clean, **values):
    """A row of the register like one that counts."""
    t = clean.target(GOODS)
    columns, rows = x.rows("spreadsheets", "adjustments")
    rows.append({**dict.fromkeys(columns, ""), "adjustment_id": "ADJ-9999", "metric": "booked",
                 "deal_ref": t["crm_id"], "period": str(t["close_date"])[:7], "amount": "100.00",
                 "currency": "USD", "reason": "Side letter", "requested_by": "a@example.test",
                 "approved_by": "b@example.test", "approved_at": "2026-06-01T12:00:00Z", **values})
    x.save("spreadsheets", "adjustments", columns, rows)
    return t


@fault
def an_adjustment_approved_by_its_requester(x, clean):
    _adjustment(x, clean, approved_by="a@example.test")
    return Fires(rules={"adjustment_not_effective": 1},
                 tests={"threshold_few_adjustments_are_unapproved": "warn"})


@fault
def an_expired_adjustment(x, clean):
    _adjustment(x, clean, expires_on="2026-06-15")
    return Fires(rules={"adjustment_not_effective": 1},
                 tests={"threshold_few_adjustments_are_unapproved": "warn"})


@fault
def an_adjustment_nobody_reported(x, clean):
    """Approved and in force: it moves the reported number and nothing else."""
    t = _adjustment(x, clean)
    return Fires({t["crm_id"]}, {"booked", "approved_adjustment", "booked_reported"})


# -------------------------------------------------------------------- files


@fault
def a_byte_order_mark_and_other_line_ends(x, clean):
    """Nothing may change: the same rows as an editor on Windows saves them."""
    for file in ("salesforce/opportunity.csv", "netsuite/transaction.csv"):
        path = x.folder / file
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    return Fires()


@fault
def an_optional_table_missing(x, clean):
    """The contacts are not needed: their absence is in source_coverage."""
    (x.folder / "salesforce" / "contact.csv").unlink()
    return Fires(absent={"contact"})
