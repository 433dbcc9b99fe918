"""
Planted in the records of accounts: what is hard to match, what must not be matched, what nobody can tell.

Most plants only rewrite records: what tied them is gone, the name is mistyped, and the rest agrees. Where the records
cannot tell who is who, the answers say so: the customer is an account of its own (`World.apart`), what it was billed
stands there, and people must be asked (`World.question`). Each function takes the `Records` of a company (records.py).
"""

from datetime import timedelta

from company.demo import catalog
from company.demo.names import domain_of
from company.demo.plants_billing import B, LONG_AGO, sold_goods
from company.demo.world import Buyer
from company.money import money

DAY = timedelta(days=1)


def hurried_names(r):
    """Customers whose reference says who they are, whatever their name has become."""
    for buyer in r.some(90, lambda x: x.by in ("native", "number")):
        r.rename(buyer.customer, r.clerks.hurried(buyer.name, r.form_of(buyer)))


def only_alike(r):
    """No reference, no number, no domain, and a name that no rule finds: address and telephone agree."""
    for buyer in r.some(48):
        place = r.place_of(buyer)
        r.untie(buyer)
        r.rename(buyer.customer, r.clerks.hurried(buyer.name, r.form_of(buyer)))
        r.in_one_place(buyer.account, buyer.customer, place=place)
        r.golden(buyer.customer, buyer.account, True, "one company, written in two ways")
        r.alike.append(buyer)


