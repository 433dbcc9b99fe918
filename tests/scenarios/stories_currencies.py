"""Several currencies: the daily table says EUR 1.10 to February, 1.12 to April, 1.15 from May."""

from story import story


@story()
def paid_in_a_third_currency(s):
    """S2. EUR 1,000 at 1.10; GBP 400 at 1.30 count as EUR 480."""
    account, customer = s.pair("Ivy Lane Perfumes", currency="EUR")
    deal = s.deal(account, [("FEE", 1000)], won="2026-01-12", currency="EUR")
    order = s.company.order(deal, customer, [("FEE", 1000, "2026-01-15")], "2026-01-13")
    invoice = s.company.invoice(order, [(1, 1000)], "2026-01-15")
    s.company.payment(customer, 400, "2026-01-20", currency="GBP", apply=[(invoice, 480, 400)])
    s.expect(deal, currency="EUR", table="""
                                01     02
        booked_to_invoiced
          booked              1000   1000
          invoiced            1000   1000
        invoiced_to_recognised
          invoiced            1000   1000
          recognised          1000   1000
        invoiced_to_collected
          invoiced            1000   1000
          receivable_not_due  -520      0
          receivable_overdue     0   -520
          collected            480    480
    """, usd="""
                                01     02
        booked_to_invoiced
          booked              1100   1100
          invoiced            1100   1100
        invoiced_to_recognised
          invoiced            1100   1100
          recognised          1100   1100
        invoiced_to_collected
          invoiced            1100   1100
          receivable_not_due  -572      0
          receivable_overdue     0   -572
          fx_settlement         -8     -8
          collected            520    520
    """)


@story()
def three_rates(s):
    """S16. EUR 1,000: 1.20 in the CRM, 1.10 at the close and the invoice, 1.15 at the payment."""
    account, customer = s.pair("Jasmine Tea House", currency="EUR")
    deal = s.deal(account, [("FEE", 1000)], won="2026-02-17", currency="EUR")
    order = s.company.order(deal, customer, [("FEE", 1000, "2026-02-17")], "2026-02-17")
    invoice = s.company.invoice(order, [(1, 1000)], "2026-02-17")
    s.company.payment(customer, 1000, "2026-02-25", rate="1.15", apply=[(invoice, 1000)])
    s.expect(deal, currency="EUR", table="""
                                02
        booked_to_invoiced
          booked              1000
          invoiced            1000
        invoiced_to_recognised
          invoiced            1000
          recognised          1000
        invoiced_to_collected
          invoiced            1000
          collected           1000
    """, usd="""
                                02
        booked_to_invoiced
          booked              1200
          crm_fx_rate         -100
          invoiced            1100
        invoiced_to_recognised
          invoiced            1100
          recognised          1100
        invoiced_to_collected
          invoiced            1100
          fx_settlement         50
          collected           1150
    """)


@story()
def euro_subsidiary(s):
    """A company that keeps its books in euros: 1.10 at the close, 1.12 billed, 1.15 paid."""
    account, customer = s.pair("Kiwi Components Europe", currency="EUR",
                               subsidiary=s.company.euro_subsidiary, country=("Germany", "DE"))
    deal = s.deal(account, [("SUBS", 2000)], won="2026-02-10", currency="EUR")
    order = s.company.order(deal, customer, [("SUBS", 2000, "2026-03-10")], "2026-02-12")
    invoice = s.company.invoice(order, [(1, 2000)], "2026-03-10")
    s.company.schedule(invoice, 1, "2026-03", months=2)
    s.company.payment(customer, 2000, "2026-05-12", apply=[(invoice, 2000)])
    s.expect(deal, currency="EUR", table="""
                                02     03     04     05
        booked_to_invoiced
          booked              2000   2000   2000   2000
          scheduled_billing  -2000      0      0      0
          invoiced               0   2000   2000   2000
        invoiced_to_recognised
          invoiced               0   2000   2000   2000
          deferred_revenue       0  -1000      0      0
          recognised             0   1000   2000   2000
        invoiced_to_collected
          invoiced               0   2000   2000   2000
          receivable_not_due     0  -2000      0      0
          receivable_overdue     0      0  -2000      0
          collected              0      0      0   2000
    """, usd="""
                                02     03     04     05
        booked_to_invoiced
          booked              2200   2200   2200   2200
          scheduled_billing  -2200      0      0      0
          fx_movement            0     40     40     40
          invoiced               0   2240   2240   2240
        invoiced_to_recognised
          invoiced               0   2240   2240   2240
          deferred_revenue       0  -1100      0      0
          fx_movement            0    -20      0      0
          recognised             0   1120   2240   2240
        invoiced_to_collected
          invoiced               0   2240   2240   2240
          receivable_not_due     0  -2240      0      0
          receivable_overdue     0      0  -2240      0
          fx_settlement          0      0      0     60
          collected              0      0      0   2300
    """)


