"""Invoiced to collected: receipts, credits, refunds, tax and what is never paid."""

from story import story


@story()
def tax_on_top(s):
    """S11. Net 1,000 with 20 % tax, 1,200 paid; the CRM holds the net amount."""
    account, customer = s.pair("Nyssa Furniture")
    deal = s.deal(account, [("FEE", 1000)], won="2026-04-02")
    order = s.company.order(deal, customer, [("FEE", 1000, "2026-04-06")], "2026-04-03", tax=200)
    invoice = s.company.invoice(order, [(1, 1000)], "2026-04-06", tax=200)
    s.company.payment(customer, 1200, "2026-05-04", apply=[(invoice, 1200)])
    s.expect(deal, """
                                04     05
        booked_to_invoiced
          booked              1000   1000
          invoiced            1000   1000
        invoiced_to_recognised
          invoiced            1000   1000
          recognised          1000   1000
        invoiced_to_collected
          invoiced            1000   1000
          sales_tax            200    200
          receivable_not_due -1200      0
          collected              0   1200
    """)


@story()
def deposit_before_the_deal(s):
    """S15. A deposit of 500 in March; won, invoiced and applied in April; served in May."""
    account, customer = s.pair("Osage Theatre")
    deposit = s.company.deposit(customer, 500, "2026-03-20")
    deal = s.deal(account, [("SUBS", 500)], won="2026-04-02")
    order = s.company.order(deal, customer, [("SUBS", 500, "2026-04-05")], "2026-04-03")
    invoice = s.company.invoice(order, [(1, 500)], "2026-04-05")
    s.company.schedule(invoice, 1, "2026-05", amounts={"2026-05": 500})
    s.company.apply_deposit(deposit, [(invoice, 500)], "2026-04-06")
    s.expect(deal, """
                                03     04     05
        booked_to_invoiced
          booked                 0    500    500
          invoiced               0    500    500
        invoiced_to_recognised
          invoiced               0    500    500
          deferred_revenue       0   -500      0
          recognised             0      0    500
        invoiced_to_collected
          invoiced               0    500    500
          unapplied_cash       500      0      0
          collected            500    500    500
    """)
    s.fact(deal, "03", C=500, unapplied_cash=500, B=0, V=0, R=0, AR=0)
    s.fact(deal, "04", C=500, unapplied_cash=0, V=500, DR=500, R=0, AR=0)


@story()
def three_payments_two_invoices(s):
    """S20. Three payments of 50, two open invoices of 50, no reference: none is applied."""
    account, customer = s.pair("Palmetto Records")
    deal = s.deal(account, [("FEE", 100)], won="2026-05-02")
    order = s.company.order(
        deal, customer, [("FEE", 50, "2026-05-05"), ("FEE", 50, "2026-05-05")], "2026-05-04")
    invoices = [s.company.invoice(order, [(number, 50)], "2026-05-05") for number in (1, 2)]
    payments = [s.company.payment(customer, 50, "2026-05-20") for _ in range(3)]
    s.expect(deal, """
                                05     06
        booked_to_invoiced
          booked               100    100
          invoiced             100    100
        invoiced_to_recognised
          invoiced             100    100
          recognised           100    100
        invoiced_to_collected
          invoiced             100    100
          receivable_not_due  -100      0
          receivable_overdue     0   -100
    """)
    s.expect(None, account=customer, table="""
                                05
        invoiced_to_collected
          unapplied_cash       150
          collected            150
    """)
    for payment in payments:
        s.finds("cash_not_applied", payment, 50,
                texts=[f"candidates {invoices[0].number}, {invoices[1].number}"])


