"""
A company whose history starts on 1 March 2026 (`history_starts_on`). Some of its customers are
complete; of the others the extracts hold nothing from before that day.
"""

from types import SimpleNamespace

from story import story

OPENS = "2026-03-01"


def _forget(s, *customers):
    """The extracts begin in March as far as these customers are concerned."""
    s.tampering.append(lambda extracts: extracts.forget(customers, OPENS))


def _contract_of(element_or_id):
    """The deal that an opening contract balance forms, by its id."""
    return SimpleNamespace(id=element_or_id if isinstance(element_or_id, str)
                           else f"opening:element:{element_or_id.id}")


@story("openings")
def the_worked_example_from_march(s):
    """The bridge's worked example, complete: what stood at the end of February opens March."""
    account, customer = s.pair("Alder Archives")
    deal = s.deal(account, [("SUBS", 1000)], won="2026-01-10")
    order = s.company.order(deal, customer, [
        ("SUBS", 300, "2026-01-15"), ("SUBS", 300, "2026-03-15"), ("SUBS", 300, "2026-06-15")],
        "2026-01-12")
    invoice = s.company.invoice(order, [(1, 300)], "2026-01-16", tax=60, due="2026-02-15")
    s.company.payment(customer, 360, "2026-02-20", apply=[(invoice, 360)])
    s.company.schedule(invoice, 1, "2026-01", months=4)
    s.expect(deal, """
                                03     04     06
        booked_to_invoiced
          opening_balance      700    700    700
          crm_amount_stale    -100   -100   -100
          scheduled_billing   -300   -300      0
          overdue_invoice     -300   -300   -600
        invoiced_to_recognised
          opening_balance      150    150    150
          deferred_revenue     -75      0      0
          recognised            75    150    150
        invoiced_to_collected
          opening_balance      -60    -60    -60
          sales_tax             60     60     60
    """)


@story("openings")
def billed_to_a_subsidiary_before_and_after(s):
    """Bought by the parent, 600 billed to its subsidiary in January and 400 in April."""
    parent, buyer = s.pair("Bracken Group")
    _, payer = s.pair("Bracken Norway", parent=parent)
    deal = s.deal(parent, [("FEE", 1000)], won="2026-01-05")
    order = s.company.order(
        deal, buyer, [("FEE", 600, "2026-01-10"), ("FEE", 400, "2026-04-10")], "2026-01-07")
    first = s.company.invoice(order, [(1, 600)], "2026-01-10", customer=payer)
    s.company.invoice(order, [(2, 400)], "2026-04-10", customer=payer, due="2026-12-31")
    s.company.payment(payer, 100, "2026-02-10", apply=[(first, 100)])
    s.company.payment(payer, 500, "2026-05-10", apply=[(first, 500)])
    s.expect(deal, account=parent, table="""
                                      03     04
        booked_to_invoiced
          opening_balance           1000   1000
          billed_to_related_account -600  -1000
          scheduled_billing         -400      0
    """)
    s.expect(deal, account=payer, table="""
                                      03     04     05
        booked_to_invoiced
          opening_balance           -600   -600   -600
          billed_to_related_account  600   1000   1000
          invoiced                     0    400    400
        invoiced_to_recognised
          invoiced                     0    400    400
          recognised                   0    400    400
        invoiced_to_collected
          invoiced                     0    400    400
          opening_balance            500    500    500
          receivable_not_due           0   -400   -400
          receivable_overdue        -500   -500      0
          collected                    0      0    500
    """)


@story("openings")
def paid_after_the_history_began(s):
    """
    An invoice of 600 from January, 200 of it paid in February: the extracts hold neither, only the
    300 of March and the 100 of May, with what they were applied to.
    """
    account, customer = s.pair("Cedar Cinemas")
    deal = s.deal(account, [("FEE", 500)], won="2026-01-15")
    order = s.company.order(deal, customer, [("FEE", 500, "2026-01-20")], "2026-01-16", tax=100)
    invoice = s.company.invoice(order, [(1, 500)], "2026-01-20", tax=100)
    for day, amount in (("2026-02-10", 200), ("2026-03-15", 300), ("2026-05-04", 100)):
        s.company.payment(customer, amount, day, apply=[(invoice, amount)])
    _forget(s, customer)
    s.expect(None, account=customer, table="""
                                03     05
        invoiced_to_collected
          opening_balance      400    400
          receivable_overdue  -100      0
          collected            300    400
    """)


