"""Booked to invoiced: contracts, their orders, their bills and what goes wrong between them."""

from story import story


@story()
def worked_example(s):
    """Booked 1,000, ordered 900 in three dates, billed once, paid, recognised 75 a month."""
    account, customer = s.pair("Alder Mills")
    deal = s.deal(account, [("SUBS", 1000)], won="2026-01-10")
    order = s.company.order(deal, customer, [
        ("SUBS", 300, "2026-01-15"), ("SUBS", 300, "2026-03-15"), ("SUBS", 300, "2026-06-15")],
        "2026-01-12")
    invoice = s.company.invoice(order, [(1, 300)], "2026-01-16", tax=60, due="2026-02-15")
    s.company.schedule(invoice, 1, "2026-01", months=4)
    s.company.payment(customer, 360, "2026-02-20", apply=[(invoice, 360)])
    s.expect(deal, """
                                01     02     03     04     06
        booked_to_invoiced
          booked              1000   1000   1000   1000   1000
          crm_amount_stale    -100   -100   -100   -100   -100
          scheduled_billing   -600   -600   -300   -300      0
          overdue_invoice        0      0   -300   -300   -600
          invoiced             300    300    300    300    300
        invoiced_to_recognised
          invoiced             300    300    300    300    300
          deferred_revenue    -225   -150    -75      0      0
          recognised            75    150    225    300    300
        invoiced_to_collected
          invoiced             300    300    300    300    300
          sales_tax             60     60     60     60     60
          receivable_not_due  -360      0      0      0      0
          collected              0    360    360    360    360
    """)


@story()
def credit_and_rebill(s):
    """S1. A deal of 900 is billed 1,000, credited and billed again at 900."""
    account, customer = s.pair("Birch Foundry")
    deal = s.deal(account, [("FEE", 900)], won="2026-01-05")
    order = s.company.order(deal, customer, [("FEE", 900, "2026-01-10")], "2026-01-07")
    wrong = s.company.invoice(order, [(1, 1000)], "2026-01-10")
    s.company.credit_memo(wrong, [(1, 1000)], "2026-02-05")
    right = s.company.invoice(order, [(1, 900)], "2026-02-06")
    s.company.payment(customer, 900, "2026-03-05", apply=[(right, 900)])
    s.expect(deal, """
                                01     02     03
        booked_to_invoiced
          booked               900    900    900
          over_invoiced        100      0      0
          invoiced            1000    900    900
        invoiced_to_recognised
          invoiced            1000    900    900
          recognised          1000    900    900
        invoiced_to_collected
          invoiced            1000    900    900
          receivable_not_due -1000   -900      0
          collected              0      0    900
    """)
    # January was overbilled by 100: the unbilled backlog is negative.
    s.fact(deal, "01", B=900, V=1000, R=1000, UB=-100)
    s.fact(deal, "02", B=900, V=900, R=900, UB=0)


@story()
def billed_to_two_subsidiaries(s):
    """S6. The parent buys 1,000; its American and British companies are billed 600 and 400."""
    parent = s.account("Cedar Group Holdings")
    _, american = s.pair("Cedar Operations America", parent=parent)
    _, british = s.pair("Cedar Operations Britain", parent=parent,
                        country=("United Kingdom", "GB"))
    deal = s.deal(parent, [("FEE", 1000)], won="2026-02-03")
    for customer, amount in ((american, 600), (british, 400)):
        order = s.company.order(deal, customer, [("FEE", amount, "2026-02-10")], "2026-02-05")
        invoice = s.company.invoice(order, [(1, amount)], "2026-02-10")
        s.company.payment(customer, amount, "2026-02-20", apply=[(invoice, amount)])
    s.expect(deal, account=parent, table="""
                                       02
        booked_to_invoiced
          booked                     1000
          billed_to_related_account -1000
    """)
    for customer, amount in ((american, 600), (british, 400)):
        s.expect(deal, account=customer, table=f"""
                                            02
            booked_to_invoiced
              billed_to_related_account {amount}
              invoiced                  {amount}
            invoiced_to_recognised
              invoiced                  {amount}
              recognised                {amount}
            invoiced_to_collected
              invoiced                  {amount}
              collected                 {amount}
        """)