def invoiced_without_a_word(r):
    """Sold, and billed by hand: neither order nor reference. The amount tells, if the two accounts are one."""
    w = r.w
    for buyer in r.alike[:max(len(r.alike) // 8, 1)]:
        code, won = w.rng.choice(catalog.GOODS), w.date(last=LONG_AGO)
        amount = w.amount(code, 3) + money("0.41")
        w.sale(buyer, [(code, amount)], won)
        w.pay(w.bill(buyer.customer, [(code, amount)], won + w.rng.randint(3, 8) * DAY, buyer), buyer)


SISTERS = (("North", "South"), ("East", "West"), ("1", "2"), ("Upper", "Lower"), ("I", "II"), ("Inner", "Outer"))


def sisters(r):
    """
    Two daughters whose names differ by a word. They share the web site; some sit at one address behind one switchboard and
    have tax numbers of their own, others have moved apart. The ERP knows one of them by name alone.
    """
    w = r.w
    for number, mother in enumerate(r.some(6, r.is_alone)):
        pair = [w.buyer(country=mother.country, parent=mother, name=f"{mother.name} {word}", by="native",
                        shared_site=domain_of(mother.name), currency=mother.currency)
                for word in SISTERS[number % len(SISTERS)]]
        for place, sister in enumerate(pair):
            if number % 2 == 0:
                r.places[sister.key] = r.place_of(pair[0])
                sister.account.row["tax_id_c"] = f"{mother.country}-{w.c.own(8650000 + 137 * number + place)}"
            r.in_one_place(sister.account, sister.customer, place=r.place_of(sister))
            _, order, _, amount, _ = sold_goods(w, sister)
            w.pay(w.bill(order, [(1, amount)], w.later(order.line(1).billing_date, 0, 4), sister), sister)
        r.untie(pair[1])
        r.golden(pair[1].customer, pair[1].account, True, "one company, beside its sister")
        r.golden(pair[0].account, pair[1].account, False, "two sisters")
        r.golden(pair[1].customer, pair[0].account, False, "two sisters")


# ---------------------------------------------------------------- what nobody can tell


def _billed_apart(r, buyer, why):
    """A customer that cannot be told to be the account that bought: what it was billed stands on two accounts."""
    w = r.w
    key = w.apart(buyer)
    w.exception("unmatched_account", "netsuite", buyer.customer.id)
    for contract in r.contracts[buyer.key]:
        for document in contract.documents:
            if document.type in ("CustInvc", "CashSale") and document.alive:
                amount = sum(-line.amount for line in document.lines if line.kind == "item")
                for account, sign in ((buyer.key, -1), (key, 1)):
                    w.plant(B, "billed_to_unrelated_account", document.date, sign * amount, why, contract,
                            account=account)


def mother_or_daughter(r):
    """Mother and daughter have one name, one address, one web site; the customer has that name and no legal form."""
    w = r.w
    for buyer in r.some(3, lambda x: r.is_plain(x) and r.other_form(x)):
        daughter = w.c.account(buyer.name + r.other_form(buyer), website=buyer.account.row["website"],
                               parent=buyer.account, country=buyer.account.row["billing_country"], owner=w.owner(),
                               created="2025-06-16")
        w.same_account(f"d{w.c.own(w.count('daughter')):04}", buyer.top, ("salesforce", daughter))
        r.untie(buyer)
        r.rename(buyer.customer, buyer.name.upper())
        r.in_one_place(buyer.account, daughter, buyer.customer, place=r.place_of(buyer))
        _billed_apart(r, buyer, "mother or daughter: the records do not tell who was billed")
        for account, is_same in ((buyer.account, True), (daughter, False)):
            w.question(buyer.customer, account, is_same, "one name for mother and daughter")


def mistyped_tax_number(r):
    """Everything agrees but the tax numbers: two digits of one changed places. It looks like two companies."""
    for number, buyer in enumerate(r.some(3, r.is_plain)):
        r.untie(buyer)
        _two_numbers(r, buyer, number)
        r.in_one_place(buyer.account, buyer.customer, place=r.place_of(buyer))
        _billed_apart(r, buyer, "two tax numbers: the records say that another company was billed")
        r.w.question(buyer.customer, buyer.account, True, "two digits of the tax number changed places")


def _two_numbers(r, buyer, number):
    """A tax number on the account, the same with two digits in another order on the customer."""
    start = f"{buyer.country}-{r.w.c.own(940000 + number)}"
    buyer.account.row["tax_id_c"] = f"{start}27"
    buyer.customer.row["custentity_tax_id"] = f"{start}72"


def namesake(r):
    """A stranger with the name of a customer, in another town, whom the CRM does not know. It was billed by hand."""
    w = r.w
    for buyer in r.some(3, lambda x: r.is_alone(x) and x.by == "native" and r.other_form(x)):
        customer = w.c.customer(buyer.name + r.other_form(buyer), country=r.address_of(buyer.customer)["country"],
                                currency=buyer.currency, subsidiary=buyer.customer.subsidiary, created="2025-02-17")
        key = f"n{w.c.own(w.count('namesake')):04}"
        w.same_account(key, key, ("netsuite", customer))
        r.in_one_place(buyer.account, buyer.customer, place=r.place_of(buyer))
        r.in_one_place(customer, place=r.clerks.place(buyer.country, not_in=r.place_of(buyer).city))
        stranger = Buyer(key, None, customer, buyer.name, buyer.country, buyer.currency, buyer.tax, key)
        contract, on = w.orphan(stranger), w.date("2025-03-03", LONG_AGO)
        amount = w.amount("TRAIN-DAY", 2)
        w.pay(w.bill(customer, [("TRAIN-DAY", amount)], on, stranger), stranger)
        w.plant(B, "invoice_without_deal", on, amount, "a company that the CRM does not know was billed", contract)
        w.exception("unmatched_account", "netsuite", customer.id)
        w.question(customer, buyer.account, False, "two companies of one name in two towns")


# ------------------------------------------------------- what the systems say twice


def other_domain(r):
    """The ERP has the web site of years ago."""
    for buyer in r.some(5, lambda x: x.by == "native"):
        buyer.customer.row["url"] = f"www.old-{domain_of(buyer.name)}"


def no_country(r):
    """The address of the customer has no country."""
    for buyer in r.some(3, lambda x: x.by == "native"):
        r.address_of(buyer.customer)["country"] = None


def two_tax_numbers(r):
    """The reference says that it is one company, the tax numbers say that it is two."""
    for number, buyer in enumerate(r.some(2, lambda x: x.by == "native" and r.is_alone(x)), start=10):
        _two_numbers(r, buyer, number)
        r.w.exception("conflicting_tax_ids", "", "")


def number_of_the_daughter(r):
    """Somebody wrote the daughter's customer number on her mother: the two would be one."""
    for daughter, mother in r.some_daughters(2, "salesforce"):
        mother.account.row["erp_customer_id_c"] = daughter.customer.number
        r.w.exception("match_refused", "", f"customer_number netsuite:{daughter.customer.id}")


def who_is_the_mother(r):
    """The CRM puts the mother below her daughter, the ERP the daughter below her mother: the ERP's word counts."""
    for daughter, mother in r.some_daughters(1, "salesforce", "netsuite"):
        mother.account.row["parent_id"], daughter.account.row["parent_id"] = daughter.account.id, None
        r.w.exception("hierarchy_cycle", "salesforce", "")


# In this order: what needs a certain kind of customer comes before what takes any.
PLANTS = (who_is_the_mother, number_of_the_daughter, two_tax_numbers, mother_or_daughter, mistyped_tax_number,
          namesake, sisters, other_domain, no_country, only_alike, invoiced_without_a_word, hurried_names)
