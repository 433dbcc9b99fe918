"""Who Harbourlight Systems is: entities, people, products, exchange rates, and its operating book."""

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from company.money import month_end, months_from

NAME = "Harbourlight Systems"
FIRST_MONTH, MONTHS = "2024-07", 24
AS_OF = "2026-07-01T03:59:59Z"  # 30 June 2026, 23:59:59 in New York
LAST_DAY = date(2026, 6, 30)
FIRST_DAY = date(2024, 7, 1)
ORDER_DAYS, INVOICE_DAYS = 10, 10  # what the hand-offs allow

# code: (name, income, deferral, rule, booked, invoiced, recognition, list price)
PRODUCTS = {
    "BERTH-SUB": ("Berth planner, per year", "subscription", "deferred", "Even months",
                  True, True, "ratable", 9480),
    "TRAFFIC-SUB": ("Traffic picture, per year", "subscription", "deferred", "Even months",
                    True, True, "ratable", 15960),
    "CARE-SUB": ("Care plan, per year", "subscription", "deferred", "Even months",
                 True, True, "ratable", 3180),
    "ROLL-SVC": ("Roll-out, by milestone", "services", "deferred", "On go-live",
                 True, True, "milestone", 7400),
    "TIDE-SENS": ("Tide sensor", "licence", None, None, True, True, "point_in_time", 1295),
    "QUAY-CAM": ("Quay camera", "licence", None, None, True, True, "point_in_time", 2149),
    "CHART-LIC": ("Chart licence", "licence", None, None, True, True, "point_in_time", 4250),
    "TRAIN-DAY": ("Training day", "services", None, None, True, True, "point_in_time", 1180),
    "VOLUME-OFF": ("Volume rebate", "licence", None, None, True, True, "point_in_time", 0),
    "CALL-USE": ("Port calls counted", "usage", None, None, False, True, "usage", 1),
    "TRAVEL-EXP": ("Travel re-billed", "usage", None, None, False, True, "point_in_time", 1),
    "MAST-HW": ("Radar mast, passed through at cost", "clearing", None, None,
                True, True, "point_in_time", 3890),
    "WEATHER-PTR": ("Weather feed, billed by a partner", "licence", None, None,
                    True, False, "point_in_time", 2640),
}
GOODS = ("TIDE-SENS", "QUAY-CAM", "CHART-LIC")
SUBSCRIPTIONS = ("BERTH-SUB", "TRAFFIC-SUB", "CARE-SUB")
# Codes that somebody added and that the product map does not know, with their list prices.
UNMAPPED = {"BUOY-KIT": ("Buoy kit", 760), "PILOT-APP": ("Pilot app, beta", 540)}
BAD_DEBT = "BAD-DEBT"

PEOPLE = [
    ("Maren Holt", True), ("Tobias Quill", True), ("Ayesha Verne", True), ("Lorcan Pike", True),
    ("Ilse Marquand", True), ("Dario Fenwick", True), ("Noor Castell", True),
    ("Petra Solberg", False),
]
DELIVERY = "delivery@harbourlight.example"
CLERKS = ["priya.lund@harbourlight.example", "sam.ortega@harbourlight.example",
          "greta.moss@harbourlight.example"]

# country: (name in the CRM, code in the ERP, currency, tax rate in percent, legal form)
COUNTRIES = {
    "US": ("United States", "US", "USD", "7.25"), "CA": ("Canada", "CA", "USD", "0"),
    "GB": ("United Kingdom", "GB", "GBP", "20"), "IE": ("Ireland", "IE", "EUR", "23"),
    "DE": ("Germany", "DE", "EUR", "19"), "NL": ("Netherlands", "NL", "EUR", "21"),
    "FR": ("France", "FR", "EUR", "20"), "SE": ("Sweden", "SE", "EUR", "0"),
}
CRM_SPELLINGS = {"US": ["United States", "USA", "US", "United States of America"],
                 "GB": ["United Kingdom", "UK", "Great Britain"], "DE": ["Germany", "Deutschland"],
                 "NL": ["Netherlands", "The Netherlands"]}
WHERE = ["US"] * 52 + ["CA"] * 6 + ["GB"] * 18 + ["IE"] * 3 + ["DE"] * 9 + ["NL"] * 5 \
    + ["FR"] * 4 + ["SE"] * 3