@story()
def order_schedule_of_a_subsidiary(s):
    """The parent orders, its subsidiary is billed; the schedule stands on the order, so it posts on the parent."""
    parent, buyer = s.pair("Cherimoya Holdings")
    _, subsidiary = s.pair("Cherimoya Software Services", parent=parent)
    deal = s.deal(parent, [("SUBS", 120)], won="2026-02-03")
    order = s.company.order(deal, buyer, [("SUBS", 120, "2026-02-10")], "2026-02-05")
    s.company.schedule(order, 1, "2026-02", months=2)
    invoice = s.company.invoice(order, [(1, 120)], "2026-02-10", customer=subsidiary)
    s.company.payment(subsidiary, 120, "2026-02-20", apply=[(invoice, 120)])
    s.expect(deal, account=parent, table="""
                                       02
        booked_to_invoiced
          booked                      120
          billed_to_related_account  -120
    """)
    s.expect(deal, account=subsidiary, table="""
                                      02   03
        booked_to_invoiced
          billed_to_related_account  120  120
          invoiced                   120  120
        invoiced_to_recognised
          invoiced                   120  120
          deferred_revenue           -60    0
          recognised                  60  120
        invoiced_to_collected
          invoiced                   120  120
          collected                  120  120
    """)


@story()
def billed_to_a_stranger(s):
    """S6 without a map: a broker that shares no parent with the buyer is billed."""
    buyer = s.account("Dogwood Clinics")
    broker = s.company.customer("Harbour Lane Brokerage", url="https://www.harbourlane.test")
    deal = s.deal(buyer, [("FEE", 500)], won="2026-02-03")
    order = s.company.order(deal, broker, [("FEE", 500, "2026-02-10")], "2026-02-05")
    invoice = s.company.invoice(order, [(1, 500)], "2026-02-10")
    s.company.payment(broker, 500, "2026-02-20", apply=[(invoice, 500)])
    s.expect(deal, account=buyer, table="""
                                         02
        booked_to_invoiced
          booked                        500
          billed_to_unrelated_account  -500
    """)
    s.expect(deal, account=broker, table="""
                                         02
        booked_to_invoiced
          billed_to_unrelated_account   500
          invoiced                      500
        invoiced_to_recognised
          invoiced                      500
          recognised                    500
        invoiced_to_collected
          invoiced                      500
          collected                     500
    """)


@story()
def invoice_of_nobody(s):
    """S7. An invoice of 250 that no opportunity and no order explains."""
    _, customer = s.pair("Elm Street Bakery")
    invoice = s.company.invoice(customer, [("FEE", 250)], "2026-03-10")
    s.company.payment(customer, 250, "2026-03-20", apply=[(invoice, 250)])
    s.expect(invoice, """
                                03
        booked_to_invoiced
          invoice_without_deal 250
          invoiced             250
        invoiced_to_recognised
          invoiced             250
          recognised           250
        invoiced_to_collected
          invoiced             250
          collected            250
    """)
    s.finds("invoice_without_deal", invoice, 250, owner="billing")


@story()
def won_before_midnight_in_new_york(s):
    """S9. Won on 31 March at 23:30 in New York, which is April in UTC; billed on 1 April."""
    account, customer = s.pair("Fir Avenue Dental")
    deal = s.deal(account, [("FEE", 500)], won="2026-03-31", won_at="2026-04-01 03:30:00")
    order = s.company.order(deal, customer, [("FEE", 500, "2026-04-01")], "2026-04-01")
    invoice = s.company.invoice(order, [(1, 500)], "2026-04-01")
    s.company.payment(customer, 500, "2026-04-10", apply=[(invoice, 500)])
    s.expect(deal, """
                                03     04
        booked_to_invoiced
          booked               500    500
          awaiting_order      -500      0
          invoiced               0    500
        invoiced_to_recognised
          invoiced               0    500
          recognised             0    500
        invoiced_to_collected
          invoiced               0    500
          collected              0    500
    """)


