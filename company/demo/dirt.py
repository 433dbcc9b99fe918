"""
The usual dirt: records that are merged, deleted, voided, reopened, misspelt, half filled in or not
readable at all. What has to show somewhere is said beside it.
"""

from datetime import timedelta

from company.demo import catalog
from company.demo.plants_billing import sold_goods
from company.demo.world import Contract
from company.money import in_parts, money

DAY = timedelta(days=1)


def open_deal(w):
    """Still being sold."""
    buyer = w.pick()
    w.c.deal(buyer.account, [(w.rng.choice(catalog.SUBSCRIPTIONS), w.amount("BERTH-SUB"))],
             close_date=w.date("2026-05-20", "2026-12-18"), owner=w.owner(),
             stage=w.rng.choice(["Qualification", "Proposal", "Negotiation"]),
             created=w.date("2026-01-05", "2026-05-15").isoformat() + " 10:05:00",
             name=f"{buyer.name}: offer {w.count('deal')}", currency=buyer.currency)


def lost_deal(w):
    """Lost to somebody else."""
    buyer, on = w.pick(), w.date("2024-09-02", "2026-06-19")
    w.c.deal(buyer.account, [(w.rng.choice(catalog.GOODS), w.amount("QUAY-CAM", 3))], close_date=on,
             owner=w.owner(), created=f"{on - 40 * DAY} 08:30:00",
             name=f"{buyer.name}: offer {w.count('deal')}", currency=buyer.currency,
             ).move("Closed Lost", f"{on} 17:00:00")


def deleted_deal(w):
    """Won, and deleted a few days later: it never was."""
    buyer, on = w.pick(), w.date(last="2026-06-05")
    deal = w.c.deal(buyer.account, [("CARE-SUB", w.amount("CARE-SUB"))], won=on, owner=w.owner(),
                    name=f"{buyer.name}: test {w.count('deal')}", currency=buyer.currency)
    w.c.crm_delete(deal, f"{on + 3 * DAY} 13:00:00")


def reopened_and_won_again(w):
    """Won, reopened, and won for good a month later."""
    won = w.date("2024-09-02", "2026-03-31")
    contract, order, buyer, amount, _ = sold_goods(w, won=won, created=f"{won - 60 * DAY} 09:15:00")
    first = contract.close - 30 * DAY
    deal = contract.deal
    history = [row for row in w.c.crm["opportunity_history"] if row["opportunity_id"] == deal.id]
    history[-1].update(created_date=f"{first}T15:00:00Z", system_modstamp=f"{first}T15:00:00Z",
                       close_date=first)
    deal.move("Negotiation", f"{first + 9 * DAY} 15:30:00")
    deal.move("Closed Won", f"{contract.close} 18:00:00")
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)


def nobody_owns_it(w):
    """A deal without an owner."""
    contract, order, buyer, amount, _ = sold_goods(w, owner=False)
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)
    w.exception("deal_without_owner", "salesforce", contract.deal.id)


def sold_to_nobody(w):
    """A deal without an account; nobody could order for it."""
    won = w.date("2026-02-02", "2026-06-08")
    contract = w.sale(None, [("CARE-SUB", w.amount("CARE-SUB"))], won,
                      name=f"Trade fair, visitor {w.count('deal')}")
    w.exception("deal_without_account", "salesforce", contract.deal.id)


def open_and_nobody_owns_it(w):
    """An open deal without an owner is cheaper to mend."""
    buyer = w.pick()
    deal = w.c.deal(buyer.account, [("BERTH-SUB", w.amount("BERTH-SUB"))], close_date="2026-09-30",
                    created="2026-06-02 09:00:00", name=f"{buyer.name}: offer {w.count('deal')}",
                    currency=buyer.currency)
    w.exception("deal_without_owner", "salesforce", deal.id)


