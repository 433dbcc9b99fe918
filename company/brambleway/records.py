"""Scenarios about records: who is who, what belongs to what, what is missing or deleted."""

from company.brambleway.answers import B, C, R, at_once, not_paid, paid


def nobody_owns_it(w):
    """A deal without an owner."""
    account, customer = w.buyer("millrace", "Millrace Cycles Inc.", "MILLRACE CYCLES INC")
    deal = w.c.deal(account, [("SEAT-LIC", 1340)], won="2026-04-22")
    order = w.c.order(deal, customer, [("SEAT-LIC", 1340, "2026-04-24")], "2026-04-23")
    invoice = w.c.invoice(order, [(1, 1340)], "2026-04-24")
    w.c.payment(customer, 1340, "2026-05-21", apply=[(invoice, 1340)])
    w.answers.expect([
        ("2026-04", B, "booked", 1340),
        ("2026-04", B, "invoiced", 1340),
        *at_once("2026-04", 1340), *paid("2026-04", "2026-05", 1340),
    ], account, deal)
    w.answers.exception("deal_without_owner", "salesforce", deal.id)


def sold_to_nobody(w):
    """A deal without an account, won on 2 June; its order has been missing since 13 June."""
    deal = w.c.deal(None, [("CARE-SUB", 1900)], won="2026-06-02", owner=w.theo,
                    name="Trade fair, first day")
    w.answers.expect([
        ("2026-06", B, "booked", 1900),
        ("2026-06", B, "missing_order", -1900),
    ], None, deal)
    w.answers.exception("deal_without_account", "salesforce", deal.id)
    w.answers.exception("missing_order", "salesforce", deal.id)


def unheard_of_product(w):
    """A workshop that the product map does not know counts as booked and invoiced."""
    account, customer = w.buyer("ottercliff", "Ottercliff Resorts LLC", "Ottercliff Resorts")
    deal = w.c.deal(account, [("WORK-SHOP", 850)], won="2026-05-18", owner=w.ines)
    order = w.c.order(deal, customer, [("WORK-SHOP", 850, "2026-05-20")], "2026-05-19")
    w.c.invoice(order, [(1, 850)], "2026-05-20", due="2026-07-04")
    w.answers.expect([
        ("2026-05", B, "booked", 850),
        ("2026-05", B, "invoiced", 850),
        *at_once("2026-05", 850), *not_paid("2026-05", 850),
    ], account, deal)
    w.answers.exception("unknown_product", "salesforce", "WORK-SHOP")
    w.answers.exception("unknown_product", "netsuite", "WORK-SHOP")


def one_number_for_two_deals(w):
    """Two deals carry the same order number, so that the order with it belongs to neither."""
    account, customer = w.buyer("pebblebrook", "Pebblebrook Toys, Inc.", "PEBBLEBROOK TOYS INC")
    first = w.c.deal(account, [("CONS-DAY", 1450)], won="2026-05-04", owner=w.rufus,
                     name="Pebblebrook: spring catalogue", order_number="PO-5512")
    second = w.c.deal(account, [("CONS-DAY", 1650)], won="2026-05-05", owner=w.rufus,
                      name="Pebblebrook: autumn catalogue", order_number="PO 5512")
    order = w.c.order(None, customer, [("CONS-DAY", 1550, "2026-08-03")], "2026-05-08",
                      po="po 5512")
    for deal, amount in ((first, 1450), (second, 1650)):
        w.answers.expect([
            ("2026-05", B, "booked", amount),
            ("2026-05", B, "missing_order", -amount),  # ten days end on 14 and 15 May
        ], account, deal)
        w.answers.exception("missing_order", "salesforce", deal.id)
    w.answers.expect([
        ("2026-05", B, "order_without_deal", 1550),
        ("2026-05", B, "scheduled_billing", -1550),
    ], account, document=order)
    w.answers.exception("ambiguous_link", "netsuite", order.id,
                        f"candidates {first.id} and {second.id}")
    w.answers.exception("order_without_deal", "netsuite", order.id)


