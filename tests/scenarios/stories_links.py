"""Which account, which deal, which document: matches, repeats and what is left unmatched."""

from story import story


@story()
def two_records_of_one_account(s):
    """S8. The CRM knows a company twice; the ERP bills it once for each of two deals."""
    first, customer = s.pair("Bracken Dental Supply")
    second = s.account("Bracken Dental Supply, Inc.", website="https://www.brackendentalsupply.test")
    s.one_account.append([first, second, customer])
    for account, amount in ((first, 100), (second, 200)):
        deal = s.deal(account, [("FEE", amount)], won="2026-02-03", name=f"Bracken, {amount}")
        order = s.company.order(deal, customer, [("FEE", amount, "2026-02-06")], "2026-02-05")
        invoice = s.company.invoice(order, [(1, amount)], "2026-02-06")
        s.company.payment(customer, amount, "2026-02-20", apply=[(invoice, amount)])
        s.expect(deal, account=customer, table=f"""
                                      02
            booked_to_invoiced
              booked            {amount}
              invoiced          {amount}
            invoiced_to_recognised
              invoiced          {amount}
              recognised        {amount}
            invoiced_to_collected
              invoiced          {amount}
              collected         {amount}
        """)


def _unlinked(s, customer, amount, ordered, billed, po=None):
    """An order without a reference, its invoice and its payment."""
    order = s.company.order(
        None, customer, [("FEE", amount, billed)], ordered, po=po)
    invoice = s.company.invoice(order, [(1, amount)], billed)
    s.company.payment(customer, amount, billed, apply=[(invoice, amount)])
    return order, invoice


CLEAN_TAIL = """
        invoiced_to_recognised
          invoiced             {0}
          recognised           {0}
        invoiced_to_collected
          invoiced             {0}
          collected            {0}
"""


@story()
def purchase_order_of_two_deals(s):
    """Two deals name the same order number: the order is linked to neither."""
    account, customer = s.pair("Papaya Airlines")
    small = s.deal(account, [("FEE", 400)], won="2026-05-04", order_number="PO 88-1",
                   name="Papaya Airlines, lounge")
    large = s.deal(account, [("FEE", 500)], won="2026-05-04", order_number="po-88/1",
                   name="Papaya Airlines, cargo")
    order, invoice = _unlinked(s, customer, 700, "2026-05-06", "2026-05-08", po="PO881")
    for deal, amount in ((small, 400), (large, 500)):
        s.expect(deal, f"""
                                      05
            booked_to_invoiced
              booked             {amount}
              missing_order     -{amount}
        """)
    s.expect(order, """
                                05
        booked_to_invoiced
          order_without_deal   700
          invoiced             700
    """ + CLEAN_TAIL.format(700))
    s.links += [(order, None, "none"), (invoice, None, "none")]
    s.finds("ambiguous_link", order, 700, texts=sorted([small.id, large.id]))


@story()
def purchase_order_of_one_deal(s):
    """The order's purchase-order number is the deal's order number, but for spelling."""
    account, customer = s.pair("Raspberry Radio")
    deal = s.deal(account, [("FEE", 450)], won="2026-05-04", order_number="PO 99-7")
    order, invoice = _unlinked(s, customer, 450, "2026-05-06", "2026-05-08", po="po997")
    s.expect(deal, """
                                05
        booked_to_invoiced
          booked               450
          invoiced             450
    """ + CLEAN_TAIL.format(450))
    s.links += [(order, deal, "number"), (invoice, deal, "created_from")]