@story()
def receivable_roll_forward(s):
    """W15. 1,000 + 5,400 (900 of it tax) - 3,000 cash - 540 credits - 200 written off = 2,660."""
    account, customer = s.pair("Rowan Steel")
    deal = s.deal(account, [("FEE", 5500)], won="2026-01-05")
    order = s.company.order(
        deal, customer, [("FEE", 1000, "2026-01-10"), ("FEE", 4500, "2026-02-06")], "2026-01-07")
    opening = s.company.invoice(order, [(1, 1000)], "2026-01-10")
    invoice = s.company.invoice(order, [(2, 4500)], "2026-02-06", tax=900)
    s.company.payment(customer, 3000, "2026-02-20", apply=[(opening, 1000), (invoice, 2000)])
    s.company.credit_memo(invoice, [(1, 450)], "2026-02-24", tax=90)
    s.company.write_off(invoice, 200, "2026-02-26")
    s.expect(deal, """
                                01     02     03
        booked_to_invoiced
          booked              5500   5500   5500
          scheduled_billing  -4500      0      0
          credit_memo            0   -450   -450
          invoiced            1000   5050   5050
        invoiced_to_recognised
          invoiced            1000   5050   5050
          recognised          1000   5050   5050
        invoiced_to_collected
          invoiced            1000   5050   5050
          sales_tax              0    810    810
          receivable_not_due -1000  -2660      0
          receivable_overdue     0      0  -2660
          write_off              0   -200   -200
          collected              0   3000   3000
    """)
    s.fact(deal, "01", AR=1000)
    s.fact(deal, "02", AR=2660)


@story()
def credit_loss_or_concession(s):
    """W22. 300 of 1,000 is never paid: as a bad debt revenue stands, as a concession it falls."""
    account, customer = s.pair("Sycamore Fashion")
    for loss, name in ((True, "Sycamore Fashion, spring"), (False, "Sycamore Fashion, autumn")):
        deal = s.deal(account, [("FEE", 1000)], won="2026-01-05", name=name)
        order = s.company.order(deal, customer, [("FEE", 1000, "2026-01-08")], "2026-01-07")
        invoice = s.company.invoice(order, [(1, 1000)], "2026-01-08")
        s.company.payment(customer, 700, "2026-02-05", apply=[(invoice, 700)])
        if loss:
            s.company.credit_memo(customer, [("BADDEBT", 300)], "2026-05-20",
                                  apply=[(invoice, 300)])
            s.expect(deal, """
                                        01     02     05
                booked_to_invoiced
                  booked              1000   1000   1000
                  invoiced            1000   1000   1000
                invoiced_to_recognised
                  invoiced            1000   1000   1000
                  recognised          1000   1000   1000
                invoiced_to_collected
                  invoiced            1000   1000   1000
                  receivable_not_due -1000      0      0
                  receivable_overdue     0   -300      0
                  write_off              0      0   -300
                  collected              0    700    700
            """)
            s.fact(deal, "05", R=1000, V=1000, AR=0)
        else:
            s.company.credit_memo(invoice, [(1, 300)], "2026-05-20")
            s.expect(deal, """
                                        01     02     05
                booked_to_invoiced
                  booked              1000   1000   1000
                  credit_memo            0      0   -300
                  invoiced            1000   1000    700
                invoiced_to_recognised
                  invoiced            1000   1000    700
                  recognised          1000   1000    700
                invoiced_to_collected
                  invoiced            1000   1000    700
                  receivable_not_due -1000      0      0
                  receivable_overdue     0   -300      0
                  collected              0    700    700
            """)
            s.fact(deal, "05", R=700, V=700, AR=0)


@story()
def half_paid_with_tax(s):
    """W25. 120 with 20 % tax in it, 60 paid: 50 of them net, 10 tax."""
    account, customer = s.pair("Tupelo Music")
    deal = s.deal(account, [("FEE", 100)], won="2026-01-05")
    order = s.company.order(deal, customer, [("FEE", 100, "2026-01-08")], "2026-01-07", tax=20)
    invoice = s.company.invoice(order, [(1, 100)], "2026-01-08", tax=20)
    s.company.payment(customer, 60, "2026-01-28", apply=[(invoice, 60)])
    s.expect(deal, """
                                01     02
        booked_to_invoiced
          booked               100    100
          invoiced             100    100
        invoiced_to_recognised
          invoiced             100    100
          recognised           100    100
        invoiced_to_collected
          invoiced             100    100
          sales_tax             20     20
          receivable_not_due   -60      0
          receivable_overdue     0    -60
          collected             60     60
    """)
    s.fact(deal, "01", V=100, AR=60, C=60, tax=20)


