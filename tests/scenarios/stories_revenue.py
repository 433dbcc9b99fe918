"""Invoiced to recognised: schedules, milestones, contract assets and postings by hand."""

from story import MONTHS, story


@story()
def twelve_equal_months(s):
    """W2. 120,000 invoiced on 1 January, earned over twelve months."""
    account, customer = s.pair("Basswood Insurance")
    deal = s.deal(account, [("SUBS", 120000)], won="2026-01-01")
    order = s.company.order(deal, customer, [("SUBS", 120000, "2026-01-01")], "2026-01-01")
    invoice = s.company.invoice(order, [(1, 120000)], "2026-01-01")
    s.company.schedule(invoice, 1, "2026-01", months=12)
    s.company.payment(customer, 120000, "2026-01-20", apply=[(invoice, 120000)])
    s.expect(deal, """
                               01      02      03      04      05      06      07      08      09      10      11     12
        booked_to_invoiced
          booked           120000  120000  120000  120000  120000  120000  120000  120000  120000  120000  120000 120000
          invoiced         120000  120000  120000  120000  120000  120000  120000  120000  120000  120000  120000 120000
        invoiced_to_recognised
          invoiced         120000  120000  120000  120000  120000  120000  120000  120000  120000  120000  120000 120000
          deferred_revenue -110000 -100000 -90000  -80000  -70000  -60000  -50000  -40000  -30000  -20000  -10000      0
          recognised        10000   20000   30000   40000   50000   60000   70000   80000   90000  100000  110000 120000
        invoiced_to_collected
          invoiced         120000  120000  120000  120000  120000  120000  120000  120000  120000  120000  120000 120000
          collected        120000  120000  120000  120000  120000  120000  120000  120000  120000  120000  120000 120000
    """)
    s.fact(deal, "01", DR=110000, R=10000, V=120000, RPO=110000)


@story()
def credit_balance_of_another_deal(s):
    """W3. 31 a month by the day from 15 January; 11 settled by an older credit, 20 paid later."""
    account, customer = s.pair("Catalpa Coffee")
    older = s.deal(account, [("FEE", 11)], won="2026-01-02", name="Catalpa Coffee, starter")
    older_order = s.company.order(older, customer, [("FEE", 11, "2026-01-02")], "2026-01-02")
    older_invoice = s.company.invoice(older_order, [(1, 11)], "2026-01-02")
    s.company.payment(customer, 11, "2026-01-03", apply=[(older_invoice, 11)])
    credit = s.company.credit_memo(older_invoice, [(1, 11)], "2026-01-05", apply=[])

    deal = s.deal(account, [("SUBS", 31)], won="2026-01-14", name="Catalpa Coffee, monthly")
    order = s.company.order(deal, customer, [("SUBS", 31, "2026-01-15")], "2026-01-15")
    invoice = s.company.invoice(order, [(1, 31)], "2026-01-15")
    s.company.schedule(invoice, 1, "2026-01", amounts={"2026-01": 17, "2026-02": 14})
    s.company.apply(credit, [(invoice, 11)], "2026-01-15")
    s.company.payment(customer, 20, "2026-02-09", apply=[(invoice, 20)])
    # The credit stays where it arose; using it elsewhere takes it from the deal that it settles.
    s.expect(older, """
                                01
        booked_to_invoiced
          booked                11
          credit_memo          -11
        invoiced_to_collected
          unapplied_credit      11
          collected             11
    """)
    s.expect(deal, """
                                01     02
        booked_to_invoiced
          booked                31     31
          invoiced              31     31
        invoiced_to_recognised
          invoiced              31     31
          deferred_revenue     -14      0
          recognised            17     31
        invoiced_to_collected
          invoiced              31     31
          receivable_not_due   -20      0
          unapplied_credit     -11    -11
          collected              0     20
    """)
    s.fact(deal, "01", R=17, DR=14, AR=20, credit_balance=-11, C=0)
    s.fact(deal, "02", R=31, DR=0, AR=0, credit_balance=-11, C=20)