@story()
def three_years_one_billed(s):
    """W1. 360,000 for three years; the first is billed and paid; 10,000 are earned a month."""
    account, customer = s.pair("Ginkgo Research Institute")
    deal = s.deal(account, [("SUBS", 360000)], won="2026-03-02", term=36, frequency="annual")
    order = s.company.order(deal, customer, [
        ("SUBS", 120000, "2026-03-05"), ("SUBS", 120000, "2027-03-05"),
        ("SUBS", 120000, "2028-03-05")], "2026-03-03")
    invoice = s.company.invoice(order, [(1, 120000)], "2026-03-05")
    s.company.schedule(invoice, 1, "2026-03", months=12)
    s.company.payment(customer, 120000, "2026-04-03", apply=[(invoice, 120000)])
    s.expect(deal, """
                               03      04      05      06      07      08      09      10      11      12
        booked_to_invoiced
          booked           360000  360000  360000  360000  360000  360000  360000  360000  360000  360000
          scheduled_billing -240000 -240000 -240000 -240000 -240000 -240000 -240000 -240000 -240000 -240000
          invoiced         120000  120000  120000  120000  120000  120000  120000  120000  120000  120000
        invoiced_to_recognised
          invoiced         120000  120000  120000  120000  120000  120000  120000  120000  120000  120000
          deferred_revenue -110000 -100000 -90000  -80000  -70000  -60000  -50000  -40000  -30000  -20000
          recognised        10000   20000   30000   40000   50000   60000   70000   80000   90000  100000
        invoiced_to_collected
          invoiced         120000  120000  120000  120000  120000  120000  120000  120000  120000  120000
          receivable_not_due -120000    0       0       0       0       0       0       0       0       0
          collected             0  120000  120000  120000  120000  120000  120000  120000  120000  120000
    """)
    s.fact(deal, "12", R=100000, DR=20000, UB=240000, RPO=260000, AR=0)


@story()
def subtotal_and_discount_rows(s):
    """W13. Lines 80,000 and 32,000, a subtotal row of 112,000 and a discount row: 98,000 net."""
    account, customer = s.pair("Hazel County Schools")
    lines = [("FEE", 80000), ("FEE", 32000), ("DISC", -14000)]
    deal = s.deal(account, lines, won="2026-06-02")
    order = s.company.order(
        deal, customer, [(code, amount, "2026-06-05") for code, amount in lines], "2026-06-03")
    invoice = s.company.invoice(order, [(1, 80000), (2, 32000), (3, -14000)], "2026-06-05")
    s.company.payment(customer, 98000, "2026-06-25", apply=[(invoice, 98000)])
    s.tampering.append(lambda extracts: extracts.append_like(
        "netsuite", "transactionline", {"transaction": invoice.id, "id": "1"},
        {"id": "9", "linesequencenumber": "9", "uniquekey": "999001", "itemtype": "Subtotal",
         "item": "", "quantity": "", "rate": "", "netamount": "-112000.00",
         "foreignamount": "-112000.00", "createdfrom": ""}))
    s.expect(deal, """
                                 06
        booked_to_invoiced
          booked              98000
          invoiced            98000
        invoiced_to_recognised
          invoiced            98000
          recognised          98000
        invoiced_to_collected
          invoiced            98000
          collected           98000
    """)
    s.fact(deal, "06", V=98000)


@story()
def signing_bill_of_three_years(s):
    """W23. 300,000 over three years, 100,000 invoiced at signing."""
    account, customer = s.pair("Ironwood Logistics")
    deal = s.deal(account, [("SUBS", 300000)], won="2026-12-14", term=36, frequency="annual")
    order = s.company.order(deal, customer, [
        ("SUBS", 100000, "2026-12-15"), ("SUBS", 100000, "2027-12-15"),
        ("SUBS", 100000, "2028-12-15")], "2026-12-14")
    invoice = s.company.invoice(order, [(1, 100000)], "2026-12-15")
    s.company.schedule(invoice, 1, "2027-01", months=12)
    s.expect(deal, """
                                  12
        booked_to_invoiced
          booked              300000
          scheduled_billing  -200000
          invoiced            100000
        invoiced_to_recognised
          invoiced            100000
          deferred_revenue   -100000
        invoiced_to_collected
          invoiced            100000
          receivable_not_due -100000
    """)
    s.fact(deal, "12", B=300000, DR=100000, UB=200000)