@story()
def cash_sale_and_refund(s):
    """W26. 90 sold for cash on 1 January, refunded on 1 February."""
    account, customer = s.pair("Willow Pond Crafts")
    deal = s.deal(account, [("FEE", 90)], won="2026-01-01")
    sale = s.company.cash_sale(customer, [("FEE", 90)], "2026-01-01", deal=deal)
    s.company.cash_refund(sale, [(1, 90)], "2026-02-01")
    s.expect(deal, """
                                01     02
        booked_to_invoiced
          booked                90     90
          credit_memo            0    -90
          invoiced              90      0
        invoiced_to_recognised
          invoiced              90      0
          recognised            90      0
        invoiced_to_collected
          invoiced              90      0
          collected             90      0
    """)
    s.fact(deal, "01", R=90, C=90)
    s.fact(deal, "02", R=0, C=0)


@story()
def credit_refunded(s):
    """A credit of 50 on a paid invoice waits a month, then it is paid out."""
    account, customer = s.pair("Almond Dairy")
    deal = s.deal(account, [("FEE", 200)], won="2026-01-05")
    order = s.company.order(deal, customer, [("FEE", 200, "2026-01-08")], "2026-01-07")
    invoice = s.company.invoice(order, [(1, 200)], "2026-01-08")
    s.company.payment(customer, 200, "2026-01-28", apply=[(invoice, 200)])
    credit = s.company.credit_memo(invoice, [(1, 50)], "2026-02-10", apply=[])
    s.company.refund(customer, 50, "2026-03-05", of=[(credit, 50)])
    s.expect(deal, """
                                01     02     03
        booked_to_invoiced
          booked               200    200    200
          credit_memo            0    -50    -50
          invoiced             200    150    150
        invoiced_to_recognised
          invoiced             200    150    150
          recognised           200    150    150
        invoiced_to_collected
          invoiced             200    150    150
          unapplied_credit       0     50      0
          collected            200    200    150
    """)


@story()
def deposit_refunded(s):
    """A deposit of 80 that is never used goes back in March."""
    _, customer = s.pair("Bayberry Travel")
    deposit = s.company.deposit(customer, 80, "2026-02-10")
    s.company.refund(customer, 80, "2026-03-12", of=[(deposit, 80)])
    s.expect(None, account=customer, table="""
                                02     03
        invoiced_to_collected
          unapplied_cash        80      0
          collected             80      0
    """)


