"""
The ERP side: customers, orders, invoices, credits, receipts, journals and revenue schedules.

Every document keeps its lines as debits (+) and credits (-), in its own currency and in the base
of its subsidiary, and balances in both. What other tables repeat (amounts paid, quantities billed,
status) is worked out when the company is written, so that it can never disagree.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from company.money import day, in_parts, moment, money, month_end, month_of, months_from

# type: (record type, short type, number prefix, posts to the ledger)
TYPES = {
    "SalesOrd": ("salesorder", "SALESORD", "ORD-", False),
    "CustInvc": ("invoice", "INV", "BIL-", True),
    "CustCred": ("creditmemo", "CREDMEM", "CRN-", True),
    "CashSale": ("cashsale", "CASHSALE", "CSH-", True),
    "CashRfnd": ("cashrefund", "CASHRFD", "CSR-", True),
    "CustPymt": ("customerpayment", "PMT", "RCP-", True),
    "CustDep": ("customerdeposit", "CUSTDEP", "DPT-", True),
    "DepAppl": ("depositapplication", "DEPAPPL", "DPA-", True),
    "CustRfnd": ("customerrefund", "CUSTRFD", "RFD-", True),
    "Journal": ("journalentry", "GENJRNL", "JNL-", True),
}

# key: (id, number, name, type, eliminate)
CHART = {
    "bank": (10, "1010", "Current account", "Bank", "F"),
    "receivable": (12, "1210", "Trade receivables", "AcctRec", "F"),
    "unbilled": (13, "1310", "Unbilled receivables", "UnbilledRec", "F"),
    "group_receivable": (14, "1410", "Due from group companies", "AcctRec", "T"),
    "sales_tax": (21, "2110", "Sales tax and VAT", "OthCurrLiab", "F"),
    "deposits": (22, "2120", "Deposits from customers", "OthCurrLiab", "F"),
    "deferred": (23, "2310", "Contract liabilities", "DeferRevenue", "F"),
    "clearing": (24, "2410", "Pass-through clearing", "OthCurrLiab", "F"),
    "subscription": (41, "4010", "Subscription income", "Income", "F"),
    "services": (42, "4020", "Services income", "Income", "F"),
    "licence": (43, "4030", "Licence income", "Income", "F"),
    "usage": (44, "4040", "Usage income", "Income", "F"),
    "group_income": (45, "4910", "Income from group companies", "Income", "T"),
    "bad_debt": (61, "6110", "Credit losses", "Expense", "F"),
    "discounts": (71, "7110", "Cash discounts", "OthExpense", "F"),
    "exchange": (72, "7210", "Realised exchange differences", "OthExpense", "F"),
    "orders": (90, "9010", "Open sales orders", "NonPosting", "F"),
}


@dataclass
class Product:
    """What is sold: an item in the ERP and, under the same code, a product in the CRM."""

    code: str
    name: str
    income: str
    deferral: str | None
    rule: str | None
    erp_id: str
    crm_id: str | None
    in_erp: bool


@dataclass(eq=False)
class Customer:
    """An ERP customer."""

    id: str
    number: str
    name: str
    row: dict
    currency: str
    subsidiary: str
    intercompany: bool


@dataclass(eq=False)
class Line:
    """A line of a document. `amount` and `base` are debits when positive."""

    document: "Document"
    number: int
    kind: str  # main, item, tax or other
    account: str
    amount: Decimal
    base: Decimal
    unique_key: int
    product: Product | None = None
    quantity: Decimal | None = None
    billing_date: object = None
    created_from: "Document | None" = None
    bills: "Line | None" = None
    closed_on: object = None
    customer: Customer | None = None
    is_discount: bool = False
    is_exchange: bool = False
    is_revenue: bool = False
    element: "Schedule | None" = None
    billed_by: list = field(default_factory=list)

    def billings(self) -> list["Line"]:
        """The lines of living invoices and cash sales that bill this order line."""
        return [x for x in self.billed_by if x.document.alive and x.quantity
                and x.document.type in ("CustInvc", "CashSale")]


@dataclass(eq=False)
class Application:
    """Part of an invoice settled by a receipt, a credit or a journal; or of those, by a refund."""

    settled: "Document"
    settling: "Document"
    amount: Decimal  # in the settled document's currency, discount included
    used: Decimal  # in the settling document's currency, cash or credit only
    at: str
    link_type: str = "Payment"
    settled_line: int = 0
    settling_line: int = 1

    @property
    def alive(self) -> bool:
        return self.settled.alive and self.settling.alive


@dataclass(eq=False)
class Document:
    """A transaction with its lines."""

    company: object
    id: str
    number: str
    type: str
    date: object
    customer: Customer | None
    currency: str
    rate: Decimal
    subsidiary: str
    created: str
    modified: str
    due: object = None
    period: str | None = None
    po: str | None = None
    memo: str | None = None
    deal_ref: str | None = None
    tax: Decimal = Decimal(0)
    voided: bool = False
    deleted_at: str | None = None
    lines: list = field(default_factory=list)
    settled_by: list = field(default_factory=list)  # applications that settle this document
    settles: list = field(default_factory=list)  # applications by which it settles others

    @property
    def alive(self) -> bool:
        return not self.voided and self.deleted_at is None

    @property
    def gross(self) -> Decimal:
        """The main line: what is billed, credited (negative), received or paid out (negative)."""
        return self.lines[0].amount

    def line(self, number: int) -> Line:
        return next(line for line in self.lines if line.number == number)

    def touch(self, at):
        self.modified = max(self.modified, moment(at))

    def settled(self) -> Decimal:
        """How much of an invoice is settled."""
        return sum((a.amount for a in self.settled_by if a.alive and a.link_type == "Payment"),
                   money(0))

    def open(self) -> Decimal:
        return self.gross - self.settled()

    def used(self) -> Decimal:
        """How much of a receipt, a deposit or a credit is applied or refunded."""
        return sum((a.used for a in self.settles + self.settled_by if a.alive), money(0))

    def billed(self, line: Line) -> Decimal:
        """The quantity of an order line that living invoices have billed, at most all of it."""
        quantity = sum((abs(x.quantity) for x in line.billings()), Decimal(0))
        return min(quantity, abs(line.quantity))

    def cancel(self, number: int, on, at=None):
        """Close an order line: what is not billed by then never will be."""
        self.line(number).closed_on = day(on)
        self.touch(at or on)
        return self


@dataclass(eq=False)
class Schedule:
    """A revenue element with its actual plan: which part of a line is recognised in which month."""

    id: str
    line: Line
    rule: str
    start: object
    end: object
    parts: dict  # month -> amount
    hold: bool
    expected: str | None
    journals: dict = field(default_factory=dict)  # month -> Document


class Erp:
    """Verbs that make ERP records. Mixed into the company."""

    # ------------------------------------------------------------------ masters

    def subsidiary(self, name, currency, country, parent=None, elimination=False) -> str:
        """A legal entity; returns its id. The first one is the default of every document."""
        number = str(len(self.erp["subsidiary"]) + 1)
        self.subsidiaries[number] = currency
        above = next((r["name"] for r in self.erp["subsidiary"] if r["id"] == parent), None)
        self.erp["subsidiary"].append({
            "id": number, "name": name, "fullname": f"{above} : {name}" if above else name,
            "legalname": name, "parent": parent, "currency": self.currency_id(currency),
            "country": country, "iselimination": "T" if elimination else "F", "fiscalcalendar": 1,
            "isinactive": "F", "_fivetran_deleted": False,
        })
        return number

    def customer(self, name, account=None, url=None, email=None, country="US", parent=None,
                 tax_id=None, currency=None, subsidiary="1", created="2025-02-04", number=None,
                 city=None, postal_code=None, street=None, intercompany=False) -> Customer:
        """A customer. `account` writes the CRM account's id on it, the native link."""
        rows = self.erp["customer"]
        customer_id = str(self.own(610 + 3 * len(rows)))
        address_id = str(self.own(8800 + len(rows)))
        number = number or f"K-{self.own(4400 + len(rows))}"
        row = {
            "id": customer_id, "entityid": number, "companyname": name, "altname": name,
            "isperson": "F", "parent": parent.id if parent else None, "email": email, "url": url,
            "defaultbillingaddress": address_id,
            "currency": self.currency_id(currency or self.reporting_currency),
            "searchstage": "Customer", "isinactive": "F", "datecreated": moment(created),
            "lastmodifieddate": moment(created), "duplicate": "F",
            "custentity_salesforce_account_id": account.id if account else None,
            "custentity_tax_id": tax_id, "_fivetran_deleted": False,
        }
        rows.append(row)
        self.erp["entityaddress"].append({
            "nkey": address_id, "addressee": name, "addr1": street, "city": city,
            "zip": postal_code, "country": country, "addrtext": ", ".join(
                str(x) for x in (name, street, city, postal_code) if x),
            "_fivetran_deleted": False,
        })
        return Customer(customer_id, number, name, row, currency or self.reporting_currency,
                        subsidiary, intercompany)

    # ---------------------------------------------------------------- documents

    def _document(self, kind, date, customer, currency=None, rate=None, subsidiary=None,
                  created=None, **values) -> Document:
        record_type = TYPES[kind]
        subsidiary = subsidiary or (customer.subsidiary if customer else "1")
        currency = currency or (customer.currency if customer else self.subsidiaries[subsidiary])
        count = self.counts[kind] = self.counts.get(kind, 0) + 1
        created = moment(created or date)
        rate = Decimal(str(rate)) if rate is not None else self.erp_rate(
            currency, self.subsidiaries[subsidiary], date)
        document = Document(
            self, str(self.own(710000 + 7 * len(self.documents))), values.pop("number", None)
            or f"{record_type[2]}{self.own(3000 + count)}", kind, day(date), customer, currency, rate,
            subsidiary, created, created, **values)
        self.documents.append(document)
        return document

    def _line(self, document, kind, account, amount, base=None, **values) -> Line:
        amount = money(amount)
        self.counts["line"] = self.counts.get("line", 880000) + 1
        line = Line(document, len(document.lines), kind, account, amount,
                    money(amount * document.rate) if base is None else base,
                    self.own(self.counts["line"]), **values)
        document.lines.append(line)
        return line

    def _balance(self, document):
        """The main line takes what the others leave, so that the base balances to the cent."""
        document.lines[0].base = -sum((x.base for x in document.lines[1:]), money(0))
        if sum((x.amount for x in document.lines), money(0)):
            raise ValueError(f"{document.number} does not balance")

    def _sales_document(self, kind, source, lines, date, tax, sign, main_account, **values):
        """Main line, item lines and a tax line of a sales document; `sign` is +1 for a sale."""
        origin = source if isinstance(source, Document) else None
        customer = values.pop("customer", None) or (origin.customer if origin else source)
        values = {key: value for key, value in values.items() if value is not None}
        if origin:
            values.setdefault("currency", origin.currency)
            values.setdefault("subsidiary", origin.subsidiary)
        deal = values.pop("deal", None)
        document = self._document(kind, date, customer, tax=money(tax) * sign + 0,
                                  deal_ref=deal.id if deal else None, **values)
        total = sum((money(x[1]) for x in lines), money(0)) + money(tax)
        self._line(document, "main", main_account, sign * total, created_from=origin)
        for what, amount, *rest in lines:
            bills = what if isinstance(what, Line) else (
                origin.line(what) if isinstance(what, int) else None)
            product = bills.product if bills else self.products[what]
            account = self._item_account(document, product)
            line = self._line(document, "item", account, -sign * money(amount), product=product,
                              created_from=bills.document if bills else origin, bills=bills)
            if bills:
                bills.billed_by.append(line)
            if kind == "SalesOrd":
                line.billing_date = day(rest[0]) if rest and rest[0] else None
                line.quantity = -Decimal(rest[1] if len(rest) > 1 else 1)
            elif rest and rest[0] is not None:
                line.quantity = -sign * Decimal(str(rest[0]))
            else:
                line.quantity = -sign * self._quantity(line)
        if money(tax):
            self._line(document, "tax", "sales_tax" if kind != "SalesOrd" else "orders",
                       -sign * money(tax), created_from=origin)
        self._balance(document)
        if origin:
            origin.touch(document.created)
        return document

    def _item_account(self, document, product) -> str:
        if document.type == "SalesOrd":
            return "orders"
        if document.customer.intercompany:
            return "group_income"
        return product.deferral or product.income

    def _quantity(self, line) -> Decimal:
        """The units an invoice line bills: all that is left, or its share of the order line."""
        order_line = line.bills
        if order_line is None or order_line.document.type != "SalesOrd" or not order_line.amount:
            return Decimal(1)
        units = abs(order_line.quantity)
        taken = sum((abs(x.quantity) for x in order_line.billings() if x is not line), Decimal(0))
        share = (units * abs(line.amount) / abs(order_line.amount)).quantize(Decimal("0.00000001"))
        return max(min(units - taken, share), Decimal(0))

    def order(self, deal, customer, lines, date, ref=True, po=None, tax=0, currency=None,
              rate=None, subsidiary=None, created=None, number=None) -> Document:
        """
        A sales order; `lines` are (product code, amount, billing date[, quantity]), numbered
        from 1. With `ref` it carries the deal's id; without a deal, or with `ref=False`, it does not.
        """
        return self._sales_document(
            "SalesOrd", customer, lines, date, tax, 1, "orders", po=po, rate=rate,
            currency=currency or (deal.currency if deal else None), subsidiary=subsidiary,
            created=created, number=number, deal=deal if ref else None)

    def invoice(self, source, lines, date, due=None, tax=0, customer=None, deal=None, po=None,
                currency=None, rate=None, subsidiary=None, created=None, number=None) -> Document:
        """
        An invoice of an order (lines are (order line number, amount)) or straight to a customer
        (lines are (product code, amount)); a third value is the quantity. Due after 30 days.
        One invoice of several orders goes to the customer with lines (order.line(number), amount).
        """
        return self._sales_document(
            "CustInvc", source, lines, date, tax, 1,
            "group_receivable" if isinstance(source, Customer) and source.intercompany
            else "receivable", customer=customer, deal=deal, po=po, currency=currency, rate=rate,
            subsidiary=subsidiary, created=created, number=number,
            due=day(due) if due else day(date) + timedelta(days=30))

    def credit_memo(self, source, lines, date, tax=0, apply=None, deal=None, currency=None,
                    rate=None, subsidiary=None, created=None, number=None) -> Document:
        """
        A credit memo on an invoice or to a customer; lines are (invoice line number or product
        code, amount), amounts positive. It is applied to its invoice in full unless `apply`
        names [(invoice, amount)], or [] to leave it open.
        """
        credit = self._sales_document(
            "CustCred", source, lines, date, tax, -1, "receivable", deal=deal, currency=currency,
            rate=rate, subsidiary=subsidiary, created=created, number=number)
        if apply is None:
            apply = [(source, -credit.gross)] if isinstance(source, Document) else []
        self.apply(credit, apply, date)
        return credit

    def cash_sale(self, source, lines, date, tax=0, deal=None, currency=None, rate=None,
                  subsidiary=None, number=None) -> Document:
        """Billed and paid at once, of an order or to a customer."""
        return self._sales_document(
            "CashSale", source, lines, date, tax, 1, "bank", deal=deal, currency=currency,
            rate=rate, subsidiary=subsidiary, number=number)

    def cash_refund(self, sale, lines, date, tax=0, rate=None, number=None) -> Document:
        """Money back for a cash sale; lines are (sale line number, amount), amounts positive."""
        return self._sales_document("CashRfnd", sale, lines, date, tax, -1, "bank", rate=rate,
                                    number=number)

    # --------------------------------------------------------- cash and settlement

    def _application(self, settled, settling, amount, used, at, **values):
        application = Application(settled, settling, amount, used, moment(at), **values)
        self.applications.append(application)
        settled.settled_by.append(application)
        settling.settles.append(application)
        settled.touch(at)
        settling.touch(at)

    def payment(self, customer, amount, date, apply=(), discount=0, currency=None, rate=None,
                subsidiary=None, created=None, number=None) -> Document:
        """
        Cash received: `amount` reached the bank. `apply` is [(invoice, amount)], the amount in the
        invoice's currency with any settlement discount in it; a third value is the amount used in
        the receipt's own currency where that differs.
        """
        currency = currency or (apply[0][0].currency if apply else None)
        subsidiary = subsidiary or (apply[0][0].subsidiary if apply else None)
        receipt = self._document("CustPymt", date, customer, currency, rate, subsidiary, created,
                                 **({"number": number} if number else {}))
        self._line(receipt, "main", "bank", amount)
        self._line(receipt, "other", "receivable", -money(amount) - money(discount))
        if money(discount):
            self._line(receipt, "other", "discounts", discount, is_discount=True)
        self.apply(receipt, apply, created or date)
        return receipt

    def deposit(self, customer, amount, date, currency=None, rate=None, created=None,
                number=None) -> Document:
        """A customer deposit: cash before there is an invoice."""
        deposit = self._document("CustDep", date, customer, currency, rate, None, created,
                                 **({"number": number} if number else {}))
        self._line(deposit, "main", "bank", amount)
        self._line(deposit, "other", "deposits", -money(amount))
        return deposit

    def apply_deposit(self, deposit, apply, date, created=None) -> Document:
        """A deposit application: [(invoice, amount)] out of a deposit, at the deposit's rate."""
        total = sum((money(amount) for _, amount in apply), money(0))
        document = self._document("DepAppl", date, deposit.customer, deposit.currency,
                                  deposit.rate, deposit.subsidiary, created)
        self._line(document, "main", "deposits", total, created_from=deposit)
        self._line(document, "other", "receivable", -total, created_from=deposit)
        self._application(deposit, document, total, total, document.created, link_type="DepAppl",
                          settling_line=0)
        self.apply(document, apply, created or date)
        return document

    def apply(self, document, apply, at):
        """Apply a receipt, a deposit application or a credit to invoices, at the moment `at`."""
        discount = sum((x.amount for x in document.lines if x.is_discount), money(0))
        for invoice, amount, *used in apply:
            amount = money(amount)
            own = money(used[0]) if used else amount - discount
            discount = money(0)
            self._application(invoice, document, amount, own, at,
                              settling_line=0 if document.type == "CustCred" else 1)
        self._exchange_difference(document)
        return document

    def _exchange_difference(self, document):
        """What is applied clears the receivable at the invoice's rate; the rest is a difference."""
        receivable = next((x for x in document.lines if x.account == "receivable"), None)
        if receivable is None:
            return
        document.lines = [x for x in document.lines if not x.is_exchange]
        base = money(receivable.amount * document.rate)
        for a in document.settles:
            if a.link_type == "Payment":
                share = a.amount if a.settled.currency == document.currency else a.used
                base -= money(a.amount * a.settled.rate) - money(share * document.rate)
        others = sum((x.base for x in document.lines if x is not receivable), money(0))
        receivable.base = base
        if others + base:
            self._line(document, "other", "exchange", 0, base=-(others + base), is_exchange=True)

    def refund(self, customer, amount, date, of, currency=None, rate=None,
               created=None) -> Document:
        """Cash paid out; `of` is [(credit memo, receipt or deposit, amount)] that it pays back."""
        first = of[0][0]
        refund = self._document("CustRfnd", date, customer, currency or first.currency, rate,
                                first.subsidiary, created)
        self._line(refund, "main", "bank", -money(amount))
        self._line(refund, "other", "deposits" if first.type == "CustDep" else "receivable", amount)
        for source, part in of:
            self._application(source, refund, money(part), money(part), refund.created,
                              link_type="DepRfnd" if source.type == "CustDep" else "Payment")
        return refund

    # ------------------------------------------------------------------ journals

    def journal(self, date, lines, deal=None, customer=None, currency=None, rate=None,
                subsidiary=None, period=None, created=None, memo=None, is_revenue=False,
                number=None) -> Document:
        """A journal; `lines` are (account key, debit amount), credits negative. It must balance."""
        document = self._document(
            "Journal", date, None, currency, rate, subsidiary, created, memo=memo, period=period,
            deal_ref=deal.id if deal else None, **({"number": number} if number else {}))
        for account, amount in lines:
            self._line(document, "other", account, amount, customer=customer,
                       is_revenue=is_revenue)
        document.lines[-1].base -= sum((x.base for x in document.lines), money(0))
        if sum((x.amount for x in document.lines), money(0)):
            raise ValueError(f"{document.number} does not balance")
        return document

    def manual_journal(self, date, amount, income="subscription", against="deferred", **values):
        """Revenue posted by hand: `amount` on an income account, against another account."""
        return self.journal(date, [(against, money(amount)), (income, -money(amount))], **values)

    def reclassify(self, date, amount, **values):
        """What was earned before it was billed leaves unbilled receivables for what is deferred."""
        return self.journal(date, [("deferred", money(amount)), ("unbilled", -money(amount))],
                            memo="Contract asset billed", **values)

    def write_off(self, invoice, amount, date) -> Document:
        """A journal to credit losses whose receivable line is applied to the invoice."""
        amount = money(amount)
        document = self._document("Journal", date, None, invoice.currency, invoice.rate,
                                  invoice.subsidiary, memo="Credit loss")
        self._line(document, "other", "bad_debt", amount, customer=invoice.customer)
        self._line(document, "other", "receivable", -amount, customer=invoice.customer)
        self.apply(document, [(invoice, amount)], date)
        return document

    # ------------------------------------------------------------------- revenue

    def schedule(self, document, line, start, months=None, amounts=None, rule=None, hold=False,
                 expected=None) -> Schedule:
        """
        A revenue schedule for line number `line` of an invoice, a credit or an order: over
        `months` equal months from `start`, or `amounts` by month. With neither it waits for an
        event (a milestone) that the forecast puts in the month `expected`. `hold` posts nothing.
        """
        source = document.line(line)
        total = -source.amount
        if months:
            parts = dict(zip(months_from(start, months), in_parts(total, months)))
        else:
            parts = {month: money(amount) for month, amount in (amounts or {}).items()}
        last = max(parts) if parts else expected or month_of(start)
        schedule = Schedule(
            str(self.own(5200 + len(self.schedules))), source, rule or source.product.rule or "Event based",
            day(start), month_end(last), parts, hold, expected)
        source.element = schedule
        self.schedules.append(schedule)
        return schedule

    def recognise(self, through: str):
        """Post every planned month up to `through` that is not posted yet and not on hold."""
        for schedule in self.schedules:
            document = schedule.line.document
            if schedule.hold or not document.alive:
                continue
            balance_sheet = "unbilled" if document.type == "SalesOrd" else "deferred"
            for month, amount in sorted(schedule.parts.items()):
                if month > through or month in schedule.journals or not amount:
                    continue
                schedule.journals[month] = self.journal(
                    month_end(month),
                    [(balance_sheet, amount), (schedule.line.product.income, -amount)],
                    customer=document.customer, currency=document.currency, rate=document.rate,
                    subsidiary=document.subsidiary, memo="Revenue for the month", is_revenue=True)

    # ---------------------------------------------------------- undoing documents

    def void(self, document, at):
        """
        Void a document in place. Its amounts stay, as the loader keeps them; links to it may
        linger until that table is next re-imported.
        """
        document.voided = True
        document.touch(at)
        return document

    def delete(self, document, at):
        """Delete a document: the loader keeps the row, flagged."""
        document.deleted_at = moment(at)
        document.touch(at)
        return document