@story()
def cents_of_three_parts(s):
    """S17. 100.00 over three months; the CRM holds 33.33 three times: a cent of rounding."""
    account, customer = s.pair("Juniper Print Works")
    deal = s.deal(account, [("SUBS", "33.33")] * 3, won="2026-01-09")
    order = s.company.order(deal, customer, [
        ("SUBS", amount, "2026-01-12") for amount in ("33.34", "33.33", "33.33")], "2026-01-10")
    invoice = s.company.invoice(order, [(1, "33.34"), (2, "33.33"), (3, "33.33")], "2026-01-12")
    s.company.schedule(invoice, 1, "2026-01", months=1)
    s.company.schedule(invoice, 2, "2026-02", months=1)
    s.company.schedule(invoice, 3, "2026-03", months=1)
    s.company.payment(customer, 100, "2026-01-20", apply=[(invoice, 100)])
    s.expect(deal, """
                                01     02     03
        booked_to_invoiced
          booked             99.99  99.99  99.99
          rounding            0.01   0.01   0.01
          invoiced          100.00 100.00 100.00
        invoiced_to_recognised
          invoiced          100.00 100.00 100.00
          deferred_revenue  -66.66 -33.33      0
          recognised         33.34  66.67 100.00
        invoiced_to_collected
          invoiced          100.00 100.00 100.00
          collected         100.00 100.00 100.00
    """)


@story()
def cents_add_up_in_the_open(s):
    """S17. Fifty order lines, a cent too low each: 0.50 of rounding. A cent more is no rounding."""
    for name, booked, line, amount in (
            ("Katsura Components", "499.50", "rounding", "0.50"),
            ("Katsura Castings", "499.49", "crm_amount_stale", "0.51")):
        account, customer = s.pair(name)
        deal = s.deal(account, [("FEE", booked)], won="2026-01-09")
        order = s.company.order(
            deal, customer, [("FEE", 10, "2026-01-12")] * 50, "2026-01-10")
        invoice = s.company.invoice(
            order, [(number, 10) for number in range(1, 51)], "2026-01-12")
        s.company.payment(customer, 500, "2026-01-20", apply=[(invoice, 500)])
        s.expect(deal, f"""
                                    01
            booked_to_invoiced
              booked          {booked}
              {line}          {amount}
              invoiced          500.00
            invoiced_to_recognised
              invoiced          500.00
              recognised        500.00
            invoiced_to_collected
              invoiced          500.00
              collected         500.00
        """)


@story()
def thirds_of_thirty_thousand(s):
    """W24. 30,000.00 in 33.334, 33.333 and 33.333 %: the parts are the whole."""
    account, customer = s.pair("Larch Property Trust")
    parts = ["10000.20", "9999.90", "9999.90"]
    deal = s.deal(account, [("FEE", 30000)], won="2026-01-09")
    order = s.company.order(
        deal, customer, [("FEE", part, "2026-01-12") for part in parts], "2026-01-10")
    for number, part in enumerate(parts, start=1):
        invoice = s.company.invoice(order, [(number, part)], "2026-01-12")
        s.company.payment(customer, part, "2026-01-20", apply=[(invoice, part)])
    s.expect(deal, """
                                01
        booked_to_invoiced
          booked             30000
          invoiced           30000
        invoiced_to_recognised
          invoiced           30000
          recognised         30000
        invoiced_to_collected
          invoiced           30000
          collected          30000
    """)