def header_only(w):
    """A deal without lines counts with the amount of its header."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    amount, won = w.amount(code, 2), w.date(last="2026-03-31")
    contract = w.sale(buyer, [], won, amount=amount, name=f"{buyer.name}: by phone {w.count('deal')}")
    contract.amount = amount
    order = w.order(contract, buyer, [(code, amount, won + 8 * DAY)], w.later(won, 1, 6))
    w.pay(w.bill(order, [(1, amount)], w.later(won, 8, 12), buyer), buyer)


def unheard_of_product(w):
    """A product that the map does not know counts as booked and invoiced."""
    code = w.rng.choice(list(catalog.UNMAPPED))
    _, order, buyer, amount, _ = sold_goods(w, won=w.date("2025-02-03", "2026-03-31"), code=code)
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)
    w.exception("unknown_product", "salesforce", code)
    w.exception("unknown_product", "netsuite", code)


def one_number_for_two_deals(w):
    """Two deals carry one order number, so that the order with it belongs to neither."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    won, number = w.date("2026-01-12", "2026-06-05"), w.c.own(5500 + w.count("po"))
    for place, spelling in enumerate((f"PO-{number}", f"po {number}")):
        w.sale(buyer, [(code, w.amount(code, 2 + place))], won + place * DAY, order_number=spelling)
    w.orphan(buyer)
    order = w.c.order(None, buyer.customer, [(code, w.amount(code, 3), won + 200 * DAY)],
                      won + 4 * DAY, po=f"PO {number}", currency=buyer.currency)
    w.exception("ambiguous_link", "netsuite", order.id)


def two_offers_of_one_amount(w):
    """One order, two deals of its amount in its window, no reference: it belongs to neither."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    won, amount = w.date("2026-01-12", "2026-06-05"), w.amount(code, 5)
    for _ in range(2):
        w.sale(buyer, [(code, amount)], won)
    w.orphan(buyer)
    order = w.c.order(None, buyer.customer, [(code, amount, won + 150 * DAY)], won + 5 * DAY,
                      currency=buyer.currency)
    w.exception("ambiguous_link", "netsuite", order.id)


def reference_to_nothing(w):
    """The order names a deal that the CRM does not have."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    contract = w.orphan(buyer)
    amount, on = w.amount(code, 2), w.date(last="2026-03-31")
    order = w.order(contract, buyer, [(code, amount, on + 4 * DAY)], on)
    order.deal_ref = "006Zz" + order.id.zfill(10) + "AAA"
    w.pay(w.bill(order, [(1, amount)], w.later(on, 4, 8), buyer), buyer)
    w.exception("unknown_reference", "netsuite", order.id)


def found_by_its_number(w):
    """The order carries no reference; its PO number is the deal's order number, spelt otherwise."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    number, won = w.c.own(5500 + w.count("po")), w.date(last="2026-03-31")
    amount = w.amount(code, 3)
    w.sale(buyer, [(code, amount)], won, order_number=f"PO {number}/A")
    order = w.c.order(None, buyer.customer, [(code, amount, won + 8 * DAY)], won + 3 * DAY,
                      po=f"po-{number}a", currency=buyer.currency)
    w.pay(w.bill(order, [(1, amount)], w.later(won, 8, 12), buyer), buyer)


def found_by_inference(w):
    """No reference and no number: one deal and one order of one odd amount, days apart."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    amount, won = w.amount(code, 7) + money("0.37"), w.date(last="2026-03-31")
    w.sale(buyer, [(code, amount)], won)
    order = w.c.order(None, buyer.customer, [(code, amount, won + 9 * DAY)], won + 5 * DAY,
                      currency=buyer.currency)
    w.pay(w.bill(order, [(1, amount)], w.later(won, 9, 12), buyer), buyer)


def told_by_the_invoice(w):
    """The reference stands on the invoice and not on the order that it was made from."""
    buyer, code = w.pick(), w.rng.choice(catalog.GOODS)
    amount, won = w.amount(code, 3), w.date(last="2026-03-31")
    contract = w.sale(buyer, [(code, amount)], won)
    order = w.order(contract, buyer, [(code, amount, won + 8 * DAY)], w.later(won, 1, 6), ref=False)
    w.pay(w.bill(order, [(1, amount)], w.later(won, 8, 12), buyer, deal=contract.deal), buyer)


def merged_account(w):
    """The customer was entered twice in the CRM and merged; the ERP still names the loser."""
    buyer = w.buyer(by="domain")
    loser = w.c.account(buyer.name.upper(), country=catalog.COUNTRIES[buyer.country][0],
                        owner=w.owner(), created="2024-12-02")
    w.c.merge(loser, buyer.account, "2025-03-04 17:45:00")
    buyer.customer.row["custentity_salesforce_account_id"] = loser.id
    w.same_account(buyer.key, buyer.top, ("salesforce", loser))
    _, order, _, amount, _ = sold_goods(w, buyer)
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)


