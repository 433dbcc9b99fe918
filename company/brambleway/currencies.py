"""
Scenarios in euros and pounds. Rates of the days are in world.py; each answer shows its arithmetic:
first the transaction currency, then dollars.
"""

from company.brambleway.answers import B, C, R, monthly


def euro_licence(w):
    """
    EUR 8,000 won on 4 March (ERP 1.10; the CRM's forgotten 0.80 makes 1.25), billed at 1.12 and
    paid at 1.14.
    """
    account, customer = w.buyer("velmora", "Velmora Logistik GmbH", "VELMORA LOGISTIK GMBH",
                                country=("Germany", "DE"), currency="EUR")
    deal = w.c.deal(account, [("SEAT-LIC", 8000)], won="2026-03-04", owner=w.hana, currency="EUR")
    order = w.c.order(deal, customer, [("SEAT-LIC", 8000, "2026-04-08")], "2026-03-06")
    invoice = w.c.invoice(order, [(1, 8000)], "2026-04-08", due="2026-06-30")
    w.c.payment(customer, 8000, "2026-06-09", apply=[(invoice, 8000)])
    w.answers.expect([
        ("2026-03", B, "booked", 8000, 10000),  # / 0.80
        ("2026-03", B, "crm_fx_rate", 0, -1200),  # 8,000 x (1.10 - 1.25)
        ("2026-03", B, "scheduled_billing", -8000, -8800),  # at the booking rate
        ("2026-04", B, "scheduled_billing", 8000, 8800),
        ("2026-04", B, "fx_movement", 0, 160),  # 8,000 x (1.12 - 1.10)
        ("2026-04", B, "invoiced", 8000, 8960),
        ("2026-04", R, "invoiced", 8000, 8960),
        ("2026-04", R, "recognised", 8000, 8960),
        ("2026-04", C, "invoiced", 8000, 8960),
        ("2026-04", C, "receivable_not_due", -8000, -8960),
        ("2026-06", C, "receivable_not_due", 8000, 8960),
        ("2026-06", C, "fx_settlement", 0, 160),  # 8,000 x (1.14 - 1.12)
        ("2026-06", C, "collected", 8000, 9120),
    ], account, deal, currency="EUR")
    w.answers.exception("crm_fx_rate", "salesforce", deal.id)


def euro_subscription(w):
    """
    EUR 1,200 for a year, won at 1.08 (CRM 1 / 0.92), billed at 1.09, paid late at 1.10. What is
    deferred stays at the rate of its invoice: 0.01 a euro above the booking rate.
    """
    account, customer = w.buyer("lindqvist", "Lindkvist & Ström AB", "LINDKVIST OCH STROM AB",
                                country=("Sweden", "SE"), currency="EUR", by="number")
    deal = w.c.deal(account, [("PLAT-SUB", 1200)], won="2026-01-13", owner=w.theo, currency="EUR")
    order = w.c.order(deal, customer, [("PLAT-SUB", 1200, "2026-01-20")], "2026-01-15")
    invoice = w.c.invoice(order, [(1, 1200)], "2026-01-20")
    w.c.schedule(invoice, 1, "2026-01", months=12)
    w.c.payment(customer, 1200, "2026-03-04", apply=[(invoice, 1200)])
    w.answers.expect([
        ("2026-01", B, "booked", 1200, "1304.35"),  # 1,200 / 0.92
        ("2026-01", B, "crm_fx_rate", 0, "-8.35"),  # 1,296.00 - 1,304.35
        ("2026-01", B, "fx_movement", 0, 12),  # 1,200 x (1.09 - 1.08)
        ("2026-01", B, "invoiced", 1200, 1308),
        ("2026-01", R, "invoiced", 1200, 1308),
        ("2026-01", R, "deferred_revenue", -1200, -1296),
        ("2026-01", R, "fx_movement", 0, -12),  # -1,200 x (1.09 - 1.08), then released
        *monthly("2026-01", 6, R, "deferred_revenue", 100, 108),
        *monthly("2026-01", 6, R, "fx_movement", 0, 1),
        *monthly("2026-01", 6, R, "recognised", 100, 109),
        ("2026-01", C, "invoiced", 1200, 1308),
        ("2026-01", C, "receivable_not_due", -1200, -1308),
        ("2026-02", C, "receivable_not_due", 1200, 1308),  # due on 19 February
        ("2026-02", C, "receivable_overdue", -1200, -1308),
        ("2026-03", C, "receivable_overdue", 1200, 1308),
        ("2026-03", C, "fx_settlement", 0, 12),  # 1,200 x (1.10 - 1.09)
        ("2026-03", C, "collected", 1200, 1320),
    ], account, deal, currency="EUR")
    w.answers.exception("crm_fx_rate", "salesforce", deal.id)