def found_by_its_number(w):
    """The order carries no reference; its PO number is the deal's order number, spelt otherwise."""
    account, customer = w.buyer("quillfoss", "Quillfoss Press Ltd", "Quillfoss Press Limited",
                                country=("United Kingdom", "GB"), by="domain")
    deal = w.c.deal(account, [("SEAT-LIC", 1120)], won="2026-03-24", owner=w.hana,
                    order_number="PO 88-104")
    order = w.c.order(None, customer, [("SEAT-LIC", 1120, "2026-03-27")], "2026-03-26",
                      po="po-88104")
    invoice = w.c.invoice(order, [(1, 1120)], "2026-03-27")
    w.c.payment(customer, 1120, "2026-04-23", apply=[(invoice, 1120)])
    w.answers.expect([
        ("2026-03", B, "booked", 1120),
        ("2026-03", B, "invoiced", 1120),
        *at_once("2026-03", 1120), *paid("2026-03", "2026-04", 1120),
    ], account, deal)


def found_by_inference(w):
    """No reference and no number: one deal and one order of 2,345 at one customer, days apart."""
    account, customer = w.buyer("yarrow", "Yarrow Veterinary Group", "YARROW VETERINARY GROUP")
    deal = w.c.deal(account, [("SEAT-LIC", 2345)], won="2026-06-04", owner=w.ines)
    order = w.c.order(None, customer, [("SEAT-LIC", 2345, "2026-06-12")], "2026-06-09")
    w.c.invoice(order, [(1, 2345)], "2026-06-12")
    w.answers.expect([
        ("2026-06", B, "booked", 2345),
        ("2026-06", B, "invoiced", 2345),
        *at_once("2026-06", 2345), *not_paid("2026-06", 2345),
    ], account, deal)


def merged_account(w):
    """The account was entered twice and merged; the ERP still names the record that lost."""
    account = w.c.account("Ivybridge Nurseries, Inc.", website="https://www.ivybridge.example",
                          owner=w.rufus)
    loser = w.c.account("Ivy Bridge Nurseries", owner=w.theo, created="2025-06-16")
    customer = w.c.customer("Ivybridge Nurseries", account=loser)
    deal = w.c.deal(account, [("SEAT-LIC", 1780)], won="2026-02-10", owner=w.rufus)
    order = w.c.order(deal, customer, [("SEAT-LIC", 1780, "2026-02-12")], "2026-02-11")
    invoice = w.c.invoice(order, [(1, 1780)], "2026-02-12")
    w.c.payment(customer, 1780, "2026-03-12", apply=[(invoice, 1780)])
    w.c.merge(loser, account, "2026-03-02 17:45:00")
    w.answers.same_account("ivybridge", None, ("salesforce", account), ("salesforce", loser),
                           ("netsuite", customer))
    w.answers.expect([
        ("2026-02", B, "booked", 1780),
        ("2026-02", B, "invoiced", 1780),
        *at_once("2026-02", 1780), *paid("2026-02", "2026-03", 1780),
    ], account, deal)


def reopened_and_won_again(w):
    """Won for 500 on 27 March, reopened, won for 450 on 21 April: only that is true now."""
    account, customer = w.buyer("cobblers", "Cobbler's Yard Theatre", "COBBLERS YARD THEATRE")
    deal = w.c.deal(account, [("SEAT-LIC", 450)], won="2026-03-27", amount=500, owner=w.hana)
    deal.move("Negotiation", "2026-04-06 15:00:00")
    deal.move("Closed Won", "2026-04-21 19:30:00", amount=450, close_date="2026-04-21")
    order = w.c.order(deal, customer, [("SEAT-LIC", 450, "2026-04-23")], "2026-04-22")
    invoice = w.c.invoice(order, [(1, 450)], "2026-04-23")
    w.c.payment(customer, 450, "2026-05-19", apply=[(invoice, 450)])
    w.answers.expect([
        ("2026-04", B, "booked", 450),
        ("2026-04", B, "invoiced", 450),
        *at_once("2026-04", 450), *paid("2026-04", "2026-05", 450),
    ], account, deal)