@story()
def inferred_within_thirty_days(s):
    """Same family, currency and amount: on day 30 after the win it is a link, on day 31 not."""
    account, customer = s.pair("Soursop Cinema")
    deal = s.deal(account, [("FEE", 640)], won="2026-06-01", name="Soursop Cinema, screens")
    order, invoice = _unlinked(s, customer, 640, "2026-07-01", "2026-07-03")
    s.expect(deal, """
                                06     07
        booked_to_invoiced
          booked               640    640
          missing_order       -640      0
          invoiced               0    640
        invoiced_to_recognised
          invoiced               0    640
          recognised             0    640
        invoiced_to_collected
          invoiced               0    640
          collected              0    640
    """)
    s.links += [(order, deal, "inferred"), (invoice, deal, "created_from")]

    late = s.deal(account, [("FEE", 645)], won="2026-06-01", name="Soursop Cinema, seats")
    order, invoice = _unlinked(s, customer, 645, "2026-07-02", "2026-07-03")
    s.expect(late, """
                                06
        booked_to_invoiced
          booked               645
          missing_order       -645
    """)
    s.expect(order, """
                                07
        booked_to_invoiced
          order_without_deal   645
          invoiced             645
    """ + CLEAN_TAIL.format(645))
    s.links += [(order, None, "none"), (invoice, None, "none")]


@story()
def inferred_by_a_sister(s):
    """The order of a sister company fits the deal: the family decides, not the account."""
    parent = s.account("Tangelo Group")
    buyer, _ = s.pair("Tangelo Juice", parent=parent)
    _, sister = s.pair("Tangelo Bottling", parent=parent)
    deal = s.deal(buyer, [("FEE", 655)], won="2026-06-01")
    order, _ = _unlinked(s, sister, 655, "2026-06-08", "2026-06-09")
    s.links.append((order, deal, "inferred"))
    s.expect(deal, account=buyer, table="""
                                       06
        booked_to_invoiced
          booked                      655
          billed_to_related_account  -655
    """)
    s.expect(deal, account=sister, table="""
                                       06
        booked_to_invoiced
          billed_to_related_account   655
          invoiced                    655
    """ + CLEAN_TAIL.format(655))


@story()
def one_order_fits_two_deals(s):
    """Two deals of 820, one order of 820: none is linked, both are named."""
    account, customer = s.pair("Ugli Fruit Markets")
    deals = [s.deal(account, [("FEE", 820)], won=won, name=f"Ugli Fruit Markets, {what}")
             for won, what in (("2026-06-10", "north"), ("2026-06-12", "south"))]
    order, _ = _unlinked(s, customer, 820, "2026-06-15", "2026-06-16")
    for deal in deals:
        s.expect(deal, """
                                    06
            booked_to_invoiced
              booked               820
              missing_order       -820
        """)
    s.expect(order, """
                                06
        booked_to_invoiced
          order_without_deal   820
          invoiced             820
    """ + CLEAN_TAIL.format(820))
    s.links.append((order, None, "none"))
    s.finds("ambiguous_link", order, 820, texts=sorted(deal.id for deal in deals))


@story()
def two_orders_fit_one_deal(s):
    """One deal of 830, two orders of 830: none is linked."""
    account, customer = s.pair("Voavanga Coffee")
    deal = s.deal(account, [("FEE", 830)], won="2026-06-10")
    s.expect(deal, """
                                06
        booked_to_invoiced
          booked               830
          missing_order       -830
    """)
    for ordered in ("2026-06-15", "2026-06-17"):
        order, _ = _unlinked(s, customer, 830, ordered, "2026-06-18")
        s.expect(order, """
                                    06
            booked_to_invoiced
              order_without_deal   830
              invoiced             830
        """ + CLEAN_TAIL.format(830))
        s.links.append((order, None, "none"))
        s.finds("ambiguous_link", order, 830, texts=[deal.id])


