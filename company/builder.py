"""
A company told in business verbs, written as the extracts that its systems' loaders would land.

    from company.builder import Company

    c = Company("Sample Ltd", as_of="2026-07-01T03:59:59Z")
    c.subsidiary("Sample Inc.", "USD", "US")
    c.product("SUBS", "Subscription")
    account = c.account("Acme, Inc.", website="https://acme.test")
    customer = c.customer("ACME INC", account=account)
    deal = c.deal(account, [("SUBS", 1200)], won="2026-01-10")
    order = c.order(deal, customer, [("SUBS", 1200, "2026-01-15")], "2026-01-12")
    invoice = c.invoice(order, [(1, 1200)], "2026-01-16", tax=240)
    c.schedule(invoice, 1, "2026-01", months=12)
    c.recognise(through="2026-06")
    c.payment(customer, 1440, "2026-02-20", apply=[(invoice, 1440)])
    c.write("extracts/sample")

Money goes in as int, text or Decimal and is kept as Decimal. Nothing reads a clock or draws a
random number: the same story always writes the same bytes. Stamps are UTC.
"""

from company.crm import Crm
from company.erp import CHART, Erp, Product
from company.identifiers import salesforce_id
from company.money import day, moment, money
from company.rates import Rates
from company.tables import write_tables

CURRENCIES = {"USD": ("1", "US dollar", 2), "GBP": ("2", "Pound sterling", 2),
              "CAD": ("3", "Canadian dollar", 2), "EUR": ("4", "Euro", 2),
              "JPY": ("5", "Yen", 0), "AUD": ("6", "Australian dollar", 2),
              "CHF": ("7", "Swiss franc", 2)}


class Company(Crm, Erp, Rates):
    """A company's records. See the module's example; each verb says what it makes."""

    def __init__(self, name: str, as_of: str, reporting_currency: str = "USD",
                 first_year: int = 2025, last_year: int = 2027, number: int = 0):
        """`number` tells several companies in one set of extracts apart: their ids never meet."""
        self.name, self.synced, self.reporting_currency = name, as_of, reporting_currency
        self.number = number
        self.first_year, self.last_year = first_year, last_year
        self.crm = {table: [] for table in (
            "account", "contact", "dated_conversion_rate", "opportunity", "opportunity_history",
            "opportunity_line_item", "product_2", "user")}
        self.erp = {"subsidiary": [], "customer": [], "entityaddress": []}
        self.products: dict[str, Product] = {}
        self.subsidiaries: dict[str, str] = {}
        self.crm_currencies = {reporting_currency: "1.0"}
        self.documents, self.applications, self.schedules = [], [], []
        self.projects, self.adjustments = [], []
        self.counts: dict[str, int] = {}
        self.knots: dict[tuple[str, str], dict] = {}
        self.rate_tables: dict[tuple[str, str], dict] = {}
        self.strays: dict[tuple[str, str], list] = {}

    def currency_id(self, currency: str) -> str:
        """The ERP's id of a currency."""
        return CURRENCIES[currency][0]

    def product(self, code, name, income="subscription", deferral=None, rule=None, in_crm=True,
                in_erp=True, created="2025-02-01") -> Product:
        """
        Something to sell. `income` and `deferral` are account keys: a product with a deferral
        account is billed to it and recognised by a schedule; one without goes straight to income.
        """
        number = len(self.products) + 1
        crm_id = None
        if in_crm:
            crm_id = self._crm_row("product_2", "01t", {
                "name": name, "product_code": code, "family": code.split("-")[0],
                "is_active": True, "is_archived": False, "is_deleted": False,
                "created_date": moment(created).replace(" ", "T") + "Z",
                "last_modified_date": moment(created).replace(" ", "T") + "Z",
            })["id"]
        self.products[code] = Product(code, name, income, deferral, rule, str(320 + 4 * number),
                                      crm_id or salesforce_id("01t", number), in_erp)
        return self.products[code]

    def project(self, project_id, name, status, account=None, deal=None, account_name=None,
                executed=None, planned=None, started=None, live=None, cancelled=None,
                planned_hours=0, actual_hours=0, cost=0, currency=None, owner=None,
                updated=None):
        """A delivery project of the ops log; `account` is a CRM account or an ERP customer."""
        self.projects.append({
            "project_id": project_id, "project_name": name,
            "account_name": account_name or (account.row.get("name") or account.row["companyname"]
                                             if account else None),
            "account_ref": account.id if account else None,
            "deal_ref": deal.id if deal else None, "status": status,
            "contract_executed_date": executed, "planned_start_date": planned,
            "started_date": started, "live_date": live, "cancelled_date": cancelled,
            "planned_hours": planned_hours, "actual_hours": actual_hours,
            "cost_amount": money(cost), "currency": currency or self.reporting_currency,
            "owner": owner,
            "updated_at": moment(updated or cancelled or live or started or planned or executed)
            .replace(" ", "T") + "Z",
        })

    def adjustment(self, adjustment_id, metric, period, amount, reason, requested_by,
                   approved_by=None, approved_at=None, expires_on=None, account=None, deal=None,
                   currency=None):
        """A row of the adjustment register; `account` is a CRM account or an ERP customer."""
        self.adjustments.append({
            "adjustment_id": adjustment_id, "metric": metric,
            "account_ref": account.id if account else None, "deal_ref": deal.id if deal else None,
            "period": period, "amount": money(amount),
            "currency": currency or self.reporting_currency, "reason": reason,
            "requested_by": requested_by, "approved_by": approved_by,
            "approved_at": moment(approved_at).replace(" ", "T") + "Z" if approved_at else None,
            "expires_on": day(expires_on) if expires_on else None,
        })

    def own(self, number: int) -> int:
        """A number of this company alone, where several companies count from the same start."""
        return self.number * 10_000_000 + number

    def stray(self, system: str, table: str, **values):
        """A row as no system should have landed it: a word for an amount, a key that is missing."""
        self.strays.setdefault((system, table), []).append(values)

    def write(self, folder, systems=None):
        """Write `<folder>/<system>/<table>.csv`, every table, also the empty ones."""
        write_tables(self, folder, systems)


__all__ = ["CHART", "CURRENCIES", "Company"]