@story()
def credit_at_another_rate(s):
    """EUR 1,000 at 1.10, EUR 200 credited at 1.12, EUR 800 paid at 1.15."""
    account, customer = s.pair("Lemon Grove Ceramics", currency="EUR")
    deal = s.deal(account, [("FEE", 1000)], won="2026-02-10", currency="EUR")
    order = s.company.order(deal, customer, [("FEE", 1000, "2026-02-12")], "2026-02-11")
    invoice = s.company.invoice(order, [(1, 1000)], "2026-02-12")
    s.company.credit_memo(invoice, [(1, 200)], "2026-03-10")
    s.company.payment(customer, 800, "2026-05-12", apply=[(invoice, 800)])
    s.expect(deal, currency="EUR", table="""
                                02     03     05
        booked_to_invoiced
          booked              1000   1000   1000
          credit_memo            0   -200   -200
          invoiced            1000    800    800
        invoiced_to_recognised
          invoiced            1000    800    800
          recognised          1000    800    800
        invoiced_to_collected
          invoiced            1000    800    800
          receivable_not_due -1000      0      0
          receivable_overdue     0   -800      0
          collected              0      0    800
    """, usd="""
                                02     03     05
        booked_to_invoiced
          booked              1100   1100   1100
          credit_memo            0   -220   -220
          fx_movement            0     -4     -4
          invoiced            1100    876    876
        invoiced_to_recognised
          invoiced            1100    876    876
          recognised          1100    876    876
        invoiced_to_collected
          invoiced            1100    876    876
          receivable_not_due -1100      0      0
          receivable_overdue     0   -880      0
          fx_settlement          0      4     44
          collected              0      0    920
    """)


@story()
def sold_in_euros_billed_in_dollars(s):
    """EUR 1,000 sold and ordered, USD 1,078 billed at 1.10: EUR 980, 20 less than the line."""
    account, customer = s.pair("Mango Street Films", currency="EUR")
    deal = s.deal(account, [("FEE", 1000)], won="2026-01-12", currency="EUR")
    order = s.company.order(deal, customer, [("FEE", 1000, "2026-01-15")], "2026-01-13")
    invoice = s.company.invoice(order, [(1, 1078)], "2026-01-15", currency="USD")
    s.company.payment(customer, 1078, "2026-01-20", apply=[(invoice, 1078)])
    s.expect(deal, currency="EUR", table="""
                                      01
        booked_to_invoiced
          booked                    1000
          billed_in_other_currency   -20
          invoiced                   980
    """, usd="""
                                      01
        booked_to_invoiced
          booked                    1100
          billed_in_other_currency   -22
          invoiced                  1078
    """)
    s.expect(deal, currency="USD", table="""
                                      01
        invoiced_to_recognised
          invoiced                  1078
          recognised                1078
        invoiced_to_collected
          invoiced                  1078
          collected                 1078
    """)


@story()
def sold_in_euros_billed_in_dollars_in_parts(s):
    """EUR 1,500 in three units: two of USD 539 (EUR 490) bill 500 of it each, the third waits."""
    account, customer = s.pair("Mangrove Films", currency="EUR")
    deal = s.deal(account, [("FEE", 1500)], won="2026-01-12", currency="EUR")
    order = s.company.order(
        deal, customer, [("FEE", 1500, "2026-01-15", 3)], "2026-01-13")
    for date in ("2026-01-15", "2026-02-12"):
        invoice = s.company.invoice(order, [(1, 539, 1)], date, currency="USD")
        s.company.payment(customer, 539, date, currency="USD", apply=[(invoice, 539)])
    s.expect(deal, currency="EUR", table="""
                                      01     02
        booked_to_invoiced
          booked                    1500   1500
          overdue_invoice          -1000   -500
          billed_in_other_currency   -10    -20
          invoiced                   490    980
    """, usd="""
                                      01     02
        booked_to_invoiced
          booked                    1650   1650
          overdue_invoice          -1100   -550
          billed_in_other_currency   -11    -22
          invoiced                   539   1078
    """)
    s.expect(deal, currency="USD", table="""
                                      01     02
        invoiced_to_recognised
          invoiced                   539   1078
          recognised                 539   1078
        invoiced_to_collected
          invoiced                   539   1078
          collected                  539   1078
    """)