@story()
def a_dollar_a_day(s):
    """W4. 365 a year from 1 January, by the day."""
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    account, customer = s.pair("Dawn Redwood Yachts")
    deal = s.deal(account, [("SUBS", 365)], won="2026-01-01")
    order = s.company.order(deal, customer, [("SUBS", 365, "2026-01-01")], "2026-01-01")
    invoice = s.company.invoice(order, [(1, 365)], "2026-01-01")
    s.company.schedule(invoice, 1, "2026-01", amounts=dict(zip(MONTHS, days)))
    s.company.payment(customer, 365, "2026-01-30", apply=[(invoice, 365)])
    s.expect(deal, """
                              01   02   03   04   05   06   07   08   09   10   11   12
        booked_to_invoiced
          booked             365  365  365  365  365  365  365  365  365  365  365  365
          invoiced           365  365  365  365  365  365  365  365  365  365  365  365
        invoiced_to_recognised
          invoiced           365  365  365  365  365  365  365  365  365  365  365  365
          deferred_revenue  -334 -306 -275 -245 -214 -184 -153 -122  -92  -61  -31    0
          recognised          31   59   90  120  151  181  212  243  273  304  334  365
        invoiced_to_collected
          invoiced           365  365  365  365  365  365  365  365  365  365  365  365
          collected          365  365  365  365  365  365  365  365  365  365  365  365
    """)
    s.fact(deal, "01", R=31, DR=334)
    s.fact(deal, "02", R=59, DR=306)
    s.fact(deal, "03", R=90, DR=275)


@story()
def credited_before_payment(s):
    """W5. Three months for 120; a credit of 30 before payment lowers each month by 10."""
    account, customer = s.pair("Eucalyptus Spa")
    deal = s.deal(account, [("SUBS", 120)], won="2026-01-01")
    order = s.company.order(deal, customer, [("SUBS", 120, "2026-01-01")], "2026-01-01")
    invoice = s.company.invoice(order, [(1, 120)], "2026-01-01", due="2026-02-15")
    credit = s.company.credit_memo(invoice, [(1, 30)], "2026-01-02")
    s.company.schedule(invoice, 1, "2026-01",
                       amounts={"2026-01": 41, "2026-02": 38, "2026-03": 41})
    s.company.schedule(credit, 1, "2026-01",
                       amounts={"2026-01": -10, "2026-02": -10, "2026-03": -10})
    s.company.payment(customer, 90, "2026-02-10", apply=[(invoice, 90)])
    s.expect(deal, """
                                01     02     03
        booked_to_invoiced
          booked               120    120    120
          credit_memo          -30    -30    -30
          invoiced              90     90     90
        invoiced_to_recognised
          invoiced              90     90     90
          deferred_revenue     -59    -31      0
          recognised            31     59     90
        invoiced_to_collected
          invoiced              90     90     90
          receivable_not_due   -90      0      0
          collected              0     90     90
    """)
    s.fact(deal, "01", V=90, R=31, DR=59, AR=90)
    s.fact(deal, "02", V=90, R=59, DR=31, AR=0)
    s.fact(deal, "03", V=90, R=90, DR=0, AR=0)


@story()
def contract_asset(s):
    """W6. A for 400 and B for 600, billed only after both: A alone is a contract asset."""
    account, customer = s.pair("Filbert Robotics")
    deal = s.deal(account, [("SUBS", 400), ("SUBS", 600)], won="2026-02-02")
    order = s.company.order(
        deal, customer, [("SUBS", 400, "2026-05-29"), ("SUBS", 600, "2026-05-29")], "2026-02-03")
    s.company.schedule(order, 1, "2026-03", months=1)
    s.company.schedule(order, 2, "2026-05", months=1)
    invoice = s.company.invoice(order, [(1, 400), (2, 600)], "2026-05-29")
    s.company.payment(customer, 1000, "2026-06-15", apply=[(invoice, 1000)])
    s.expect(deal, """
                                02     03     05     06
        booked_to_invoiced
          booked              1000   1000   1000   1000
          scheduled_billing  -1000  -1000      0      0
          invoiced               0      0   1000   1000
        invoiced_to_recognised
          invoiced               0      0   1000   1000
          unbilled_revenue       0    400      0      0
          recognised             0    400   1000   1000
        invoiced_to_collected
          invoiced               0      0   1000   1000
          receivable_not_due     0      0  -1000      0
          collected              0      0      0   1000
    """)
    s.fact(deal, "03", CA=400, DR=0, UB=600, RPO=600, AR=0)
    s.fact(deal, "05", CA=0, DR=0, R=1000, AR=1000)