def not_won(w):
    """Open, lost and deleted deals, and a deleted customer record: none of them counts."""
    account, _ = w.buyer("saffron", "Saffron Walden Cafés", "SAFFRON WALDEN CAFES",
                         country=("United Kingdom", "GB"), by="name")
    w.c.deal(account, [("PLAT-SUB", 9600)], close_date="2026-08-14", stage="Negotiation",
             created="2026-05-11", owner=w.ines)
    w.c.deal(account, [("SEAT-LIC", 2200)], close_date="2026-02-27", created="2026-01-12",
             owner=w.ines).move("Closed Lost", "2026-02-27 16:20:00")
    gone = w.c.deal(account, [("CARE-SUB", 1250)], won="2026-03-05", owner=w.theo)
    w.c.crm_delete(gone, "2026-03-09 13:00:00")
    w.c.contact(account, "Nell", "Ashworth", "nell.ashworth@saffron.example")


def within_the_group(w):
    """The American entity bills the British one: outside every step."""
    daughter = w.c.customer("Brambleway Software UK Ltd", country="GB", intercompany=True)
    w.c.invoice(daughter, [("CONS-DAY", 5000)], "2026-03-31")
    w.answers.same_account("brambleway-uk", None, ("netsuite", daughter))


def adjustments_on_file(w):
    """The register's other rows: one approved for bookings, and four that must not enter."""
    account, customer = w.buyer("alderney", "Alderney Ferries Ltd", "ALDERNEY FERRIES LTD",
                                country=("Guernsey", "GG"))
    deal = w.c.deal(account, [("SEAT-LIC", 3950)], won="2026-05-19", owner=w.rufus)
    order = w.c.order(deal, customer, [("SEAT-LIC", 3950, "2026-05-21")], "2026-05-20")
    w.c.invoice(order, [(1, 3950)], "2026-05-21", due="2026-07-05")
    ines, rufus = "ines.calder@brambleway.example", "rufus.adeyemi@brambleway.example"
    w.c.adjustment("ADJ-12", "booked", "2026-05", -150, "Rebate promised in the side letter",
                   ines, rufus, "2026-06-03 15:00:00", account=account, deal=deal)
    w.c.adjustment("ADJ-13", "booked", "2026-05", 400, "Draft", ines, account=account, deal=deal)
    w.c.adjustment("ADJ-14", "invoiced", "2026-05", 120, "Freight", rufus, rufus,
                   "2026-06-03 15:30:00", account=account, deal=deal)
    w.c.adjustment("ADJ-15", "collected", "2026-04", -90, "", ines, rufus,
                   "2026-05-06 09:00:00", account=account, deal=deal)
    w.c.adjustment("ADJ-16", "recognised", "2026-03", 310, "Cut-off of the first quarter", ines,
                   rufus, "2026-04-03 12:00:00", expires_on="2026-05-31", account=account,
                   deal=deal)
    w.answers.expect([
        ("2026-05", B, "booked", 3950),
        ("2026-05", B, "invoiced", 3950),
        *at_once("2026-05", 3950), *not_paid("2026-05", 3950),
        ("2026-05", "booked_to_reported", "booked", 3950),
        ("2026-05", "booked_to_reported", "approved_adjustment", -150),
        ("2026-05", "booked_to_reported", "booked_reported", 3800),
    ], account, deal)
    for row, why in (("ADJ-13", "not approved"), ("ADJ-14", "approved by its own requester"),
                     ("ADJ-15", "without a reason"), ("ADJ-16", "expired")):
        w.answers.exception("adjustment_not_effective", "spreadsheets", row, why)


SCENARIOS = [
    nobody_owns_it, sold_to_nobody, unheard_of_product, one_number_for_two_deals,
    found_by_its_number, found_by_inference, merged_account, reopened_and_won_again, not_won,
    within_the_group, adjustments_on_file,
]