@story()
def cents_of_conversion(s):
    """EUR 3 x 33.33 at 1.10 is 36.663 each: what rounding makes of three bills is a line."""
    account, customer = s.pair("Nectarine News", currency="EUR")
    deal = s.deal(account, [("FEE", "99.99")], won="2026-01-12", currency="EUR")
    order = s.company.order(deal, customer, [("FEE", "33.33", "2026-01-15")] * 3, "2026-01-13")
    for number in (1, 2, 3):
        invoice = s.company.invoice(order, [(number, "33.33")], "2026-01-15")
        s.company.payment(customer, "33.33", "2026-01-20", apply=[(invoice, "33.33")])
    # Booked 109.989 -> 109.99 once; invoiced and collected 36.66 three times.
    s.expect(deal, currency="EUR", table="""
                                 01
        booked_to_invoiced
          booked              99.99
          invoiced            99.99
        invoiced_to_recognised
          invoiced            99.99
          recognised          99.99
        invoiced_to_collected
          invoiced            99.99
          collected           99.99
    """, usd="""
                                 01
        booked_to_invoiced
          booked             109.99
          rounding            -0.01
          invoiced           109.98
        invoiced_to_recognised
          invoiced           109.98
          recognised         109.98
        invoiced_to_collected
          invoiced           109.98
          collected          109.98
    """)


@story()
def cents_of_levels(s):
    """
    Each line's level is rounded, not its change: EUR 33.33 at 1.10 is 36.663, twice 73.326. What
    that makes of a step is `rounding`, and it may come and go.
    """
    account, customer = s.pair("Orchid Island Airways", currency="EUR")
    deal = s.deal(account, [("SUBS", "99.99")], won="2026-01-12", currency="EUR")
    order = s.company.order(deal, customer, [
        ("SUBS", "33.33", "2026-01-15"), ("SUBS", "33.33", "2026-02-16"),
        ("SUBS", "33.33", "2027-01-15")], "2026-01-13")
    first = s.company.invoice(order, [(1, "33.33")], "2026-01-15")
    second = s.company.invoice(order, [(2, "33.33")], "2026-02-16")
    s.company.schedule(first, 1, "2026-01", months=3)
    s.company.schedule(second, 1, "2026-02", months=1)
    s.company.payment(customer, 20, "2026-01-20", rate="1.10", apply=[(first, 20)])
    s.expect(deal, currency="EUR", table="""
                                 01      02      03
        booked_to_invoiced
          booked              99.99   99.99   99.99
          scheduled_billing  -66.66  -33.33  -33.33
          invoiced            33.33   66.66   66.66
        invoiced_to_recognised
          invoiced            33.33   66.66   66.66
          deferred_revenue   -22.22  -11.11       0
          recognised          11.11   55.55   66.66
        invoiced_to_collected
          invoiced            33.33   66.66   66.66
          receivable_not_due -13.33  -33.33       0
          receivable_overdue      0  -13.33  -46.66
          collected           20.00   20.00   20.00
    """, usd="""
                                 01      02      03
        booked_to_invoiced
          booked             109.99  109.99  109.99
          scheduled_billing  -73.33  -36.66  -36.66
          rounding                0   -0.01   -0.01
          invoiced            36.66   73.32   73.32
        invoiced_to_recognised
          invoiced            36.66   73.32   73.32
          deferred_revenue   -24.44  -12.22       0
          recognised          12.22   61.10   73.32
        invoiced_to_collected
          invoiced            36.66   73.32   73.32
          receivable_not_due -14.66  -36.66       0
          receivable_overdue      0  -14.66  -51.33
          rounding                0       0    0.01
          collected           22.00   22.00   22.00
    """)


@story()
def one_receipt_for_three_invoices_in_euros(s):
    """
    Three invoices of EUR 10.10 at 1.15 are USD 11.62 each; the receipt that pays them is EUR 30.30,
    which is USD 34.85 and not three times 11.62. The CRM still converts at 1.10.
    """
    account, customer = s.pair("Persimmon Pens", currency="EUR")
    deal = s.deal(account, [("FEE", "30.30")], won="2026-05-04", currency="EUR")
    order = s.company.order(deal, customer, [("FEE", "10.10", "2026-05-06")] * 3, "2026-05-05")
    invoices = [s.company.invoice(order, [(number, "10.10")], "2026-05-06") for number in (1, 2, 3)]
    s.company.payment(customer, "30.30", "2026-05-20",
                      apply=[(invoice, "10.10") for invoice in invoices])
    s.expect(deal, currency="EUR", table="""
                                05
        booked_to_invoiced
          booked             30.30
          invoiced           30.30
        invoiced_to_recognised
          invoiced           30.30
          recognised         30.30
        invoiced_to_collected
          invoiced           30.30
          collected          30.30
    """, usd="""
                                05
        booked_to_invoiced
          booked             33.33
          crm_fx_rate         1.52
          rounding            0.01
          invoiced           34.86
        invoiced_to_recognised
          invoiced           34.86
          recognised         34.86
        invoiced_to_collected
          invoiced           34.86
          rounding           -0.01
          collected          34.85
    """)