def entered_again(w):
    """A second CRM record of one customer, never merged: name and domain say that it is one."""
    buyer = w.buyer(by="native")
    again = w.c.account(buyer.name, website=f"http://{buyer.account.row['website'][8:]}/contact",
                        country=catalog.COUNTRIES[buyer.country][0], owner=w.owner(),
                        created="2025-05-12")
    w.same_account(buyer.key, buyer.top, ("salesforce", again))
    first = buyer.account
    buyer.account = again
    _, order, _, amount, _ = sold_goods(w, buyer, won=w.date("2025-06-02", "2026-03-31"))
    buyer.account = first
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)


def deleted_account(w):
    """A customer that somebody made up for a demonstration, deleted in both systems."""
    buyer = w.buyer(by="number", listed=False)
    w.c.crm_delete(buyer.account, "2025-04-07 09:00:00")
    w.accounts = [row for row in w.accounts if row[0] != buyer.key]
    buyer.customer.row.update(_fivetran_deleted=True, date_deleted="2025-04-07 10:00:00")


def counterpart_unknown(w):
    """A customer whose link names a CRM account that does not exist."""
    buyer = w.buyer(by="name", listed=False)
    buyer.customer.row["custentity_salesforce_account_id"] = "001Zz" + buyer.customer.id.zfill(10) \
        + "AAA"
    w.exception("unresolved_reference", "netsuite", buyer.customer.id)


def voided_invoice(w):
    """Billed twice by mistake; the second invoice is voided, with a part payment on it."""
    _, order, buyer, amount, code = sold_goods(w)
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 2), buyer), buyer)
    slip = w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 3, 5), buyer)
    if w.chance(40):
        part = money(amount / 4)
        receipt = w.c.payment(buyer.customer, part, w.later(slip.date, 3, 9), apply=[(slip, part)])
        w.nobody_has(receipt, part, "what was paid on an invoice that was voided")
    w.c.void(slip, f"{w.later(slip.date, 20, 40)} 15:10:00")


def deleted_invoice(w):
    """An invoice typed for the wrong customer and deleted the next morning."""
    _, order, buyer, amount, code = sold_goods(w)
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)
    slip = w.c.invoice(buyer.customer, [(code, amount)], order.date)
    w.c.delete(slip, f"{order.date + DAY} 13:05:00")


def credited_and_billed_again(w):
    """A wrong price, credited in full and billed right: nothing is left to explain."""
    _, order, buyer, amount, _ = sold_goods(w)
    on = w.later(order.line(1).billing_date, 0, 3)
    wrong = w.bill(order, [(1, money(amount * 108 / 100))], on, buyer, taxed=False)
    w.c.credit_memo(wrong, [(1, -wrong.line(1).amount)], on + 4 * DAY)
    w.pay(w.bill(order, [(1, amount, 1)], on + 4 * DAY, buyer), buyer)


def muddled_bill(w):
    """Two lines ordered; one is billed a little high, the other is still to be billed."""
    buyer = w.pick()
    first, second = w.amount("TIDE-SENS", 4), w.amount("QUAY-CAM", 4)
    won = w.date("2026-01-12", "2026-05-15")
    contract = w.sale(buyer, [("TIDE-SENS", first), ("QUAY-CAM", second)], won)
    order = w.order(contract, buyer, [("TIDE-SENS", first, won + 8 * DAY),
                                      ("QUAY-CAM", second, won + 220 * DAY)], w.later(won, 1, 6))
    high = money(first * 4 / 100)
    on = w.later(won, 8, 12)
    invoice = w.bill(order, [(1, first + high)], on, buyer, taxed=False)
    if w.chance(50):
        w.c.credit_memo(invoice, [(1, high)], w.later(on, 20, 40))


def one_transfer_for_two(w):
    """Two deals of one customer, both bills paid with one transfer."""
    _, order, buyer, amount, _ = sold_goods(w, last="2026-01-30")
    bills = [w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer)]
    won = w.later(bills[0].date, 1, 6)
    _, order, _, amount, _ = sold_goods(w, buyer, won)
    bills.append(w.bill(order, [(1, amount)], w.later(won, 8, 12), buyer))
    w.c.payment(buyer.customer, sum(bill.gross for bill in bills), w.later(bills[1].date, 9, 30),
                apply=[(bill, bill.gross) for bill in bills])


def paid_in_parts(w):
    """Three transfers for one bill, the last of them late, or still to come."""
    _, order, buyer, amount, _ = sold_goods(w)
    invoice = w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer)
    parts = in_parts(invoice.gross, 3)
    for place, part in enumerate(parts):
        on = w.later(invoice.date, 9 + 16 * place, 14 + 21 * place)
        if w.happens(on) and (place < 2 or w.chance(70)):
            w.c.payment(buyer.customer, part, on, apply=[(invoice, part)])