@story()
def repeat_of_a_repeat(s):
    """
    The same sale three times, five and seven days apart: the third repeats the second, which
    repeats the first. An invoice that names the second belongs to the first. Eight days after the
    third the same name is a new sale.
    """
    account, customer = s.pair("Watermelon Apps")
    name = "Watermelon Apps, renewal 2026"
    first, second, third, new = (
        s.deal(account, [("FEE", 300)], won=won, name=spelt)
        for won, spelt in (
            ("2026-01-05", name), ("2026-01-10", "Watermelon Apps - Renewal 2026"),
            ("2026-01-17", name), ("2026-01-25", name)))
    order = s.company.order(first, customer, [("FEE", 300, "2026-01-06")], "2026-01-06")
    invoice = s.company.invoice(order, [(1, 300)], "2026-01-06", deal=second)
    s.company.payment(customer, 300, "2026-01-26", apply=[(invoice, 300)])
    s.expect(first, """
                                01
        booked_to_invoiced
          booked               300
          invoiced             300
    """ + CLEAN_TAIL.format(300))
    for repeat in (second, third):
        s.expect(repeat, """
                                    01
            booked_to_invoiced
              booked               300
              duplicate_booking   -300
        """)
        s.repeats.append((repeat, first))
        s.finds("duplicate_booking", repeat, -300)
    s.expect(new, """
                                01     02
        booked_to_invoiced
          booked               300    300
          awaiting_order      -300      0
          missing_order          0   -300
    """)
    s.repeats += [(first, None), (new, None)]
    s.links.append((invoice, first, "reference"))


@story()
def repeat_with_an_order_is_no_repeat(s):
    """Twice the same sale in a week, each with an order of its own: two sales."""
    account, customer = s.pair("Xylia Timber")
    for won in ("2026-03-02", "2026-03-04"):
        deal = s.deal(account, [("FEE", 350)], won=won, name="Xylia Timber, planks")
        order = s.company.order(deal, customer, [("FEE", 350, won)], won)
        invoice = s.company.invoice(order, [(1, 350)], won)
        s.company.payment(customer, 350, "2026-03-20", apply=[(invoice, 350)])
        s.expect(deal, """
                                    03
            booked_to_invoiced
              booked               350
              invoiced             350
        """ + CLEAN_TAIL.format(350))
        s.repeats.append((deal, None))


@story()
def renewed_by_a_sister(s):
    """
    A contract of one company of a group ends, another company of the group signs the renewal: two deals, two customers,
    one chain. A third one buys the same on the same day as new business: a chain of its own.
    """
    parent = s.account("Yuzu Group")
    west, west_customer = s.pair("Yuzu Juices West", parent=parent)
    east, east_customer = s.pair("Yuzu Nectar East", parent=parent)
    south, south_customer = s.pair("Yuzu Syrup South", parent=parent)
    deals = []
    for account, customer, amount, won, term, kind in (
            (west, west_customer, 600, "2026-01-05", 6, "New Business"),
            (east, east_customer, 660, "2026-07-05", 12, "Renewal"),
            (south, south_customer, 70, "2026-07-05", 12, "New Business")):
        deal = s.deal(account, [("FEE", amount)], won=won, term=term, kind=kind)
        order = s.company.order(deal, customer, [("FEE", amount, won)], won)
        invoice = s.company.invoice(order, [(1, amount)], won)
        s.company.payment(customer, amount, won, apply=[(invoice, amount)])
        s.expect(deal, f"""
                                      {won[5:7]}
            booked_to_invoiced
              booked               {amount}
              invoiced             {amount}
        """ + CLEAN_TAIL.format(amount))
        deals.append(deal)
    s.chains += [deals[:2], deals[2:]]


@story()
def sold_to_nobody_in_the_erp(s):
    """The CRM knows the one, the ERP bills the other, and neither knows both: two unmatched accounts, not one guess."""
    account = s.account("Zante Cutlery")
    deal = s.deal(account, [("FEE", 510)], won="2026-05-04")
    customer = s.company.customer("Quandong Laundries")
    order, _ = _unlinked(s, customer, 520, "2026-05-06", "2026-05-08")
    s.expect(deal, """
                                05
        booked_to_invoiced
          booked               510
          missing_order       -510
    """)
    s.expect(order, """
                                05
        booked_to_invoiced
          order_without_deal   520
          invoiced             520
    """ + CLEAN_TAIL.format(520))
    s.unmatched += [(account, "erp", 510), (customer, "crm", 520)]
    s.finds("unmatched_account", customer.id, 520, texts=["Quandong Laundries"])
