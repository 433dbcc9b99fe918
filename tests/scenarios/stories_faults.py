"""
A company of its own in which things are wrong: links and figures that contradict each other, a
currency without rates. Its CRM amounts include tax (`crm_amounts_include_tax`).
"""

from story import story


def _clean(s, name, amount=100, code="FEE", months=None):
    """Sold, ordered, billed, paid: nothing left to explain."""
    account, customer = s.pair(name)
    deal = s.deal(account, [(code, amount)], won="2026-02-02")
    order = s.company.order(deal, customer, [(code, amount, "2026-02-05")], "2026-02-03")
    invoice = s.company.invoice(order, [(1, amount)], "2026-02-05")
    payment = s.company.payment(customer, amount, "2026-02-20", apply=[(invoice, amount)])
    return deal, customer, order, invoice, payment


@story("faults")
def tax_in_the_order(s):
    """S11, gross: the CRM holds 1,200 for 1,000 and 200 of tax; half of the order is billed."""
    account, customer = s.pair("Apricot Lighting")
    deal = s.deal(account, [("FEE", 1200)], won="2026-04-02")
    order = s.company.order(
        deal, customer, [("FEE", 500, "2026-04-06"), ("FEE", 500, "2027-04-06")], "2026-04-03",
        tax=200)
    invoice = s.company.invoice(order, [(1, 500)], "2026-04-06", tax=100)
    s.company.payment(customer, 600, "2026-05-04", apply=[(invoice, 600)])
    s.expect(deal, """
                                04     05
        booked_to_invoiced
          booked              1200   1200
          tax_in_booking      -200   -200
          scheduled_billing   -500   -500
          invoiced             500    500
        invoiced_to_recognised
          invoiced             500    500
          recognised           500    500
        invoiced_to_collected
          invoiced             500    500
          sales_tax            100    100
          receivable_not_due  -600      0
          collected              0    600
    """)


@story("faults")
def tax_in_the_invoice(s):
    """The same without an order: until the invoice shows the tax, all of it awaits an order."""
    account, customer = s.pair("Banyan Blinds")
    deal = s.deal(account, [("FEE", 1200)], won="2026-03-25")
    invoice = s.company.invoice(customer, [("FEE", 1000)], "2026-04-03", tax=200, deal=deal)
    s.company.payment(customer, 1200, "2026-04-24", apply=[(invoice, 1200)])
    s.expect(deal, """
                                03     04
        booked_to_invoiced
          booked              1200   1200
          tax_in_booking         0   -200
          awaiting_order     -1200      0
          invoiced               0   1000
        invoiced_to_recognised
          invoiced               0   1000
          recognised             0   1000
        invoiced_to_collected
          invoiced               0   1000
          sales_tax              0    200
          collected              0   1200
    """)


@story("faults")
def tax_in_another_currency(s):
    """EUR 1,200 sold gross: USD 1,100 and 220 of tax, at 1.10, are EUR 1,000 and 200."""
    account, customer = s.pair("Boxwood Blinds", currency="USD")
    deal = s.deal(account, [("FEE", 1200)], won="2026-01-25", currency="EUR")
    s.company.invoice(
        customer, [("FEE", 1100)], "2026-02-03", tax=220, deal=deal, due="2026-12-31")
    s.expect(deal, currency="EUR", table="""
                                01     02
        booked_to_invoiced
          booked              1200   1200
          tax_in_booking         0   -200
          awaiting_order     -1200      0
          invoiced               0   1000
    """, usd="""
                                01     02
        booked_to_invoiced
          booked              1320   1320
          tax_in_booking         0   -220
          awaiting_order     -1320      0
          invoiced               0   1100
    """)
    s.expect(deal, currency="USD", table="""
                                01     02
        invoiced_to_recognised
          invoiced               0   1100
          recognised             0   1100
        invoiced_to_collected
          invoiced               0   1100
          sales_tax              0    220
          receivable_not_due     0  -1320
    """)


@story("faults")
def currency_without_rates(s):
    """Francs that nobody quotes: the deal keeps its rows in francs and has no dollars."""
    account, customer = s.pair("Cassava Clocks", currency="CHF")
    deal = s.deal(account, [("FEE", 1000)], won="2026-03-02", currency="CHF")
    order = s.company.order(
        deal, customer, [("FEE", 1000, "2026-03-06")], "2026-03-03", rate="1.25")
    s.company.invoice(order, [(1, 1000)], "2026-03-06", rate="1.25", due="2026-12-31")
    s.expect(deal, currency="CHF", table="""
                                03
        booked_to_invoiced
          booked              1000
          invoiced            1000
        invoiced_to_recognised
          invoiced            1000
          recognised          1000
        invoiced_to_collected
          invoiced            1000
          receivable_not_due -1000
    """, usd="none")
    s.finds("missing_rate", f"{deal.id} CHF 2026-03-02", texts=["CHF", "2026-03-02"])