def pounds_of_the_daughter(w):
    """
    GBP 5,000 sold and billed by the British entity, whose base is pounds: the dollar comes from
    the daily table. The invoice is dated Saturday 14 February; Friday's 1.31 holds. VAT of 20 %.
    """
    account, customer = w.buyer("gorse", "Gorse & Pike Ltd", "GORSE AND PIKE LIMITED",
                                country=("United Kingdom", "GB"), currency="GBP",
                                subsidiary=w.uk, by="name")
    deal = w.c.deal(account, [("SEAT-LIC", 5000)], won="2026-02-09", owner=w.rufus, currency="GBP")
    order = w.c.order(deal, customer, [("SEAT-LIC", 5000, "2026-02-14")], "2026-02-11")
    invoice = w.c.invoice(order, [(1, 5000)], "2026-02-14", tax=1000, due="2026-03-31")
    w.c.payment(customer, 6000, "2026-03-16", apply=[(invoice, 6000)])
    w.answers.expect([
        ("2026-02", B, "booked", 5000, 6400),  # / 0.78125 = x 1.28
        ("2026-02", B, "crm_fx_rate", 0, 100),  # 5,000 x (1.30 - 1.28)
        ("2026-02", B, "fx_movement", 0, 50),  # 5,000 x (1.31 - 1.30)
        ("2026-02", B, "invoiced", 5000, 6550),
        ("2026-02", R, "invoiced", 5000, 6550),
        ("2026-02", R, "recognised", 5000, 6550),
        ("2026-02", C, "invoiced", 5000, 6550),
        ("2026-02", C, "sales_tax", 1000, 1310),
        ("2026-02", C, "receivable_not_due", -6000, -7860),
        ("2026-03", C, "receivable_not_due", 6000, 7860),
        ("2026-03", C, "fx_settlement", 0, -120),  # 6,000 x (1.29 - 1.31)
        ("2026-03", C, "collected", 6000, 7740),
    ], account, deal, currency="GBP")
    w.answers.exception("crm_fx_rate", "salesforce", deal.id)


def sold_in_euros_billed_in_dollars(w):
    """
    EUR 4,000 won at 1.11 and ordered; billed with 4,368 dollars on a day at 1.12, which is worth
    EUR 3,900. The first step is in euros, the others are in dollars.
    """
    account, customer = w.buyer("brenner", "Brenner Seilbahnen AG", "BRENNER SEILBAHNEN AG",
                                country=("Switzerland", "CH"), currency="EUR")
    deal = w.c.deal(account, [("SEAT-LIC", 4000)], won="2026-04-14", owner=w.ines, currency="EUR")
    order = w.c.order(deal, customer, [("SEAT-LIC", 4000, "2026-04-20")], "2026-04-15")
    invoice = w.c.invoice(order, [(1, 4368, 1)], "2026-04-20", currency="USD")
    w.c.payment(customer, 4368, "2026-05-18", apply=[(invoice, 4368)])
    w.answers.expect([
        ("2026-04", B, "booked", 4000, 5000),  # / 0.80
        ("2026-04", B, "crm_fx_rate", 0, -560),  # 4,000 x (1.11 - 1.25)
        ("2026-04", B, "billed_in_other_currency", -100, -111),  # 3,900 - 4,000, at 1.11
        ("2026-04", B, "fx_movement", 0, 39),  # 3,900 x (1.12 - 1.11)
        ("2026-04", B, "invoiced", 3900, 4368),
    ], account, deal, currency="EUR")
    w.answers.expect([
        ("2026-04", R, "invoiced", 4368),
        ("2026-04", R, "recognised", 4368),
        ("2026-04", C, "invoiced", 4368),
        ("2026-04", C, "receivable_not_due", -4368),
        ("2026-05", C, "receivable_not_due", 4368),
        ("2026-05", C, "collected", 4368),
    ], account, deal)
    w.answers.exception("crm_fx_rate", "salesforce", deal.id)