@story()
def cancelled_order_lines(s):
    """Four quarters ordered, two billed, the rest closed unbilled in June."""
    account, customer = s.pair("Magnolia Fitness")
    deal = s.deal(account, [("FEE", 400)], won="2026-01-05")
    order = s.company.order(deal, customer, [
        ("FEE", 100, "2026-01-10"), ("FEE", 100, "2026-04-10"), ("FEE", 100, "2026-07-10"),
        ("FEE", 100, "2026-10-10")], "2026-01-07")
    for number, date, paid in ((1, "2026-01-10", "2026-01-20"), (2, "2026-04-10", "2026-04-20")):
        invoice = s.company.invoice(order, [(number, 100)], date)
        s.company.payment(customer, 100, paid, apply=[(invoice, 100)])
    order.cancel(3, "2026-06-20")
    order.cancel(4, "2026-06-20")
    s.expect(deal, """
                                01     04     06
        booked_to_invoiced
          booked               400    400    400
          scheduled_billing   -300   -200      0
          order_cancelled        0      0   -200
          invoiced             100    200    200
        invoiced_to_recognised
          invoiced             100    200    200
          recognised           100    200    200
        invoiced_to_collected
          invoiced             100    200    200
          collected            100    200    200
    """)


@story()
def cancelled_when_overdue(s):
    """A line due on 1 March is never billed and closed in May: overdue until then, then neither."""
    account, customer = s.pair("Nutmeg Catering")
    deal = s.deal(account, [("FEE", 160)], won="2026-02-20")
    order = s.company.order(
        deal, customer, [("FEE", 100, "2026-03-01"), ("FEE", 60, "2027-03-01")], "2026-02-22")
    order.cancel(1, "2026-05-15")
    s.expect(deal, """
                                02     03     05
        booked_to_invoiced
          booked               160    160    160
          scheduled_billing   -160    -60    -60
          overdue_invoice        0   -100      0
          order_cancelled        0      0   -100
    """)


@story()
def cancelled_before_it_was_due(s):
    """A line due in September is closed in June; its due date then passes without effect."""
    account, customer = s.pair("Neem Tree Papers")
    deal = s.deal(account, [("FEE", 160)], won="2026-02-20")
    order = s.company.order(
        deal, customer, [("FEE", 100, "2026-09-01"), ("FEE", 60, "2027-03-01")], "2026-02-22")
    order.cancel(1, "2026-06-15")
    s.expect(deal, """
                                02     06
        booked_to_invoiced
          booked               160    160
          scheduled_billing   -160    -60
          order_cancelled        0   -100
    """)


@story()
def all_on_the_last_day(s):
    """Won, ordered, billed and paid on the day of the as-of: all of it counts."""
    account, customer = s.pair("Oleander Press")
    day = "2026-12-31"
    deal = s.deal(account, [("FEE", 75)], won=day)
    order = s.company.order(deal, customer, [("FEE", 75, day)], day)
    invoice = s.company.invoice(order, [(1, 75)], day)
    s.company.payment(customer, 75, day, apply=[(invoice, 75)])
    s.company.deposit(customer, 5, day)
    s.expect(deal, """
                                12
        booked_to_invoiced
          booked                75
          invoiced              75
        invoiced_to_recognised
          invoiced              75
          recognised            75
        invoiced_to_collected
          invoiced              75
          collected             75
    """)
    s.expect(None, account=customer, table="""
                                12
        invoiced_to_collected
          unapplied_cash         5
          collected              5
    """)


@story()
def adjustments(s):
    """Of the register, only what somebody else approved, with a reason, in time, is reported."""
    account, customer = s.pair("Persimmon Pensions")
    deal = s.deal(account, [("FEE", 250)], won="2026-03-05")
    order = s.company.order(deal, customer, [("FEE", 250, "2026-03-06")], "2026-03-06")
    invoice = s.company.invoice(order, [(1, 250)], "2026-03-06")
    s.company.payment(customer, 250, "2026-03-20", apply=[(invoice, 250)])

    def register(number, amount, reason="Agreed by letter", by="ada", approved="grace",
                 at="2026-04-02", metric="booked", **values):
        s.company.adjustment(f"ADJ-{number}", metric, "2026-03", amount, reason, by, approved, at,
                             deal=deal, **values)

    register(1, 50)
    register(2, -5, expires_on="2026-12-31")
    register(3, -7, metric="collected")
    refused = {
        "ADJ-4": dict(amount=100, approved=None, at=None),
        "ADJ-5": dict(amount=200, approved=" ADA"),
        "ADJ-6": dict(amount=300, reason=" "),
        "ADJ-7": dict(amount=400, expires_on="2026-12-30"),
        "ADJ-8": dict(amount=500, metric="pipeline"),
    }
    for name, values in refused.items():
        register(name[4:], **values)
        s.finds("adjustment_not_effective", name)
    s.expect(deal, """
                                03
        booked_to_invoiced
          booked               250
          invoiced             250
        invoiced_to_recognised
          invoiced             250
          recognised           250
        invoiced_to_collected
          invoiced             250
          collected            250
        booked_to_reported
          booked               250
          approved_adjustment   45
          booked_reported      295
        collected_to_reported
          collected            250
          approved_adjustment   -7
          collected_reported   243
    """)