@story("faults")
def bill_that_cannot_cross(s):
    """Sold in francs that nobody quotes, billed in dollars: in francs nothing is billed yet."""
    account, customer = s.pair("Cherimoya Clocks")
    deal = s.deal(account, [("FEE", 500)], won="2026-03-02", currency="CHF")
    s.company.invoice(customer, [("FEE", 550)], "2026-03-04", deal=deal, due="2026-12-31")
    s.expect(deal, currency="CHF", table="""
                                03
        booked_to_invoiced
          booked               500
          missing_order       -500
    """, usd="none")
    s.expect(deal, currency="USD", table="""
                                03
        invoiced_to_recognised
          invoiced             550
          recognised           550
        invoiced_to_collected
          invoiced             550
          receivable_not_due  -550
    """, usd="none")
    s.finds("missing_rate", f"{deal.id} CHF 2026-03-02", texts=["CHF", "2026-03-02"])


@story("faults")
def payment_link_too_low(s):
    """The link says 90 of a payment of 100; the invoice says it is paid."""
    _, _, _, invoice, payment = _clean(s, "Durian Kitchens")
    s.tampering.append(lambda extracts: extracts.change(
        "netsuite", "nexttransactionlinelink",
        {"previousdoc": invoice.id, "nextdoc": payment.id}, {"foreignamount": "90.00"}))
    s.finds("control_differs", invoice, 10)
    s.finds("control_differs", payment, 10)


@story("faults")
def plan_of_another_customer(s):
    """A revenue element names the invoice line of somebody else."""
    _, first, _, first_invoice, _ = _clean(s, "Emblica Vans", 120, code="SUBS")
    _, second, _, second_invoice, _ = _clean(s, "Feijoa Vans", 120, code="SUBS")
    plan = s.company.schedule(first_invoice, 1, "2026-03", months=2)
    s.tampering.append(lambda extracts: extracts.change(
        "netsuite", "revenueelement", {"id": plan.id},
        {"referenceid": str(second_invoice.line(1).unique_key)}))
    # The ledger (by the customer of each line) released the first, the bridge the second.
    s.finds("control_differs", first, -120)
    s.finds("control_differs", second, 120)


@story("faults")
def billed_quantity_forgotten(s):
    """The order line says that nothing was billed of it."""
    deal, _, order, _, _ = _clean(s, "Grapefruit Gyms")
    s.tampering.append(lambda extracts: extracts.change(
        "netsuite", "transactionline", {"transaction": order.id, "id": "1"},
        {"quantitybilled": "0"}))
    s.finds("control_differs", order, -100, texts=["the bridge has USD 0.00, the ERP 100.00"])


@story("faults")
def receivable_posted_by_hand(s):
    """A journal on trade receivables that settles nothing."""
    _, customer, _, _, _ = _clean(s, "Honeydew Hats")
    journal = s.company.journal(
        "2026-06-15", [("receivable", 75), ("bank", -75)], customer=customer)
    s.finds("control_differs", "12 2026-06-01 USD", 75, texts=["receivable", journal.id])


@story("faults")
def unused_amount_wrong(s):
    """The receipt says 25 are unused; its links use all of it."""
    _, _, _, _, payment = _clean(s, "Imbe Interiors")
    s.tampering.append(lambda extracts: extracts.change(
        "netsuite", "transaction", {"id": payment.id}, {"foreignpaymentamountunused": "25.00"}))
    s.finds("control_differs", payment, -25)


@story("faults")
def lines_ahead_of_their_document(s):
    """A loader was stopped between two tables: a line and a posting whose documents are to come."""
    deal, _, _, invoice, _ = _clean(s, "Jackfruit Jams")
    s.tampering += [
        lambda extracts: extracts.append_like(
            "netsuite", "transactionline", {"transaction": invoice.id, "id": "1"},
            {"transaction": "799998", "uniquekey": "99000098"}),
        lambda extracts: extracts.append_like(
            "netsuite", "transactionaccountingline",
            {"transaction": invoice.id, "transactionline": "1"}, {"transaction": "799999"}),
    ]
    s.expect(deal, """
                                02
        booked_to_invoiced
          booked               100
          invoiced             100
        invoiced_to_recognised
          invoiced             100
          recognised           100
        invoiced_to_collected
          invoiced             100
          collected            100
    """)
    for table, document in (("transactionline", "799998"), ("transactionaccountingline", "799999")):
        s.finds("quarantined_row", f"transaction missing_parent {document}",
                texts=[f"1 row(s) of netsuite.{table}: missing_parent in transaction"])