@story("openings")
def discounted_and_written_off_after_the_history_began(s):
    """Of a January invoice of 1,000: 980 in March for 1,000 less 2 %; of another 50 lost in June."""
    account, customer = s.pair("Dogwood Dairies")
    deal = s.deal(account, [("FEE", 1050)], won="2026-01-05")
    order = s.company.order(
        deal, customer, [("FEE", 1000, "2026-01-09"), ("FEE", 50, "2026-01-09")], "2026-01-07")
    first = s.company.invoice(order, [(1, 1000)], "2026-01-09")
    second = s.company.invoice(order, [(2, 50)], "2026-01-09")
    s.company.payment(customer, 980, "2026-03-05", apply=[(first, 1000)], discount=20)
    s.company.write_off(second, 50, "2026-06-30")
    _forget(s, customer)
    s.expect(None, account=customer, table="""
                                 03     06
        invoiced_to_collected
          opening_balance      1050   1050
          receivable_overdue    -50      0
          settlement_discount   -20    -20
          write_off               0    -50
          collected             980    980
    """)


@story("openings")
def paid_before_the_history_began(s):
    """
    A deposit of 400 and a payment of 100, both from February, pay an invoice of March. The extracts
    hold neither, but what they were applied to.
    """
    account, customer = s.pair("Juniper Jewels")
    deposit = s.company.deposit(customer, 400, "2026-02-10")
    deal = s.deal(account, [("FEE", 500)], won="2026-03-02")
    order = s.company.order(deal, customer, [("FEE", 500, "2026-03-05")], "2026-03-03")
    invoice = s.company.invoice(order, [(1, 500)], "2026-03-05")
    s.company.apply_deposit(deposit, [(invoice, 400)], "2026-03-06")
    s.company.payment(customer, 100, "2026-02-20", apply=[(invoice, 100)])
    _forget(s, customer)
    s.expect(deal, """
                                03
        booked_to_invoiced
          booked               500
          invoiced             500
        invoiced_to_recognised
          invoiced             500
          recognised           500
        invoiced_to_collected
          invoiced             500
          unapplied_credit    -500
    """)
    s.expect(None, account=customer, table="""
                                03
        invoiced_to_collected
          opening_balance     -500
          unapplied_credit     500
    """)


@story("openings")
def released_after_the_history_began(s):
    """A year of 1,200 billed and paid in January: ten months of it are still to be earned."""
    account, customer = s.pair("Elder Electronics")
    deal = s.deal(account, [("SUBS", 1200)], won="2026-01-02")
    order = s.company.order(deal, customer, [("SUBS", 1200, "2026-01-05")], "2026-01-03")
    invoice = s.company.invoice(order, [(1, 1200)], "2026-01-05")
    plan = s.company.schedule(invoice, 1, "2026-01", months=12)
    s.company.payment(customer, 1200, "2026-01-20", apply=[(invoice, 1200)])
    _forget(s, customer)
    s.expect(_contract_of(plan), account=customer, table="""
                              03    04    05    06    07    08    09    10    11    12
        invoiced_to_recognised
          opening_balance   1000  1000  1000  1000  1000  1000  1000  1000  1000  1000
          deferred_revenue  -900  -800  -700  -600  -500  -400  -300  -200  -100     0
          recognised         100   200   300   400   500   600   700   800   900  1000
    """)


@story("openings")
def a_milestone_from_before(s):
    """Set-up sold and billed in January, earned in April: its project is not what it waits for."""
    account, customer = s.pair("Fescue Farms")
    deal = s.deal(account, [("IMPL", 900)], won="2026-01-05")
    order = s.company.order(deal, customer, [("IMPL", 900, "2026-01-08")], "2026-01-07")
    invoice = s.company.invoice(order, [(1, 900)], "2026-01-08")
    plan = s.company.schedule(invoice, 1, "2026-04", amounts={"2026-04": 900})
    s.company.payment(customer, 900, "2026-02-02", apply=[(invoice, 900)])
    _forget(s, customer)
    s.expect(_contract_of(plan), account=customer, table="""
                              03    04
        invoiced_to_recognised
          opening_balance    900   900
          deferred_revenue  -900     0
          recognised           0   900
    """)