@story()
def overpaid(s):
    """120 arrive for an invoice of 100: the rest is the payer's, on no deal."""
    account, customer = s.pair("Cypress Optics")
    deal = s.deal(account, [("FEE", 100)], won="2026-05-02")
    order = s.company.order(deal, customer, [("FEE", 100, "2026-05-05")], "2026-05-04")
    invoice = s.company.invoice(order, [(1, 100)], "2026-05-05")
    payment = s.company.payment(customer, 120, "2026-05-20", apply=[(invoice, 100)])
    s.expect(deal, """
                                05
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
    s.expect(None, account=customer, table="""
                                05
        invoiced_to_collected
          unapplied_cash        20
          collected             20
    """)
    s.finds("cash_not_applied", payment, 20, texts=["no open invoice of this amount"])


@story()
def early_payment_discount(s):
    """980 settle 1,000: 2 % discount."""
    account, customer = s.pair("Elderflower Drinks")
    deal = s.deal(account, [("FEE", 1000)], won="2026-01-05")
    order = s.company.order(deal, customer, [("FEE", 1000, "2026-01-08")], "2026-01-07")
    invoice = s.company.invoice(order, [(1, 1000)], "2026-01-08")
    s.company.payment(customer, 980, "2026-01-20", discount=20, apply=[(invoice, 1000)])
    s.expect(deal, """
                                01
        booked_to_invoiced
          booked              1000
          invoiced            1000
        invoiced_to_recognised
          invoiced            1000
          recognised          1000
        invoiced_to_collected
          invoiced            1000
          settlement_discount  -20
          collected            980
    """)


@story()
def due_days(s):
    """
    Due on the last day of the month is not overdue yet, even where that is the day of the invoice;
    a day earlier is.
    """
    account, customer = s.pair("Fig Leaf Gallery")
    deal = s.deal(account, [("FEE", 340)], won="2026-04-01")
    order = s.company.order(
        deal, customer, [("FEE", 100, "2026-04-02"), ("FEE", 200, "2026-04-02"),
                         ("FEE", 40, "2026-04-30")], "2026-04-02")
    s.company.invoice(order, [(1, 100)], "2026-04-02", due="2026-04-30")
    s.company.invoice(order, [(2, 200)], "2026-04-02", due="2026-04-29")
    s.company.invoice(order, [(3, 40)], "2026-04-30", due="2026-04-30")
    s.expect(deal, """
                                04     05
        booked_to_invoiced
          booked               340    340
          invoiced             340    340
        invoiced_to_recognised
          invoiced             340    340
          recognised           340    340
        invoiced_to_collected
          invoiced             340    340
          receivable_not_due  -140      0
          receivable_overdue  -200   -340
    """)


@story()
def one_invoice_of_two_deals(s):
    """One invoice bills the orders of two deals, 600 and 400; 500 are paid on it."""
    account, customer = s.pair("Gooseberry Games")
    deals, lines = [], []
    for amount in (600, 400):
        deal = s.deal(account, [("FEE", amount)], won="2026-03-12",
                      name=f"Gooseberry Games, {amount}")
        order = s.company.order(deal, customer, [("FEE", amount, "2026-03-18")], "2026-03-16")
        deals.append(deal)
        lines.append((order.line(1), amount))
    invoice = s.company.invoice(customer, lines, "2026-03-20")
    s.company.payment(customer, 500, "2026-03-27", apply=[(invoice, 500)])
    for deal, amount, paid in ((deals[0], 600, 300), (deals[1], 400, 200)):
        rest = amount - paid
        s.expect(deal, f"""
                                      03       04
            booked_to_invoiced
              booked            {amount} {amount}
              invoiced          {amount} {amount}
            invoiced_to_recognised
              invoiced          {amount} {amount}
              recognised        {amount} {amount}
            invoiced_to_collected
              invoiced          {amount} {amount}
              receivable_not_due -{rest}        0
              receivable_overdue       0  -{rest}
              collected           {paid}   {paid}
        """)


@story()
def thirds_of_a_payment(s):
    """W24. 50.00 paid on an invoice of three deals (33.34, 33.33, 33.33): no cent is lost."""
    account, customer = s.pair("Huckleberry Books")
    deals, lines = [], []
    for number, amount in enumerate(("33.34", "33.33", "33.33"), start=1):
        deal = s.deal(account, [("FEE", amount)], won="2026-03-12",
                      name=f"Huckleberry Books, shop {number}")
        order = s.company.order(deal, customer, [("FEE", amount, "2026-03-18")], "2026-03-16")
        deals.append(deal)
        lines.append((order.line(1), amount))
    invoice = s.company.invoice(customer, lines, "2026-03-20")
    s.company.payment(customer, 50, "2026-03-27", apply=[(invoice, 50)])
    s.expect(deals, """
                                03     04
        booked_to_invoiced
          booked            100.00 100.00
          invoiced          100.00 100.00
        invoiced_to_recognised
          invoiced          100.00 100.00
          recognised        100.00 100.00
        invoiced_to_collected
          invoiced          100.00 100.00
          receivable_not_due -50.00     0
          receivable_overdue     0 -50.00
          collected          50.00  50.00
    """)


def _taxed(s, account, customer, amounts, currency=None):
    """A deal and an order for each amount: the deals, and the lines by which one invoice bills them."""
    deals, orders = [], []
    for number, amount in enumerate(amounts, start=1):
        deals.append(s.deal(account, [("FEE", amount)], won="2026-03-12", currency=currency,
                            name=f"{customer.name}, {number}"))
        orders.append(s.company.order(
            deals[-1], customer, [("FEE", amount, "2026-03-18")], "2026-03-16"))
    return deals, orders, [(order.line(1), amount)
                           for order, amount in zip(orders, amounts, strict=True)]


# net, tax, open and paid at the end of March; the rest is overdue in April.
TAXED = """
                              03       04
    booked_to_invoiced
      booked               {0}      {0}
      invoiced             {0}      {0}
    invoiced_to_recognised
      invoiced             {0}      {0}
      recognised           {0}      {0}
    invoiced_to_collected
      invoiced             {0}      {0}
      sales_tax            {1}      {1}
      receivable_not_due  -{2}        0
      receivable_overdue     0     -{2}
      collected            {3}      {3}
"""


@story()
def tax_on_an_invoice_of_two_deals(s):
    """The sales_tax of 180 on 600 and 300 is 120 and 60, and so half the cash is 360 and 180."""
    account, customer = s.pair("Jabuticaba Jeans")
    deals, _, lines = _taxed(s, account, customer, (600, 300))
    invoice = s.company.invoice(customer, lines, "2026-03-20", tax=180)
    s.company.payment(customer, 540, "2026-03-27", apply=[(invoice, 540)])
    s.expect(deals[0], TAXED.format(600, 120, 360, 360))
    s.expect(deals[1], TAXED.format(300, 60, 180, 180))


@story()
def tax_on_an_invoice_made_from_one_of_its_orders(s):
    """The same, where the whole document says that it was created from the first order."""
    account, customer = s.pair("Kumquat Kilns")
    deals, orders, lines = _taxed(s, account, customer, (600, 300))
    invoice = s.company.invoice(orders[0], lines, "2026-03-20", tax=180)
    s.company.payment(customer, 540, "2026-03-27", apply=[(invoice, 540)])
    s.expect(deals[0], TAXED.format(600, 120, 360, 360))
    s.expect(deals[1], TAXED.format(300, 60, 180, 180))


@story()
def tax_on_an_invoice_of_an_order_that_is_not_there(s):
    """Lines that bill an order of the deal, on an invoice created from one that nobody knows."""
    account, customer = s.pair("Loquat Looms")
    deals, orders, lines = _taxed(s, account, customer, (600,))
    invoice = s.company.invoice(orders[0], lines, "2026-03-20", tax=120)
    s.company.payment(customer, 360, "2026-03-27", apply=[(invoice, 360)])
    s.tampering.append(lambda extracts: [
        extracts.change("netsuite", "transactionline",
                        {"transaction": invoice.id, "id": str(line.number)},
                        {"createdfrom": "799999"})
        for line in invoice.lines])
    s.expect(deals[0], TAXED.format(600, 120, 360, 360))
    s.links.append((invoice, None, "none"))


@story()
def thirds_of_a_tax(s):
    """20.00 of tax on 33.34, 33.33 and 33.33, half paid: no cent is lost."""
    account, customer = s.pair("Mangosteen Mills")
    deals, _, lines = _taxed(s, account, customer, ("33.34", "33.33", "33.33"))
    invoice = s.company.invoice(customer, lines, "2026-03-20", tax=20)
    s.company.payment(customer, 60, "2026-03-27", apply=[(invoice, 60)])
    s.expect(deals, TAXED.format(100, 20, 60, 60))


@story()
def tax_in_euros_on_an_invoice_of_two_deals(s):
    """Shared in the invoice's currency, converted at its rate of 1.12; the CRM still has 1.10."""
    account, customer = s.pair("Nectarine Nets", currency="EUR")
    deals, _, lines = _taxed(s, account, customer, (600, 300), currency="EUR")
    invoice = s.company.invoice(customer, lines, "2026-03-20", tax=180)
    s.company.payment(customer, 540, "2026-03-27", apply=[(invoice, 540)])
    for deal, amounts, usd, booked, difference in (
            (deals[0], (600, 120, 360, 360), ("672", "134.4", "403.2", "403.2"), 660, 12),
            (deals[1], (300, 60, 180, 180), ("336", "67.2", "201.6", "201.6"), 330, 6)):
        s.expect(deal, TAXED.format(*amounts), currency="EUR", usd=TAXED.format(*usd).replace(
            f"booked               {usd[0]}      {usd[0]}",
            f"booked               {booked} {booked}\n crm_fx_rate {difference} {difference}"))


@story()
def tax_on_a_cash_sale_of_two_deals(s):
    """Sold for cash: what was collected is each deal's net with its part of the tax."""
    account, customer = s.pair("Olallie Optics")
    deals, _, lines = _taxed(s, account, customer, (600, 300))
    s.company.cash_sale(customer, lines, "2026-03-20", tax=180)
    s.expect(deals[0], TAXED.format(600, 120, 0, 720))
    s.expect(deals[1], TAXED.format(300, 60, 0, 360))