@story()
def downsell_awaiting_its_credit(s):
    """A downsell of 300, won in March; the credit memo comes in April and stays unapplied."""
    account, customer = s.pair("Olive Branch Hotels")
    deal = s.deal(account, [("FEE", -300)], won="2026-03-05", kind="Existing Business")
    s.company.credit_memo(customer, [("FEE", 300)], "2026-04-02", deal=deal)
    s.expect(deal, """
                                03     04
        booked_to_invoiced
          booked              -300   -300
          awaiting_credit      300      0
          invoiced               0   -300
        invoiced_to_recognised
          invoiced               0   -300
          recognised             0   -300
        invoiced_to_collected
          invoiced               0   -300
          unapplied_credit       0    300
    """)


@story()
def downsell_with_an_order(s):
    """An order of -300 is credited in part, to no line of it: the ERP still counts it unbilled."""
    account, customer = s.pair("Olive Grove Hotels")
    deal = s.deal(account, [("FEE", -300)], won="2026-03-05", kind="Existing Business")
    s.company.order(deal, customer, [("FEE", -300, "2026-03-09")], "2026-03-06")
    s.company.credit_memo(customer, [("FEE", 100)], "2026-04-02", deal=deal)
    s.expect(deal, """
                                03     04
        booked_to_invoiced
          booked              -300   -300
          awaiting_credit      300    200
          invoiced               0   -100
        invoiced_to_recognised
          invoiced               0   -100
          recognised             0   -100
        invoiced_to_collected
          invoiced               0   -100
          unapplied_credit       0    100
    """)


@story()
def ordered_before_the_close_date(s):
    """Ordered and half billed in March; the deal closes in April."""
    account, customer = s.pair("Pecan Valley Water")
    deal = s.deal(account, [("FEE", 500)], won="2026-04-10")
    order = s.company.order(
        deal, customer, [("FEE", 300, "2026-03-22"), ("FEE", 200, "2026-04-15")], "2026-03-20")
    for number, amount, date, paid in (
            (1, 300, "2026-03-25", "2026-03-30"), (2, 200, "2026-04-15", "2026-04-20")):
        invoice = s.company.invoice(order, [(number, amount)], date)
        s.company.payment(customer, amount, paid, apply=[(invoice, amount)])
    s.expect(deal, """
                                03     04
        booked_to_invoiced
          booked                 0    500
          before_booking       500      0
          scheduled_billing   -200      0
          invoiced             300    500
        invoiced_to_recognised
          invoiced             300    500
          recognised           300    500
        invoiced_to_collected
          invoiced             300    500
          collected            300    500
    """)


@story()
def billed_before_the_close_date(s):
    """Billed in March without an order; the deal closes in April."""
    account, customer = s.pair("Quince Orchard Foods")
    deal = s.deal(account, [("FEE", 400)], won="2026-04-02")
    invoice = s.company.invoice(customer, [("FEE", 400)], "2026-03-28", deal=deal)
    s.company.payment(customer, 400, "2026-03-30", apply=[(invoice, 400)])
    s.expect(deal, """
                                03     04
        booked_to_invoiced
          booked                 0    400
          before_booking       400      0
          invoiced             400    400
        invoiced_to_recognised
          invoiced             400    400
          recognised           400    400
        invoiced_to_collected
          invoiced             400    400
          collected            400    400
    """)