HANDOFFS = [
    # handoff, from_stage, to_stage, owner, required_fields, sla_days
    ("won_to_order", "won", "order", "sales_operations", "account_id;amount;close_date",
     ORDER_DAYS),
    ("order_to_invoice", "order", "invoice", "billing", "billing_date;product", INVOICE_DAYS),
    ("won_to_start", "won", "start", "delivery", "contract_executed_date", 21),
    ("start_to_live", "start", "live", "delivery", "planned_start_date", 75),
    ("invoice_to_cash", "invoice", "cash", "receivables", "due_date", 30),
]

# Weeks in which the job that loads the ERP's rates into the CRM was down: the CRM kept the old ones.
CRM_OUTAGES = [(date(2025, 2, 3), date(2025, 3, 3)), (date(2025, 10, 6), date(2025, 11, 3))]
START_RATES = {"EUR": "1.0840", "GBP": "1.2710"}


def closes():
    """Each month closes on the fifth working day after it, at midnight in New York."""
    rows = []
    for month in months_from(FIRST_MONTH, MONTHS):
        on, left = month_end(month), 5
        while left:
            on += timedelta(days=1)
            left -= on.weekday() < 5
        summer = date(on.year, 3, 8) <= on < date(on.year, 11, 3)
        rows.append((month, f"{on}T23:59:59-0{4 if summer else 5}:00"))
    return rows


def is_booked(code) -> bool:
    """Does a product count as booked? An unknown one does."""
    return PRODUCTS[code][4] if code in PRODUCTS else True


def is_invoiced(code) -> bool:
    """Does a product count as invoiced by us? An unknown one does."""
    return PRODUCTS[code][5] if code in PRODUCTS else True


def is_milestone(code) -> bool:
    """Is a product earned on delivery?"""
    return code in PRODUCTS and PRODUCTS[code][6] == "milestone"


def mondays():
    """Every Monday from before the history until after the last day."""
    on = FIRST_DAY - timedelta(days=FIRST_DAY.weekday() + 28)
    while on <= LAST_DAY:
        yield on
        on += timedelta(days=7)


def weekly_rates() -> dict:
    """
    Currency -> Monday -> dollars for one unit. A walk of its own seed, the same for every company.
    Four decimals, and only rates that the CRM's inverse of twelve decimals gives back exactly.
    """
    twelve, walk = Decimal("0.000000000001"), random.Random("rates of Harbourlight")
    table = {}
    for currency, start in START_RATES.items():
        rate, table[currency] = Decimal(start), {}
        for on in mondays():
            rate += Decimal(walk.randint(-95, 98)) / 10000
            while (1 / (1 / rate).quantize(twelve, ROUND_HALF_UP)).quantize(
                    twelve, ROUND_HALF_UP) != rate:
                rate += Decimal("0.0001")
            table[currency][on] = rate
    return table


def set_up(company):
    """Entities, products, people and rates: what every company of the generator shares."""
    us = company.subsidiary(f"{NAME}, Inc.", "USD", "US")
    company.uk = company.subsidiary(f"{NAME} UK Ltd", "GBP", "GB", parent=us)
    company.de = company.subsidiary(f"{NAME} GmbH", "EUR", "DE", parent=us)
    rates = weekly_rates()
    for currency, table in rates.items():
        company.erp_rate_table(currency, "USD", table)
        crm, last = {}, None
        for on, rate in table.items():
            if last is None or not any(start <= on < end for start, end in CRM_OUTAGES):
                last = (1 / rate).quantize(Decimal("0.000000000001"), ROUND_HALF_UP)
            crm[str(on)] = last
        company.crm_rates(currency, crm)
    company.erp_rate_table("EUR", "GBP", {
        on: (rates["EUR"][on] / rates["GBP"][on]).quantize(Decimal("0.000001"), ROUND_HALF_UP)
        for on in rates["EUR"]})
    for code, (name, income, deferral, rule, *_) in PRODUCTS.items():
        company.product(code, name, income, deferral, rule, in_erp=code != "WEATHER-PTR",
                        created="2024-06-03")
    for code, (name, _) in UNMAPPED.items():
        company.product(code, name, "licence", created="2025-01-13")
    company.product(BAD_DEBT, "Bad debt allowance", "bad_debt", in_crm=False)
    company.people = [
        company.user(name, name.lower().replace(" ", ".") + "@harbourlight.example", active)
        for name, active in PEOPLE]