def cents_in_dollars(w):
    """
    EUR 999.96 in three invoices of 333.32, all at the booking rate of 1.11. Each is 369.9852
    dollars and rounds up: a cent more than 1,109.9556 does.
    """
    account, customer = w.buyer("marisma", "Marisma Conservas S.A.", "MARISMA CONSERVAS SA",
                                country=("Spain", "ES"), currency="EUR", by="tax")
    deal = w.c.deal(account, [("CONS-DAY", "999.96")], won="2026-05-06", owner=w.rufus,
                    currency="EUR")
    order = w.c.order(deal, customer, [
        ("CONS-DAY", "333.32", "2026-05-11"), ("CONS-DAY", "333.32", "2026-05-12"),
        ("CONS-DAY", "333.32", "2026-05-13")], "2026-05-07")
    for number, on in ((1, "2026-05-11"), (2, "2026-05-12"), (3, "2026-05-13")):
        w.c.invoice(order, [(number, "333.32")], on, due="2026-07-15")
    w.answers.expect([
        ("2026-05", B, "booked", "999.96", "1249.95"),  # / 0.80
        ("2026-05", B, "crm_fx_rate", 0, "-139.99"),  # 999.96 x (1.11 - 1.25) = -139.9944
        ("2026-05", B, "rounding", 0, "0.01"),
        ("2026-05", B, "invoiced", "999.96", "1109.97"),  # 3 x 369.99
        ("2026-05", R, "invoiced", "999.96", "1109.97"),
        ("2026-05", R, "recognised", "999.96", "1109.97"),
        ("2026-05", C, "invoiced", "999.96", "1109.97"),
        ("2026-05", C, "receivable_not_due", "-999.96", "-1109.96"),  # 1,109.9556, rounded once
        ("2026-05", C, "rounding", 0, "-0.01"),
    ], account, deal, currency="EUR")
    w.answers.exception("crm_fx_rate", "salesforce", deal.id)


def euro_credit(w):
    """EUR 2,000 billed at 1.12; 500 of it credited at 1.14 in June and never billed again."""
    account, customer = w.buyer("talaver", "Talaver Ceramica, Lda.", "Talaver Cerâmica Lda",
                                country=("Portugal", "PT"), currency="EUR")
    deal = w.c.deal(account, [("SEAT-LIC", 2000)], won="2026-03-04", owner=w.hana, currency="EUR")
    order = w.c.order(deal, customer, [("SEAT-LIC", 2000, "2026-04-08")], "2026-03-06")
    invoice = w.c.invoice(order, [(1, 2000)], "2026-04-08")
    w.c.credit_memo(invoice, [(1, 500)], "2026-06-09")
    w.answers.expect([
        ("2026-03", B, "booked", 2000, 2500),  # / 0.80
        ("2026-03", B, "crm_fx_rate", 0, -300),  # 2,000 x (1.10 - 1.25)
        ("2026-03", B, "scheduled_billing", -2000, -2200),
        ("2026-04", B, "scheduled_billing", 2000, 2200),
        ("2026-04", B, "fx_movement", 0, 40),  # 2,000 x (1.12 - 1.10)
        ("2026-04", B, "invoiced", 2000, 2240),
        ("2026-06", B, "credit_memo", -500, -550),  # at the booking rate
        ("2026-06", B, "fx_movement", 0, -20),  # -500 x (1.14 - 1.10)
        ("2026-06", B, "invoiced", -500, -570),
        ("2026-04", R, "invoiced", 2000, 2240),
        ("2026-04", R, "recognised", 2000, 2240),
        ("2026-06", R, "invoiced", -500, -570),
        ("2026-06", R, "recognised", -500, -570),
        ("2026-04", C, "invoiced", 2000, 2240),
        ("2026-04", C, "receivable_not_due", -2000, -2240),
        ("2026-05", C, "receivable_not_due", 2000, 2240),
        ("2026-05", C, "receivable_overdue", -2000, -2240),
        ("2026-06", C, "invoiced", -500, -570),
        ("2026-06", C, "receivable_overdue", 500, 560),  # at the invoice's 1.12
        ("2026-06", C, "fx_settlement", 0, 10),  # 500 x (1.14 - 1.12)
    ], account, deal, currency="EUR")
    w.answers.exception("crm_fx_rate", "salesforce", deal.id)


SCENARIOS = [
    euro_licence, euro_subscription, pounds_of_the_daughter, sold_in_euros_billed_in_dollars,
    cents_in_dollars, euro_credit,
]
