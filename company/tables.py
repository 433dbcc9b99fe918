"""From the company's records to the rows that its loaders land, and to CSV."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from company.columns import TABLES
from company.erp import CHART, TYPES
from company.identifiers import salesforce_id
from company.money import day, month_end, month_of, months_from


# What the CSV writer itself writes as it should be; nothing is an empty field.
PLAIN = {str, int, date, type(None)}


def tables_of(company) -> dict:
    """The rows of every table: system -> table -> rows, strays last."""
    rows = {
        "salesforce": _crm_tables(company),
        "netsuite": _erp_tables(company),
        "ops": {"projects": company.projects},
        "spreadsheets": {"adjustments": company.adjustments},
    }
    for (system, table), strays in company.strays.items():
        rows[system][table] = rows[system].get(table, []) + strays
    return rows


def write_tables(company, folder, systems=None):
    """Write every table of the chosen systems (all of them where none are named)."""
    rows = tables_of(company)
    for system, tables in TABLES.items():
        if systems is not None and system not in systems:
            continue
        target = Path(folder) / system
        target.mkdir(parents=True, exist_ok=True)
        for table, columns in tables.items():
            write_rows(target / f"{table}.csv", columns, rows[system].get(table, []),
                       company.synced)


def write_rows(path, columns, rows, synced, more=False):
    """Write a table as CSV, or `more` of it below what is there."""
    known, stamped = set(columns), columns[-1] == "_fivetran_synced"
    with open(path, "a" if more else "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        if not more:
            writer.writerow(columns)
        for row in rows:
            if not known.issuperset(row):
                raise KeyError(f"{path.name}: no column {sorted(set(row) - known)}")
            values = [row.get(column) for column in columns]
            if stamped:
                values[-1] = synced
            writer.writerow([x if type(x) in PLAIN else _text(x) for x in values])


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal) and value.as_tuple().exponent < -6:
        value = value.normalize()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _flag(value) -> str:
    return "T" if value else "F"


def _crm_tables(company) -> dict:
    tables = dict(company.crm)
    tables["currency_type"] = [
        {"id": salesforce_id("01L", place), "iso_code": iso, "conversion_rate": rate,
         "is_corporate": iso == company.reporting_currency, "is_active": True,
         "decimal_places": 2}
        for place, (iso, rate) in enumerate(company.crm_currencies.items(), start=1)]
    return tables


def _erp_tables(company) -> dict:
    tables = dict(company.erp)
    tables["account"] = [
        {"id": number, "acctnumber": code, "accountsearchdisplaynamecopy": name,
         "fullname": f"{code} {name}", "accttype": kind,
         "generalrate": "AVERAGE" if kind in ("Income", "Expense", "OthExpense") else "CURRENT",
         "eliminate": eliminate, "issummary": "F", "isinactive": "F", "_fivetran_deleted": False}
        for number, code, name, kind, eliminate in CHART.values()]
    tables["accountingbook"] = [{"id": 1, "name": "Primary book", "isprimary": "T",
                                 "_fivetran_deleted": False}]
    tables["accountingperiod"] = _periods(company)
    tables["currency"], tables["currencyrate"] = _currencies(company)
    tables["item"] = [
        {"id": p.erp_id, "itemid": p.code, "fullname": p.code, "displayname": p.name,
         "itemtype": "Service", "incomeaccount": CHART[p.income][0],
         "deferredrevenueaccount": CHART[p.deferral][0] if p.deferral else None,
         "revenuerecognitionrule": p.rule, "isinactive": "F",
         "lastmodifieddate": "2025-02-01 09:00:00", "_fivetran_deleted": False}
        for p in company.products.values() if p.in_erp]
    tables["transaction"] = [_transaction(company, d) for d in company.documents]
    tables["transactionline"] = [
        _transaction_line(company, line) for d in company.documents for line in d.lines]
    tables["transactionaccountingline"] = [
        _accounting_line(line) for d in company.documents for line in d.lines]
    tables["nexttransactionlinelink"] = _links(company)
    tables.update(_revenue(company))
    return tables


def _period_id(company, month: str) -> int:
    year, number = int(month[:4]), int(month[5:7])
    return 500 + (year - company.first_year) * 12 + number


def _periods(company) -> list[dict]:
    """Years, quarters and months. Each is closed five days after its end, as of the load."""
    loaded = day(company.synced[:10])
    rows = []

    def add(number, name, start, end, quarter, year, parent):
        closed = end + timedelta(days=5) < loaded
        rows.append({
            "id": number, "periodname": name, "startdate": start, "enddate": end,
            "isposting": _flag(not quarter and not year), "isquarter": _flag(quarter),
            "isyear": _flag(year), "isadjust": "F", "closed": _flag(closed),
            "closedondate": f"{end + timedelta(days=5)} 16:00:00" if closed else None,
            "alllocked": _flag(closed), "arlocked": _flag(closed), "aplocked": _flag(closed),
            "parent": parent, "isinactive": "F", "_fivetran_deleted": False})

    for year in range(company.first_year, company.last_year + 1):
        months = months_from(f"{year}-01", 12)
        add(100 + year - 2000, f"FY {year}", day(f"{year}-01-01"), day(f"{year}-12-31"),
            False, True, None)
        for quarter in range(4):
            first, *_, last = months[3 * quarter:3 * quarter + 3]
            quarter_id = 200 + 4 * (year - company.first_year) + quarter
            add(quarter_id, f"Q{quarter + 1} {year}", day(first + "-01"), month_end(last),
                True, False, 100 + year - 2000)
            for month in months[3 * quarter:3 * quarter + 3]:
                add(_period_id(company, month), f"{day(month + '-01'):%b %Y}",
                    day(month + "-01"), month_end(month), False, False, quarter_id)
    return rows


def _currencies(company) -> tuple[list, list]:
    from company.builder import CURRENCIES

    used = [x for x in CURRENCIES if x in company.subsidiaries.values()
            or x == company.reporting_currency or any(x in pair for pair in company.knots)
            or any(x == document.currency for document in company.documents)]
    daily = []
    for (currency, base), _ in sorted(company.knots.items()):
        for on, rate in company.daily_rates(currency, base).items():
            daily.append((on, company.currency_id(base), company.currency_id(currency), rate))
    rates = [
        {"id": place, "basecurrency": base, "transactioncurrency": currency, "effectivedate": on,
         "exchangerate": rate, "lastmodifieddate": f"{on} 06:30:00", "_fivetran_deleted": False}
        for place, (on, base, currency, rate) in enumerate(sorted(daily), start=1)]
    last = {(currency, base): rate for _, base, currency, rate in sorted(daily)}
    reporting = company.currency_id(company.reporting_currency)
    currencies = [
        {"id": CURRENCIES[x][0], "symbol": x, "name": CURRENCIES[x][1],
         "exchangerate": last.get((CURRENCIES[x][0], reporting), 1),
         "isbasecurrency": _flag(x == company.reporting_currency),
         "currencyprecision": CURRENCIES[x][2], "isinactive": "F", "_fivetran_deleted": False}
        for x in used]
    return currencies, rates


def _status(document) -> str | None:
    """The one-letter status."""
    if document.voided:
        return "V"
    if document.type == "SalesOrd":
        lines = [x for x in document.lines if x.kind == "item"]
        if any(x.closed_on for x in lines):
            return "H"
        return "G" if all(document.billed(x) == abs(x.quantity) for x in lines) else "F"
    if document.type == "CustInvc":
        return "A" if document.open() else "B"
    if document.type == "CustCred":
        return "A" if -document.gross > document.used() else "B"
    return {"CustPymt": "B", "CashSale": "C", "CustDep": "B", "DepAppl": "B"}.get(document.type)


def _transaction(company, d) -> dict:
    record_type, short_type, _, posts = TYPES[d.type]
    sales = d.type in ("SalesOrd", "CustInvc", "CustCred", "CashSale", "CashRfnd")
    row = {
        "id": d.id, "tranid": d.number, "transactionnumber": d.number, "type": d.type,
        "recordtype": record_type, "abbrevtype": short_type, "trandate": d.date, "duedate": d.due,
        "createddate": d.created, "lastmodifieddate": d.modified,
        "postingperiod": _period_id(company, d.period or month_of(d.date)),
        "posting": _flag(posts), "status": _status(d), "approvalstatus": 2,
        "entity": d.customer.id if d.customer else None,
        "currency": company.currency_id(d.currency), "exchangerate": d.rate,
        "otherrefnum": d.po, "memo": d.memo, "voided": _flag(d.voided), "void": _flag(d.voided),
        "isreversal": "F", "intercoadj": "F",
        "custbody_salesforce_opportunity_id": d.deal_ref,
        "_fivetran_deleted": d.deleted_at is not None, "date_deleted": d.deleted_at,
    }
    if d.type != "Journal":
        row["foreigntotal"] = d.gross
    if sales:
        row["taxtotal"], row["totalaftertaxes"] = d.tax, d.gross
    if d.type == "CustInvc":
        row["foreignamountpaid"], row["foreignamountunpaid"] = d.settled(), d.open()
        if d.voided:
            row["foreignamountpaid"] = row["foreignamountunpaid"] = Decimal("0.00")
    if d.type in ("CustCred", "CustPymt", "CustDep"):
        used = d.used()
        row["foreignpaymentamountused"] = used
        row["foreignpaymentamountunused"] = abs(d.gross) - used if d.alive else Decimal("0.00")
    if d.type == "SalesOrd" and row["status"] in ("G", "H"):
        row["closedate"] = max(
            [x.document.date for line in d.lines for x in line.billings()]
            + [line.closed_on for line in d.lines if line.closed_on])
    return row


def _transaction_line(company, line) -> dict:
    d = line.document
    customer = line.customer or d.customer
    order_line = d.type == "SalesOrd" and line.kind == "item"
    return {
        "id": line.number, "transaction": d.id, "uniquekey": line.unique_key,
        "linesequencenumber": line.number, "mainline": _flag(line.kind == "main"),
        "taxline": _flag(line.kind == "tax"),
        "item": line.product.erp_id if line.product else None,
        "itemtype": "Service" if line.product else "TaxItem" if line.kind == "tax" else None,
        "quantity": line.quantity,
        "rate": (abs(line.amount / line.quantity).quantize(Decimal("0.01"))
                 if line.quantity else None),
        "netamount": line.base, "foreignamount": line.amount, "subsidiary": d.subsidiary,
        "entity": customer.id if customer else None,
        "createdfrom": line.created_from.id if line.created_from else None,
        "expenseaccount": CHART[line.account][0],
        "isclosed": _flag(line.closed_on), "closedate": line.closed_on,
        "isrevrectransaction": _flag(line.is_revenue),
        "revenueelement": line.element.id if line.element else None,
        "transactiondiscount": _flag(line.is_discount), "donotdisplayline": "F", "iscogs": "F",
        "eliminate": _flag(customer and customer.intercompany),
        "isfxvariance": _flag(line.is_exchange),
        "quantitybilled": d.billed(line) if order_line else None,
        "expectedshipdate": line.billing_date, "linelastmodifieddate": d.modified,
        "_fivetran_deleted": d.deleted_at is not None, "date_deleted": d.deleted_at,
    }


def _accounting_line(line) -> dict:
    return {
        "accountingbook": 1, "transaction": line.document.id, "transactionline": line.number,
        "account": CHART[line.account][0], "amount": line.base,
        "debit": line.base if line.base > 0 else None,
        "credit": -line.base if line.base < 0 else None, "netamount": line.base,
        "posting": _flag(TYPES[line.document.type][3]), "exchangerate": line.document.rate,
        "_fivetran_deleted": line.document.deleted_at is not None,
    }


def _links(company) -> list[dict]:
    """What bills what, and what settles what. Links of deleted documents are gone."""
    rows = []
    for d in company.documents:
        for line in d.lines:
            order_line = line.bills
            if order_line is not None and order_line.document.type == "SalesOrd":
                rows.append((order_line.document, order_line.number, d, line.number, "OrdBill",
                             abs(line.amount), d.created))
    for a in company.applications:
        rows.append((a.settled, a.settled_line, a.settling, a.settling_line, a.link_type,
                     a.amount, a.at))
    return [
        {"previousdoc": before.id, "previousline": before_line, "previoustype": before.type,
         "nextdoc": after.id, "nextline": after_line, "nexttype": after.type, "linktype": kind,
         "foreignamount": amount, "lastmodifieddate": at}
        for before, before_line, after, after_line, kind, amount, at in rows
        if before.deleted_at is None and after.deleted_at is None]


def _revenue(company) -> dict:
    """Elements, their actual plans with posted months, and the forecast plans beside them."""
    elements, plans, planned = [], [], []
    for s in company.schedules:
        line, d = s.line, s.line.document
        currency = company.currency_id(d.currency)
        total = -line.amount
        posted = sum((s.parts[month] for month in s.journals), Decimal("0.00"))
        changed = max([d.created] + [j.created for j in s.journals.values()])
        deferral = CHART["unbilled" if d.type == "SalesOrd" else line.product.deferral
                         or "deferred"][0]
        income = CHART[line.product.income][0]
        elements.append({
            "id": s.id, "source": d.number, "sourcerecordtype": TYPES[d.type][0],
            "referenceid": line.unique_key, "item": line.product.erp_id, "entity": d.customer.id,
            "subsidiary": d.subsidiary, "currency": currency, "exchangerate": d.rate,
            "quantity": 1, "salesamount": total, "discountedsalesamount": total,
            "allocationamount": total, "revrecstartdate": s.start, "revrecenddate": s.end,
            "elementdate": d.date, "revenuerecognitionrule": s.rule,
            "recognitionaccount": income, "deferralaccount": deferral,
            "revenueplanstatus": "Completed" if posted == total else "In Progress",
            "requiresrevenueplanupdate": "F", "accountingbook": 1, "lastmodifieddate": changed,
            "_fivetran_deleted": d.deleted_at is not None})
        for kind in ("ACTUAL", "FORECAST"):
            actual = kind == "ACTUAL"
            plan_id = str(company.own(6400 + len(plans)))
            parts = s.parts if s.parts or actual else {s.expected or month_of(s.start): total}
            plans.append({
                "id": plan_id, "createdfrom": s.id, "revenueplantype": kind, "amount": total,
                "revenueplancurrency": currency, "exchangerate": d.rate,
                "recognitionmethod": s.rule, "revrecstartdate": s.start, "revrecenddate": s.end,
                "totalrecognized": posted if actual else None,
                "remainingdeferredbalance": total - posted if actual else None,
                "holdrevenuerecognition": _flag(s.hold), "terminmonths": len(parts) or None,
                "statusfordisplay": "On Hold" if s.hold
                else "Completed" if posted == total else "In Progress",
                "item": line.product.erp_id, "lastmodifieddate": changed,
                "_fivetran_deleted": d.deleted_at is not None})
            for month, amount in sorted(parts.items()):
                journal = s.journals.get(month) if actual else None
                planned.append({
                    "id": str(company.own(47000 + len(planned))), "revenueplan": plan_id,
                    "plannedperiod": _period_id(company, month),
                    "postingperiod": _period_id(company, month) if journal else None,
                    "amount": amount, "isrecognized": _flag(journal),
                    "journal": journal.id if journal else None,
                    "dateexecuted": journal.date if journal else None,
                    "deferredrevenueaccount": deferral, "recognitionaccount": income,
                    "exchangerate": d.rate, "plannedrevenuetype": kind,
                    "_fivetran_deleted": d.deleted_at is not None})
    return {"revenueelement": elements, "revenueplan": plans,
            "revenueplanplannedrevenue": planned}