@story("openings")
def euros_from_before(s):
    """
    EUR 600 billed at 1.05 in January, for six months. The balance keeps that rate; the bridge's own
    lines convert at the first day's 1.10. Half of the invoice is paid in April, at 1.15: of a
    receivable that is not there nobody knows another rate.
    """
    account, customer = s.pair("Gorse Glass", currency="EUR")
    deal = s.deal(account, [("SUBS", 600)], won="2026-01-05", currency="EUR")
    order = s.company.order(
        deal, customer, [("SUBS", 600, "2026-01-08")], "2026-01-07", rate="1.05")
    invoice = s.company.invoice(order, [(1, 600)], "2026-01-08", rate="1.05")
    plan = s.company.schedule(invoice, 1, "2026-01", months=6)
    s.company.payment(customer, 300, "2026-02-10", apply=[(invoice, 300)], rate="1.05")
    s.company.payment(customer, 300, "2026-04-10", apply=[(invoice, 300)], rate="1.15")
    _forget(s, customer)
    s.expect(_contract_of(plan), account=customer, currency="EUR", table="""
                              03    04    05    06
        invoiced_to_recognised
          opening_balance    400   400   400   400
          deferred_revenue  -300  -200  -100     0
          recognised         100   200   300   400
    """, usd="""
                              03    04    05    06
        invoiced_to_recognised
          opening_balance    420   420   420   420
          deferred_revenue  -330  -220  -110     0
          fx_movement         15    10     5     0
          recognised         105   210   315   420
    """)
    s.expect(None, account=customer, currency="EUR", table="""
                              03    04
        invoiced_to_collected
          opening_balance    300   300
          receivable_overdue -300    0
          collected            0   300
    """, usd="""
                              03    04
        invoiced_to_collected
          opening_balance    345   345
          receivable_overdue -345    0
          collected            0   345
    """)


@story("openings")
def opened_by_a_journal(s):
    """
    A new ERP: one journal brings in 900 of receivables and 600 still to be earned. 500 and 300 are
    paid on it; two journals release 200 each, and one, which names a deal, is posted by hand.
    """
    account, customer = s.pair("Hazel Hosting")
    journal = s.company.journal(
        "2026-02-28", [("receivable", 900), ("deferred", -600), ("clearing", -300)],
        customer=customer, memo="Balances brought forward")
    s.company.payment(customer, 500, "2026-03-20", apply=[(journal, 500)])
    s.company.payment(customer, 300, "2026-05-20", apply=[(journal, 300)])
    s.company.manual_journal("2026-03-31", 200, customer=customer)
    s.company.manual_journal("2026-04-30", 200, customer=customer)
    s.expect(None, account=customer, table="""
                                03     05
        invoiced_to_collected
          opening_balance      900    900
          receivable_overdue  -400   -100
          collected            500    800
    """)
    s.expect(_contract_of(f"opening:{journal.id}:{customer.id}:contract"), account=customer,
             table="""
                                03     04
        invoiced_to_recognised
          opening_balance      600    600
          deferred_revenue    -400   -200
          recognised           200    400
    """)
    deal = s.deal(account, [("FEE", 70)], won="2026-05-04")
    s.company.manual_journal("2026-05-31", 70, customer=customer, deal=deal)
    s.expect(deal, """
                                05
        booked_to_invoiced
          booked                70
          missing_order        -70
        invoiced_to_recognised
          manual_journal        70
          recognised            70
    """)


@story("openings")
def opened_with_a_credit_and_two_contracts(s):
    """
    The customer is owed 40, which nobody has used. Two balances in two journals: what is released
    by hand could be of either, so it stays a manual journal.
    """
    _, customer = s.pair("Ivy Interiors")
    first = s.company.journal("2026-02-28", [("receivable", -40), ("clearing", 40)],
                              customer=customer)
    balances = [s.company.journal(
        "2026-02-28", [("clearing", amount), ("deferred", -amount)], customer=customer)
        for amount in (100, 300)]
    by_hand = s.company.manual_journal("2026-04-30", 50, customer=customer)
    assert first.alive
    s.expect(None, account=customer, table="""
                                03
        invoiced_to_collected
          opening_balance      -40
          unapplied_credit      40
    """)
    for journal, amount in zip(balances, (100, 300)):
        s.expect(_contract_of(f"opening:{journal.id}:{customer.id}:contract"), account=customer,
                 table=f"""
                                03
        invoiced_to_recognised
          opening_balance      {amount}
          deferred_revenue    -{amount}
    """)
    s.expect(by_hand, account=customer, table="""
                                04
        invoiced_to_recognised
          manual_journal        50
          recognised            50
    """)
