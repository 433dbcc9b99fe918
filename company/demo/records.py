"""
The records of customers after the deals are told: where each company sits, and what has been planted in them.

It has a stream of chance of its own and comes last, so that no amount of the story depends on it.
"""

import random

from company.demo import lives, plants_accounts
from company.demo.clerks import SPELLINGS, Clerks, letters
from company.demo.names import FORMS
from company.demo.world import Buyer
from company.erp import Customer

PLAIN = {life.__name__ for life in lives.LIVES}


class Records:
    """A company's customers, of whom some are still as the story left them (`untold`)."""

    def __init__(self, w, seed, share):
        self.w, self.share = w, share
        w.rng = w.names.rng = random.Random(f"{seed} records of Harbourlight")
        self.clerks = Clerks(w.rng)
        self.untold = list(w.regulars)
        w.rng.shuffle(self.untold)
        self.places, self.alike = {}, []  # key -> where it sits; customers that only look like their account
        self.contracts, self.strange = {}, set()
        for contract in w.contracts:
            self.contracts.setdefault(contract.account, []).append(contract)
            billed = {w.account_of[document.customer.id] for document in contract.documents
                      if document.customer}
            if contract.name not in PLAIN or billed - {contract.account}:
                self.strange |= billed | {contract.account}

    def some(self, times: int, fits=lambda buyer: True):
        """So many customers in whose records nothing was planted yet, in the full size; at least one if there is one."""
        for _ in range(max(round(times * self.share), 1)):
            found = next((buyer for buyer in self.untold if fits(buyer)), None)
            if found is None:
                return
            self.untold.remove(found)
            yield found

    def is_alone(self, buyer) -> bool:
        """No mother, no daughters."""
        return buyer.top == buyer.key and sum(one.top == buyer.key for one in self.w.buyers) == 1

    def is_plain(self, buyer) -> bool:
        """Alone, billed, and all its deals tie out, so that only its records say what is wrong."""
        return self.is_alone(buyer) and buyer.key not in self.strange and any(
            document.type == "CustInvc" for contract in self.contracts.get(buyer.key, ())
            for document in contract.documents)

    def mother_of(self, buyer, system) -> Buyer | None:
        """The company that a system names as the parent."""
        record, column = ("account", "parent_id") if system == "salesforce" else ("customer", "parent")
        parent = getattr(buyer, record).row[column]
        return next((one for one in self.w.buyers if parent and getattr(one, record).id == parent), None)

    def some_daughters(self, times: int, *systems):
        """Daughters with their mothers, as all of these systems know them, both tied by the ERP's link."""
        def mother(buyer):
            found = {self.mother_of(buyer, system) for system in systems}
            return found.pop() if len(found) == 1 else None

        for daughter in self.some(times, lambda x: x.by == "native" and any(
                one is mother(x) and one.by == "native" and one.top == one.key for one in self.untold)):
            self.untold.remove(mother(daughter))
            yield daughter, mother(daughter)

    def address_of(self, customer) -> dict:
        """The address row of an ERP customer."""
        rows, key = self.w.c.erp["entityaddress"], customer.row["defaultbillingaddress"]
        return next(row for row in rows if row["nkey"] == key)

    def place_of(self, buyer):
        """Where a company sits: the same for all its records."""
        if buyer.key not in self.places:
            self.places[buyer.key] = self.clerks.place(buyer.country)
        return self.places[buyer.key]

    def crm_place(self, account, place, phone=True):
        """Address and number on a CRM account."""
        account.row.update(billing_street=place.street, billing_city=place.city,
                           billing_postal_code=place.postal_code, phone=place.phone if phone else None)

    def erp_place(self, customer, place, phone=True):
        """Address and number of an ERP customer, as accounts receivable spell them."""
        self.address_of(customer).update(addr1=self.clerks.street(place.street), city=place.city,
                                         zip=place.postal_code)
        customer.row["phone"] = self.clerks.phone(place.phone) if phone else None

    def in_one_place(self, *records, place):
        """Address and number on records of one company."""
        for record in records:
            (self.erp_place if isinstance(record, Customer) else self.crm_place)(record, place)

    def settle(self):
        """
        Most records have an address and most of those a number; one in sixteen has another one than its company. An
        only daughter may sit in her mother's house.
        """
        for buyer in self.w.buyers:
            mother = self.mother_of(buyer, "salesforce")
            if mother and mother.country == buyer.country and len(
                    [one for one in self.w.buyers if one.top == buyer.top]) == 2 and self.clerks.chance(20):
                self.places[buyer.key] = self.place_of(mother)
        for buyer in self.w.buyers:
            for record, write in ((buyer.account, self.crm_place), (buyer.customer, self.erp_place)):
                moved, known, phone = (self.clerks.chance(percent) for percent in (6, 82, 75))
                if known:
                    write(record, self.clerks.place(buyer.country) if moved else self.place_of(buyer), phone)

    def rename(self, customer, name):
        """Another name on an ERP customer."""
        customer.name = name
        customer.row.update(companyname=name, altname=name)
        self.address_of(customer)["addressee"] = name

    def untie(self, buyer):
        """Neither reference nor number nor domain ties the two records any more."""
        buyer.account.row["erp_customer_id_c"] = None
        buyer.customer.row.update(custentity_salesforce_account_id=None, custentity_tax_id=None, url=None,
                                  email=None)

    def form_of(self, buyer) -> str:
        """The legal form as the CRM has it."""
        return buyer.account.row["name"].removeprefix(buyer.name)

    def other_form(self, buyer) -> str | None:
        """Another legal form of the country, no other spelling of the same."""
        own = SPELLINGS[letters(self.form_of(buyer))]
        return next((form for form, _ in FORMS[buyer.country] if SPELLINGS[letters(form)][-1] != own[-1]), None)

    def golden(self, record, other, is_same, why):
        """A pair of records whose answer is known."""
        self.w.golden.append((record, other, is_same, why))


def tell(w, seed, share):
    """Tell what is in the records of a company whose deals are told; `share` is its size."""
    records = Records(w, seed, share)
    records.settle()
    for plant in plants_accounts.PLANTS:
        w.life, w.c.contract = plant.__name__, None
        plant(records)
    w.c.contract = None
    for row in w.c.erp["entityaddress"]:
        row["addrtext"] = ", ".join(str(row[x]) for x in ("addressee", "addr1", "city", "zip") if row[x])
    accounts = {row["id"]: row for row in w.c.crm["account"]}
    for row in w.c.strays.get(("salesforce", "account"), ()):  # a row landed twice is the same row
        row.update(accounts[row["id"]])
