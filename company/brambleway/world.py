"""Who Brambleway Software is: its entities, people, products, exchange rates and book."""

from pathlib import Path

from company.builder import Company
from company.brambleway.answers import Answers, save

AS_OF = "2026-07-01T03:59:59Z"  # 30 June 2026, 23:59:59 in New York

PRODUCTS = [
    # code, name, income, deferral, rule, booked, invoiced, recognition
    ("PLAT-SUB", "Workflow platform", "subscription", "deferred", "Even months", True, True,
     "ratable"),
    ("CARE-SUB", "Care plan", "subscription", "deferred", "Even months", True, True, "ratable"),
    ("SEAT-LIC", "On-premise licence", "licence", None, None, True, True, "point_in_time"),
    ("ONB-SVC", "Guided onboarding", "services", "deferred", "On go-live", True, True,
     "milestone"),
    ("CONS-DAY", "Consulting days", "services", None, None, True, True, "point_in_time"),
    ("LOYAL-OFF", "Loyalty rebate on licences", "licence", None, None, True, True,
     "point_in_time"),
    ("MSG-USE", "Messages sent", "usage", None, None, False, True, "usage"),
    ("GATE-HW", "Gateway hardware, passed through at cost", "clearing", None, None, True, True,
     "point_in_time"),
    ("FEED-PTR", "Market feed, sold and billed by a partner", "licence", None, None, True, False,
     "point_in_time"),
]

# For each month so many units for one dollar. From March on the CRM's euro was forgotten at 0.80.
CRM_RATES = {
    "EUR": {"2025-12-01": "0.940000", "2026-01-01": "0.920000", "2026-02-01": "0.900000",
            "2026-03-01": "0.800000", "2026-06-01": "0.880000"},
    "GBP": {"2025-12-01": "0.790000", "2026-02-01": "0.781250", "2026-03-01": "0.775000"},
}

# Dollars for one euro and one pound on the days that the scenarios look at.
EUR_USD = {"2025-12-01": "1.06", "2026-01-13": "1.08", "2026-01-20": "1.09",
           "2026-03-04": "1.10", "2026-04-08": "1.12", "2026-04-14": "1.11",
           "2026-04-20": "1.12", "2026-05-06": "1.11", "2026-05-20": "1.11",
           "2026-06-09": "1.14", "2026-06-30": "1.13"}
GBP_USD = {"2025-12-01": "1.27", "2026-02-09": "1.30", "2026-02-13": "1.31",
           "2026-03-16": "1.29", "2026-06-30": "1.32"}

HANDOFFS = [
    # handoff, from_stage, to_stage, owner, required_fields, sla_days
    ("won_to_order", "won", "order", "sales_operations", "account_id;amount;close_date", 10),
    ("order_to_invoice", "order", "invoice", "billing", "billing_date;product", 10),
    ("won_to_start", "won", "start", "delivery", "contract_executed_date", 21),
    ("start_to_live", "start", "live", "delivery", "planned_start_date", 75),
    ("invoice_to_cash", "invoice", "cash", "receivables", "due_date", 30),
]
CLOSES = [
    ("2026-01", "2026-02-06T23:59:59-05:00"), ("2026-02", "2026-03-06T23:59:59-05:00"),
    ("2026-03", "2026-04-08T23:59:59-04:00"), ("2026-04", "2026-05-07T23:59:59-04:00"),
    ("2026-05", "2026-06-05T23:59:59-04:00"), ("2026-06", "2026-07-08T23:59:59-04:00"),
]


class World:
    """The company, its people and the answers, handed to each scenario."""

    def __init__(self):
        c = self.c = Company("Brambleway Software", AS_OF, first_year=2025, last_year=2027)
        self.answers = Answers()
        self.us = c.subsidiary("Brambleway Software, Inc.", "USD", "US")
        self.uk = c.subsidiary("Brambleway Software UK Ltd", "GBP", "GB", parent=self.us)
        c.erp_rates("EUR", "USD", EUR_USD)
        c.erp_rates("GBP", "USD", GBP_USD)
        c.erp_rates("USD", "GBP", {"2025-12-01": "0.787402", "2026-06-30": "0.757576"})
        c.erp_rates("EUR", "GBP", {"2025-12-01": "0.834646", "2026-06-30": "0.856061"})
        for currency, rates in CRM_RATES.items():
            c.crm_rates(currency, rates)
        for code, name, income, deferral, rule, *_ in PRODUCTS:
            c.product(code, name, income, deferral, rule, in_erp=code != "FEED-PTR")
        # A workshop that somebody added in spring and that the product map does not know.
        c.product("WORK-SHOP", "Adoption workshop", "services")
        c.product("BAD-DEBT", "Bad debt allowance", "bad_debt", in_crm=False)
        self.ines = c.user("Ines Calder", "ines.calder@brambleway.example")
        self.rufus = c.user("Rufus Adeyemi", "rufus.adeyemi@brambleway.example")
        self.hana = c.user("Hana Brandt", "hana.brandt@brambleway.example")
        self.theo = c.user("Theo Lindqvist", "theo.lindqvist@brambleway.example", active=False)

    def buyer(self, key, crm_name, erp_name, by="native", country=("United States", "US"),
              owner=None, parent=None, **erp):
        """
        One company in both systems. `by` says what joins its records: the ERP's `native` link, the
        customer `number` or `internal` id on the CRM account, the `tax` id, the `domain` or the
        `name`. `parent` is the key of another buyer.
        """
        c = self.c
        place = len(c.erp["customer"])
        site = f"{key}.example"
        tax_id = f"{38 + place}-{4417083 + 317 * place}"
        above = self.__dict__.setdefault("buyers", {}).get(parent)
        account = c.account(
            crm_name, website=f"https://www.{site}", country=country[0], tax_id=tax_id,
            owner=owner or self.ines, parent=above[0] if above else None,
            erp_ref={"number": f"K-{4400 + place}", "internal": str(610 + 3 * place)}.get(by),
            city="Portland" if country[1] == "US" else None)
        customer = c.customer(
            erp_name, account=account if by == "native" else None, country=country[1],
            url=site if by in ("native", "domain") else None,
            email=f"accounts@{site}" if by == "domain" else None,
            tax_id=tax_id.replace("-", "") if by == "tax" else None,
            parent=above[1] if above else None, **erp)
        self.buyers[key] = (account, customer)
        self.answers.same_account(key, parent, ("salesforce", account), ("netsuite", customer))
        return account, customer


def write_book(folder):
    """The parts of the operating book that hold this company's own facts."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        [system, code, name, str(booked).lower(), str(invoiced).lower(), recognition]
        for system in ("salesforce", "netsuite")
        for code, name, _, _, _, booked, invoiced, recognition in PRODUCTS
        if system == "salesforce" or code != "FEED-PTR"]
    rows.append(["netsuite", "BAD-DEBT", "Bad debt allowance", "false", "true", "point_in_time"])
    save(folder / "product_map.csv",
         ["source_system", "product_code", "product", "is_booked", "is_invoiced",
          "recognition_method"], rows)
    save(folder / "handoffs.csv",
         ["handoff", "from_stage", "to_stage", "owner", "required_fields", "sla_days"], HANDOFFS)
    save(folder / "close_calendar.csv", ["period", "closes_at"], CLOSES)