def within_the_group(w):
    """The American entity bills its daughters: outside every step."""
    w.c.contract = None
    name = f"{w.names.prefix}{catalog.NAME} UK Ltd"
    daughter = w.c.customer(name, country="GB", intercompany=True, created="2024-06-20")
    key = f"x{w.c.own(w.count('unlisted')):04}"
    w.same_account(key, key, ("netsuite", daughter))
    for _ in range(4):
        w.c.contract = Contract(None)
        w.c.invoice(daughter, [("TRAIN-DAY", w.amount("TRAIN-DAY", 9))], w.date())


def not_in_the_books(w):
    """Rows of the adjustment register that must not count, each for another reason."""
    buyer, clerks = w.pick("USD"), catalog.CLERKS
    contract, order, _, amount, _ = sold_goods(w, buyer)
    w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), buyer), buyer)
    month = f"{contract.close:%Y-%m}"
    for what, approved_by, reason, expires in (
            ("not approved", None, "Draft", None),
            ("approved by its own requester", clerks[0], "Freight", None),
            ("without a reason", clerks[1], "", None),
            ("expired", clerks[1], "Cut-off of the quarter", "2026-03-31")):
        number = f"ADJ-{w.c.own(w.count('adjustment')):04}"
        w.c.adjustment(number, "booked", month, money(amount / 20), reason, clerks[0], approved_by,
                       "2026-02-12 11:00:00" if approved_by else None, expires,
                       account=buyer.account, deal=contract.deal)
        w.exception("adjustment_not_effective", "spreadsheets", number, what)


def unreadable_rows(w):
    """Words where amounts belong, a date that is none, a key that is missing, a row landed twice."""
    c = w.c
    transaction = c.own(9_900_000 + w.count("stray"))
    buyer = w.pick()
    c.stray("netsuite", "transaction", id=transaction, tranid=f"BIL-{transaction}", type="CustInvc",
            recordtype="invoice", trandate="31.02.2026", posting="T", entity=buyer.customer.id,
            currency=1, exchangerate=1, foreigntotal="120.00", voided="F", void="F")
    c.stray("netsuite", "transactionline", id=1, transaction=transaction, uniquekey=c.own(8_800_000),
            mainline="F", taxline="F", foreignamount="to be agreed", netamount="0", subsidiary=1)
    c.stray("salesforce", "opportunity", id=None, account_id=buyer.account.id, name="Unfinished",
            stage_name="Proposal", amount="900.00", close_date="2026-08-01", is_won=False,
            is_closed=False, is_deleted=False)
    c.stray("ops", "projects", project_id=f"HL-{c.own(9001)}", project_name="Roll-out",
            status="in_progress", planned_start_date="soon", updated_at="2026-06-01T09:00:00Z")
    twice = dict(c.crm["account"][w.rng.randrange(len(c.crm["account"]) // 2)])
    c.stray("salesforce", "account", **twice)
    w.exception("quarantined_row", "netsuite", "trandate unreadable_value 31.02.2026")
    w.exception("quarantined_row", "netsuite", "foreignamount unreadable_value to be agreed")
    w.exception("quarantined_row", "salesforce", "id missing_key ")
    w.exception("quarantined_row", "ops", "planned_start_date unreadable_value soon")
    w.exception("quarantined_row", "salesforce", f"id repeated_key {twice['id']}")


# what happens how often in a company of seven hundred deals
DIRT = {
    open_deal: 38, lost_deal: 34, deleted_deal: 4, reopened_and_won_again: 4, nobody_owns_it: 4,
    sold_to_nobody: 3, open_and_nobody_owns_it: 2, header_only: 5, unheard_of_product: 5,
    one_number_for_two_deals: 2, two_offers_of_one_amount: 2, reference_to_nothing: 3,
    found_by_its_number: 5, found_by_inference: 5, told_by_the_invoice: 5, merged_account: 5,
    entered_again: 4, deleted_account: 3, counterpart_unknown: 2, voided_invoice: 5,
    deleted_invoice: 4, credited_and_billed_again: 4, muddled_bill: 4,
    one_transfer_for_two: 5, paid_in_parts: 6, within_the_group: 1,
    not_in_the_books: 1, unreadable_rows: 1,
}