@story()
def three_milestones(s):
    """W18. 900 in three milestones, 450 invoiced up front, one delivered."""
    account, customer = s.pair("Guava Architects")
    deal = s.deal(account, [("SETUP", 900)], won="2026-01-09")
    order = s.company.order(
        deal, customer, [("SETUP", 450, "2026-01-12"), ("SETUP", 450, "2027-03-31")],
        "2026-01-10")
    invoice = s.company.invoice(order, [(1, 450)], "2026-01-12")
    s.company.schedule(invoice, 1, "2026-02", amounts={"2026-02": 300, "2027-02": 150})
    s.company.payment(customer, 450, "2026-01-30", apply=[(invoice, 450)])
    s.expect(deal, """
                                01     02
        booked_to_invoiced
          booked               900    900
          scheduled_billing   -450   -450
          invoiced             450    450
        invoiced_to_recognised
          invoiced             450    450
          deferred_revenue    -450   -150
          recognised             0    300
        invoiced_to_collected
          invoiced             450    450
          collected            450    450
    """)
    s.fact(deal, "02", R=300, DR=150, UB=450, RPO=600)


@story()
def second_half_bills_on_go_live(s):
    """
    S13. As W18, with the ops log: the second half has no billing date, it bills on go-live. What
    is recognised while any project of the deal is not live is early; go-live in October ends that.
    """
    account, customer = s.pair("Hickory Hospital")
    deal = s.deal(account, [("IMPL", 900)], won="2026-02-02")
    order = s.company.order(
        deal, customer, [("IMPL", 450, "2026-02-05"), ("IMPL", 450, None)], "2026-02-03")
    s.company.schedule(order, 1, "2026-03", amounts={"2026-03": 300, "2026-07": 150})
    s.company.schedule(order, 2, "2026-07", amounts={"2026-07": 150, "2026-10": 300})
    first = s.company.invoice(order, [(1, 450)], "2026-02-05")
    second = s.company.invoice(order, [(2, 450)], "2026-10-12")
    s.company.payment(customer, 450, "2026-03-04", apply=[(first, 450)])
    s.company.payment(customer, 450, "2026-11-03", apply=[(second, 450)])
    for number, live in enumerate(("2026-03-20", "2026-07-10", "2026-10-05"), start=1):
        s.company.project(
            f"HH-{number}", f"Hickory, milestone {number}", "live", account=account, deal=deal,
            executed="2026-02-02", planned="2026-02-10", started="2026-02-10", live=live)
    s.expect(deal, """
                                      02     03     07     10     11
        booked_to_invoiced
          booked                     900    900    900    900    900
          scheduled_billing         -450   -450   -450      0      0
          invoiced                   450    450    450    900    900
        invoiced_to_recognised
          invoiced                   450    450    450    900    900
          awaiting_delivery         -450   -450   -450      0      0
          recognised_before_delivery   0    300    600      0      0
          recognised                   0    300    600    900    900
        invoiced_to_collected
          invoiced                   450    450    450    900    900
          receivable_not_due        -450      0      0   -450      0
          collected                    0    450    450    450    900
    """)
    s.fact(deal, "03", B=900, V=450, R=300, UB=450, RPO=600)


@story()
def delivered_but_for_a_cancelled_project(s):
    """A cancelled project does not hold up go-live."""
    account, customer = s.pair("Jacaranda Museum")
    deal = s.deal(account, [("IMPL", 500)], won="2026-02-02")
    order = s.company.order(deal, customer, [("IMPL", 500, "2026-02-05")], "2026-02-03")
    invoice = s.company.invoice(order, [(1, 500)], "2026-02-05")
    s.company.schedule(invoice, 1, "2026-06", amounts={"2026-06": 500})
    s.company.payment(customer, 500, "2026-02-25", apply=[(invoice, 500)])
    s.company.project("JM-1", "Jacaranda, galleries", "live", account=account, deal=deal,
                      executed="2026-02-02", started="2026-02-10", live="2026-06-10")
    s.company.project("JM-2", "Jacaranda, archive", "cancelled", account=account, deal=deal,
                      executed="2026-02-02", started="2026-02-10", cancelled="2026-04-10")
    s.expect(deal, """
                                02     06
        booked_to_invoiced
          booked               500    500
          invoiced             500    500
        invoiced_to_recognised
          invoiced             500    500
          awaiting_delivery   -500      0
          recognised             0    500
        invoiced_to_collected
          invoiced             500    500
          collected            500    500
    """)