@story()
def resold_and_used(s):
    """2,000 of 8,000 are resold through a partner; usage of 340 is billed on top."""
    account, customer = s.pair("Redwood Analytics")
    deal = s.deal(account, [("FEE", 6000), ("RESOLD", 2000)], won="2026-02-02")
    order = s.company.order(
        deal, customer, [("FEE", 6000, "2026-02-05"), ("RESOLD", 2000, "2026-02-05")],
        "2026-02-03")
    invoice = s.company.invoice(order, [(1, 6000)], "2026-02-05")
    usage = s.company.invoice(customer, [("USAGE", 340)], "2026-03-05", deal=deal)
    s.company.payment(customer, 6000, "2026-02-25", apply=[(invoice, 6000)])
    s.company.payment(customer, 340, "2026-03-25", apply=[(usage, 340)])
    s.expect(deal, """
                                         02     03
        booked_to_invoiced
          booked                       8000   8000
          outside_invoiced_definition -2000  -2000
          outside_booked_definition       0    340
          invoiced                     6000   6340
        invoiced_to_recognised
          invoiced                     6000   6340
          recognised                   6000   6340
        invoiced_to_collected
          invoiced                     6000   6340
          collected                    6000   6340
    """)


@story()
def never_ordered(s):
    """Ten days is the order's time: on the tenth day it still runs, on the eleventh it is late."""
    account, _ = s.pair("Sassafras Software")
    in_time = s.deal(account, [("FEE", 700)], won="2026-09-20")
    late = s.deal(account, [("FEE", 710)], won="2026-09-19")
    s.expect(in_time, """
                                09     10
        booked_to_invoiced
          booked               700    700
          awaiting_order      -700      0
          missing_order          0   -700
    """)
    s.expect(late, """
                                09
        booked_to_invoiced
          booked               710
          missing_order       -710
    """)
    s.finds("missing_order", late, -710)


@story()
def billing_days(s):
    """Each side of each limit at the end of September, ten days after the billing date."""
    account, customer = s.pair("Tamarind Textiles")
    deal = s.deal(account, [("FEE", 460)], won="2026-09-01")
    s.company.order(deal, customer, [
        ("FEE", 110, "2026-09-19"), ("FEE", 100, "2026-09-20"), ("FEE", 120, "2026-09-30"),
        ("FEE", 130, "2026-10-01")], "2026-09-02")
    s.expect(deal, """
                                09     10
        booked_to_invoiced
          booked               460    460
          scheduled_billing   -130      0
          awaiting_invoice    -220      0
          overdue_invoice     -110   -460
    """)
    s.finds("overdue_invoice", deal, -460)


@story()
def billing_at_the_as_of_itself(s):
    """In the month of the as-of the cut is its own date, 31 December."""
    account, customer = s.pair("Umbrella Pine Media")
    deal = s.deal(account, [("FEE", 600)], won="2026-12-01")
    s.company.order(deal, customer, [
        ("FEE", 100, "2026-12-20"), ("FEE", 200, "2026-12-21"), ("FEE", 300, "2027-01-02")],
        "2026-12-02")
    s.expect(deal, """
                                12
        booked_to_invoiced
          booked               600
          scheduled_billing   -300
          awaiting_invoice    -200
          overdue_invoice     -100
    """)


@story()
def bills_pay_off_the_oldest_lines(s):
    """The bill names the last order line; first in, first out, it pays off the first."""
    account, customer = s.pair("Viburnum Gardens")
    deal = s.deal(account, [("FEE", 300)], won="2026-01-05")
    order = s.company.order(deal, customer, [
        ("FEE", 100, "2026-01-05"), ("FEE", 100, "2026-03-05"), ("FEE", 100, "2027-02-05")],
        "2026-01-05")
    invoice = s.company.invoice(order, [(3, 100)], "2026-01-08")
    s.company.payment(customer, 100, "2026-01-20", apply=[(invoice, 100)])
    s.expect(deal, """
                                01     03
        booked_to_invoiced
          booked               300    300
          scheduled_billing   -200   -100
          overdue_invoice        0   -100
          invoiced             100    100
        invoiced_to_recognised
          invoiced             100    100
          recognised           100    100
        invoiced_to_collected
          invoiced             100    100
          collected            100    100
    """)