@story()
def deferred_beside_undelivered(s):
    """200 of subscription and 300 of implementation that no project shows live."""
    account, customer = s.pair("Kapok Shipping")
    deal = s.deal(account, [("SUBS", 200), ("IMPL", 300)], won="2026-02-02")
    order = s.company.order(
        deal, customer, [("SUBS", 200, "2026-02-05"), ("IMPL", 300, "2026-02-05")], "2026-02-03")
    invoice = s.company.invoice(order, [(1, 200), (2, 300)], "2026-02-05")
    s.company.schedule(invoice, 1, "2026-03", amounts={"2026-03": 200})
    s.company.schedule(invoice, 2, "2026-03", hold=True, expected="2027-02")
    s.company.payment(customer, 500, "2026-02-25", apply=[(invoice, 500)])
    s.expect(deal, """
                                02     03
        booked_to_invoiced
          booked               500    500
          invoiced             500    500
        invoiced_to_recognised
          invoiced             500    500
          deferred_revenue    -200      0
          awaiting_delivery   -300   -300
          recognised             0    200
        invoiced_to_collected
          invoiced             500    500
          collected            500    500
    """)


@story()
def four_ways_to_miss_recognition(s):
    """600 deferred without a schedule, 150 passed through, 250 earned at once, 40 by hand."""
    account, customer = s.pair("Linden Opera House")
    lines = [("SUBS", 600), ("PASS", 150), ("FEE", 250)]
    deal = s.deal(account, lines, won="2026-01-09")
    order = s.company.order(
        deal, customer, [(code, amount, "2026-01-12") for code, amount in lines], "2026-01-10")
    invoice = s.company.invoice(order, [(1, 600), (2, 150), (3, 250)], "2026-01-12")
    s.company.payment(customer, 1000, "2026-01-20", apply=[(invoice, 1000)])
    s.company.manual_journal("2026-01-26", 40, deal=deal, customer=customer)
    s.expect(deal, """
                                           01
        booked_to_invoiced
          booked                         1000
          invoiced                       1000
        invoiced_to_recognised
          invoiced                       1000
          outside_recognised_definition  -150
          no_recognition_schedule        -600
          manual_journal                   40
          recognised                      290
        invoiced_to_collected
          invoiced                       1000
          collected                      1000
    """)
    s.finds("no_recognition_schedule", deal, -600)


@story()
def revenue_of_no_deal(s):
    """A general journal on an income account that names a customer and nothing else."""
    _, customer = s.pair("Mulberry Silk")
    journal = s.company.manual_journal("2026-03-30", 70, customer=customer)
    s.expect(journal, """
                                03
        invoiced_to_recognised
          manual_journal        70
          recognised            70
    """)


@story()
def income_beside_cash(s):
    """A bank journal pays an invoice of 100 and posts 20 of income: the first names the deal."""
    for name, named in (("Nutmeg Cinemas", True), ("Nutmeg Theatres", False)):
        account, customer = s.pair(name)
        deal = s.deal(account, [("FEE", 100)], won="2026-03-02")
        order = s.company.order(deal, customer, [("FEE", 100, "2026-03-10")], "2026-03-03")
        invoice = s.company.invoice(order, [(1, 100)], "2026-03-10")
        journal = s.company.journal(
            "2026-03-25", [("bank", 120), ("receivable", -100), ("subscription", -20)],
            customer=customer, deal=deal if named else None)
        s.company.apply(journal, [(invoice, 100)], "2026-03-25")
        s.expect(deal if named else [deal, journal], """
                                03
            booked_to_invoiced
              booked           100
              invoiced         100
            invoiced_to_recognised
              invoiced         100
              manual_journal    20
              recognised       120
            invoiced_to_collected
              invoiced         100
              collected        100
        """)
        s.links.append((journal, deal if named else None, "reference" if named else "none"))


@story()
def credit_of_a_return(s):
    """A credit that was created from a return, which is no document here, is its invoice's."""
    account, customer = s.pair("Nasturtium Gardens")
    deal = s.deal(account, [("FEE", 300)], won="2026-03-02")
    order = s.company.order(deal, customer, [("FEE", 300, "2026-03-10")], "2026-03-03")
    invoice = s.company.invoice(order, [(1, 300)], "2026-03-10", due="2026-12-31")
    credit = s.company.credit_memo(
        customer, [("FEE", 50)], "2026-03-20", apply=[(invoice, 50)])
    for line in credit.lines:
        s.tampering.append(lambda extracts, number=str(line.number): extracts.change(
            "netsuite", "transactionline", {"transaction": credit.id, "id": number},
            {"createdfrom": "799999"}))
    s.expect(deal, """
                                03
        booked_to_invoiced
          booked               300
          credit_memo          -50
          invoiced             250
        invoiced_to_recognised
          invoiced             250
          recognised           250
        invoiced_to_collected
          invoiced             250
          receivable_not_due  -250
    """)
    s.links.append((credit, deal, "created_from"))