@story()
def credit_pays_off_the_oldest_lines(s):
    """A credit that stays explains the shortfall first, and pays off lines like a bill does."""
    account, customer = s.pair("Walnut Grove Labs")
    deal = s.deal(account, [("FEE", 300)], won="2026-01-05")
    order = s.company.order(
        deal, customer, [("FEE", 100, "2026-01-05"), ("FEE", 200, "2026-03-05")], "2026-01-05")
    invoice = s.company.invoice(order, [(1, 100)], "2026-01-08")
    s.company.credit_memo(invoice, [(1, 40)], "2026-01-20")
    s.company.payment(customer, 60, "2026-01-25", apply=[(invoice, 60)])
    # E 300, I' 60, Cr 40: the credit explains 40 of 240, the line of March the other 200.
    s.expect(deal, """
                                01     03
        booked_to_invoiced
          booked               300    300
          credit_memo          -40    -40
          scheduled_billing   -200      0
          overdue_invoice        0   -200
          invoiced              60     60
        invoiced_to_recognised
          invoiced              60     60
          recognised            60     60
        invoiced_to_collected
          invoiced              60     60
          collected             60     60
    """)


@story()
def order_of_no_deal(s):
    """An order of 500 keyed straight into the ERP; 200 of it are billed."""
    _, customer = s.pair("Yew Tree Motors")
    order = s.company.order(
        None, customer, [("FEE", 200, "2026-08-05"), ("FEE", 300, "2027-03-05")], "2026-08-03")
    invoice = s.company.invoice(order, [(1, 200)], "2026-08-05")
    s.company.payment(customer, 200, "2026-08-25", apply=[(invoice, 200)])
    s.expect(order, """
                                08
        booked_to_invoiced
          order_without_deal   500
          scheduled_billing   -300
          invoiced             200
        invoiced_to_recognised
          invoiced             200
          recognised           200
        invoiced_to_collected
          invoiced             200
          collected            200
    """)
    s.finds("order_without_deal", order, 500)


@story()
def voided_after_the_close(s):
    """Billed and paid in January, voided in February: now it never was, then it was."""
    account, customer = s.pair("Zelkova Studios")
    deal = s.deal(account, [("FEE", 300)], won="2026-01-08")
    order = s.company.order(deal, customer, [("FEE", 300, "2026-01-15")], "2026-01-10")
    invoice = s.company.invoice(order, [(1, 300)], "2026-01-15")
    s.company.payment(customer, 300, "2026-01-25", apply=[(invoice, 300)])
    s.company.void(invoice, "2026-02-10")
    s.expect(deal, """
                                01
        booked_to_invoiced
          booked               300
          overdue_invoice     -300
    """)
    s.expect(None, account=customer, table="""
                                01
        invoiced_to_collected
          unapplied_cash       300
          collected            300
    """)
    s.expect(deal, early=True, table="""
                                01
        booked_to_invoiced
          booked               300
          invoiced             300
        invoiced_to_recognised
          invoiced             300
          recognised           300
        invoiced_to_collected
          invoiced             300
          collected            300
    """)


@story()
def deleted_after_the_close(s):
    """An order that was deleted in March: until then it was there."""
    account, customer = s.pair("Acacia Freight")
    deal = s.deal(account, [("FEE", 320)], won="2026-01-08")
    order = s.company.order(deal, customer, [("FEE", 320, "2026-06-15")], "2026-01-10")
    s.company.delete(order, "2026-03-10")
    s.expect(deal, """
                                01
        booked_to_invoiced
          booked               320
          missing_order       -320
    """)
    s.expect(deal, early=True, table="""
                                01
        booked_to_invoiced
          booked               320
          scheduled_billing   -320
    """)


@story()
def between_group_companies(s):
    """What group companies bill each other is outside every step."""
    sister = s.company.customer(
        "Sample Group Services", url="https://www.samplegroup.test", intercompany=True)
    s.company.invoice(sister, [("FEE", 5000)], "2026-04-10")
    s.expect(None, account=sister, table="""
                                01
        booked_to_invoiced
          booked                 0
    """)
