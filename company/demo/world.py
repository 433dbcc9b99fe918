"""The world in which deals are told: who the customers are, and what belongs to what in truth."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from company.builder import Company
from company.crm import Deal
from company.demo import catalog
from company.demo.names import BRANCHES, FIRST_NAMES, LAST_NAMES, Names, domain_of
from company.money import day, money, month_end, month_of


@dataclass(eq=False)
class Contract:
    """What belongs together: a deal with its documents, or documents that no deal explains."""

    account: str | None  # key of the account that bought
    deal: Deal | None = None
    lines: list = field(default_factory=list)  # (product code, amount) that were won
    amount: Decimal | None = None  # of the deal's header, where it has no lines
    close: date | None = None  # of a won deal
    repeats: "Contract | None" = None
    documents: list = field(default_factory=list)
    projects: list = field(default_factory=list)  # (status, live date)
    name: str = ""

    @property
    def live(self) -> date | None:
        """The day from which all projects that were not cancelled are live."""
        open_projects = [on for status, on in self.projects if status != "cancelled"]
        return max(open_projects) if open_projects and all(open_projects) else None


@dataclass(eq=False)
class Buyer:
    """One company in both systems."""

    key: str
    account: object
    customer: object
    name: str
    country: str
    currency: str
    tax: Decimal
    top: str
    by: str = ""  # what ties its records


class DemoCompany(Company):
    """A company that remembers for which contract each document was told."""

    contract: Contract | None = None

    def _document(self, *arguments, **values):
        document = super()._document(*arguments, **values)
        if self.contract is not None:
            self.contract.documents.append(document)
        return document


class World:
    """The company, its customers and the truth about them, handed to each life of a deal."""

    def __init__(self, seed: int, number: int = 0, accounts: int = 300):
        self.rng, self.number = random.Random(f"{seed} of Harbourlight"), number
        c = self.c = DemoCompany(catalog.NAME, catalog.AS_OF, first_year=2024, last_year=2027,
                                 number=number)
        catalog.set_up(c)
        self.rates = catalog.weekly_rates()
        self.names = Names(self.rng, number)
        self.contracts: list[Contract] = []
        self.contract_of: dict = {}  # deal id -> contract
        self.account_of: dict = {}  # id of a CRM account or an ERP customer -> key
        self.accounts: list = []  # (key, key of the top, system, id)
        self.company_of: dict = {}  # id -> key, where nobody can tell from the records alone
        self.questions: list = []  # (record, other record, are they one company, why)
        self.golden: list = []  # the same, of pairs that can be told
        self.exceptions: list = []  # (rule, system, record id, note)
        self.planted: list = []
        self.adjustments: list = []  # approved rows of the register, for the ledger
        self.buyers: list[Buyer] = []
        self.life = ""
        self.counts: dict[str, int] = {}
        while len(self.buyers) < accounts:
            self._family()
        self.regulars = list(self.buyers)  # those of whom no plant tells more
        for _ in range(2):
            self._adopted()

    # ---------------------------------------------------------------- chance

    def count(self, what: str) -> int:
        """A running number."""
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.rng.randrange(100) < percent

    def date(self, first=catalog.FIRST_DAY, last=catalog.LAST_DAY) -> date:
        """A working day in a span."""
        first, last = day(first), day(last)
        on = first + timedelta(days=self.rng.randint(0, (last - first).days))
        while on.weekday() > 4 and on > first:
            on -= timedelta(days=1)
        return on

    def later(self, on, least: int, most: int) -> date:
        """Some days after a date, seldom on a weekend."""
        on = day(on) + timedelta(days=self.rng.randint(least, most))
        while on.weekday() > 4 and not self.chance(6):
            on += timedelta(days=1)
        return on

    def amount(self, code: str, quantity: int = 1) -> Decimal:
        """A price as sales agree on it: list price, volume, a discount, seldom round."""
        listed = catalog.PRODUCTS[code][7] if code in catalog.PRODUCTS else catalog.UNMAPPED[code][1]
        discount = self.rng.choice([0, 0, 0, 3, 5, "7.5", 8, 10, "12.5", 15])
        mood = Decimal(self.rng.randint(9650, 10480)) / 10000
        return money(listed * quantity * (100 - Decimal(discount)) / 100 * mood)

    # ------------------------------------------------------------- customers

    def _family(self):
        """A customer, often alone, sometimes with daughters in its own country or abroad."""
        head = self.buyer()
        daughters = self.rng.choice([0] * 11 + [1, 1, 2, 3])
        for branch in self.rng.sample(BRANCHES, daughters):
            country = head.country if self.chance(60) else self.rng.choice(catalog.WHERE)
            name = f"{head.name.rsplit(' ', 1)[0]} {branch}"
            daughter = self.buyer(country=country, parent=head, name=name,
                                  shared_site=domain_of(head.name) if self.chance(35) else None)
            if self.chance(25) and daughters > 1:
                self.buyer(country=country, parent=daughter, name=f"{name} {self.number or ''}East")

    def _adopted(self):
        """A customer for whom the CRM and the ERP name different parents: the ERP's word counts."""
        crm_parent, erp_parent = self.rng.sample(
            [buyer for buyer in self.buyers if buyer.top == buyer.key], 2)
        buyer = self.buyer(by="native", parent=crm_parent)
        buyer.customer.row["parent"] = erp_parent.customer.id
        buyer.top = erp_parent.key
        self.accounts = [(key, buyer.top if key == buyer.key else top, *record)
                         for key, top, *record in self.accounts]

    def buyer(self, country=None, parent=None, name=None, by=None, currency=None,
              listed=True, shared_site=None) -> Buyer:
        """
        One company in both systems. `by` is what ties its records: the ERP's `native` link, the
        `number` or the `internal` id on the CRM account, the `tax` id, the `domain` or the `name`.
        With `shared_site`, the group's domain, it must be an id.
        """
        rng, c = self.rng, self.c
        country = country or rng.choice(catalog.WHERE)
        crm_country, erp_country, usual, tax = catalog.COUNTRIES[country]
        name = " ".join((name or self.names.fresh()).split())
        form, other_form = self.names.forms(country)
        ways = ["native"] * 9 + ["number", "number", "internal"] + (
            [] if shared_site else ["tax", "domain", "name"])
        by = by or rng.choice(ways)
        currency = currency or usual
        home = {"USD": ["1"], "GBP": [c.uk] * 3 + ["1"],
                "EUR": [c.de] * 5 + ["1"] * 3 + [c.uk]}[currency]
        place = c.own(len(c.erp["customer"]))
        site = shared_site or domain_of(name)
        tax_id = f"{erp_country}{60 + place % 37}-{7310000 + 101 * place}"
        created = self.rng.choice(["2024-01-15", "2024-03-04", "2024-05-21", "2024-06-11"])
        account = c.account(
            name + form, website=f"https://www.{site}",
            country=rng.choice(catalog.CRM_SPELLINGS.get(country, [crm_country])),
            tax_id=tax_id if by == "tax" or self.chance(40) else None, created=created,
            owner=rng.choice(c.people[:7]), parent=parent.account if parent else None,
            erp_ref={"number": f"K-{c.own(4400 + len(c.erp['customer']))}",
                     "internal": str(c.own(610 + 3 * len(c.erp["customer"])))}.get(by),
            currency=currency)
        customer = c.customer(
            self.names.elsewhere(name, other_form if by in ("native", "number") else form),
            account=account if by == "native" else None, country=erp_country, created=created,
            url=site if by == "domain" or by == "native" and not shared_site and self.chance(50)
            else None,
            email=f"payables@{site}" if by == "domain" else None,
            tax_id=tax_id.replace("-", " ") if by == "tax" else None,
            parent=parent.customer if parent and self.chance(70) else None,
            currency=currency, subsidiary=rng.choice(home))
        for _ in range(rng.choice([0, 1, 1, 2])):
            first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
            c.contact(account, first, last, f"{first}.{last}.{self.count('contact')}@{site}".lower(),
                      created=created)
        key = f"a{c.own(len(self.buyers) + 1):04}" if listed else f"x{c.own(self.count('unlisted')):04}"
        buyer = Buyer(key, account, customer, name, country, currency, Decimal(tax),
                      parent.top if parent else key, by)
        self.same_account(buyer.key, buyer.top, ("salesforce", account), ("netsuite", customer))
        if listed:
            self.buyers.append(buyer)
        return buyer

    def same_account(self, key, top, *records):
        """Records that are one account: (system, record)."""
        for system, record in records:
            self.accounts.append((key, top, system, record.id))
            self.account_of[record.id] = key

    def apart(self, buyer, key=None):
        """The records of a company cannot be told to be one: its customer is an account of its own."""
        key = key or f"q{self.c.own(self.count('apart')):04}"
        record = ("netsuite", buyer.customer.id)
        self.accounts = [(key, key, *row[2:]) if row[2:] == record else row for row in self.accounts]
        self.account_of[buyer.customer.id] = key
        self.company_of[buyer.customer.id] = buyer.key
        return key

    def question(self, record, other, is_same, why):
        """Two records about which people should be asked."""
        self.questions.append((record, other, is_same, why))

    def pick(self, currency=None, fits=None) -> Buyer:
        """Some customer; `fits` says which will do."""
        while True:
            buyer = self.rng.choice(self.buyers)
            if currency in (None, buyer.currency) and (fits is None or fits(buyer)):
                return buyer

    # ------------------------------------------------------------------ deals

    def owner(self):
        """Somebody in sales."""
        return self.rng.choice(self.c.people)

    def sale(self, buyer, lines, won, owner=None, name=None, **values) -> Contract:
        """A won deal; what is told after it belongs to it."""
        won = day(won)
        owner = self.owner() if owner is None else owner or None
        name = name or f"{buyer.name if buyer else 'Walk-in'}: {lines[0][0].split('-')[0].lower()} " \
                       f"{self.count('deal')}"
        values.setdefault("currency", buyer.currency if buyer else "USD")
        values.setdefault("created", f"{won - timedelta(days=self.rng.randint(12, 75))} 14:20:00")
        if self.chance(5) and self.happens(won + timedelta(days=5)):
            # Sales told the CRM a few days after it was won.
            values.setdefault("won_at", f"{won + timedelta(days=self.rng.randint(1, 5))} 13:40:00")
        deal = self.c.deal(buyer.account if buyer else None, lines, won=won, owner=owner, name=name,
                           **values)
        contract = Contract(buyer.key if buyer else None, deal,
                            [(code, money(amount)) for code, amount, *_ in lines],
                            close=won, name=self.life)
        self.contract_of[deal.id] = contract
        return self._told(contract)

    def orphan(self, buyer) -> Contract:
        """Documents that no deal explains."""
        return self._told(Contract(buyer.key if buyer else None, name=self.life))

    def _told(self, contract) -> Contract:
        self.contracts.append(contract)
        self.c.contract = contract
        return contract

    def happens(self, on) -> bool:
        """Has a day come by the time of the extract?"""
        return day(on) <= catalog.LAST_DAY

    # ------------------------------------------------- the usual course of things

    def order(self, contract, buyer, lines, on, **values):
        """An order of a contract, on `on`; None if that day has not come."""
        if not self.happens(on):
            return None
        values.setdefault("currency", buyer.currency)
        return self.c.order(contract.deal, buyer.customer, lines, on, **values)

    def bill(self, source, lines, on, buyer, taxed=True, **values):
        """An invoice with its tax; None if its day has not come."""
        if not self.happens(on):
            return None
        net = sum((money(x[1]) for x in lines), money(0))
        entered = day(on) + timedelta(days=self.rng.randint(2, 8))
        if self.chance(5) and self.happens(entered):
            values.setdefault("created", f"{entered} 15:45:00")
        values.setdefault("due", day(on) + timedelta(days=self.rng.choice([14, 30, 30, 30, 45])))
        return self.c.invoice(source, lines, on, tax=money(net * buyer.tax / 100) if taxed else 0,
                              **values)

    def pay(self, invoice, buyer, on=None):
        """The invoice is paid, mostly in time; now and then nobody pays."""
        if invoice is None or on is None and self.chance(3):
            return None
        if on is None:
            slack = (invoice.due - invoice.date).days
            on = self.later(invoice.date, max(slack - 16, 2), slack + self.rng.choice([0, 0, 3, 12]))
        if not self.happens(on):
            return None
        return self.c.payment(buyer.customer, invoice.gross, on, apply=[(invoice, invoice.gross)])

    def spread(self, invoice, number, start, months):
        """A revenue schedule over months from the month of `start`."""
        if invoice is not None:
            self.c.schedule(invoice, number, month_of(start), months=months)

    # ------------------------------------------------------------------- truth

    def plant(self, step, line, month, amount, why, contract=None, account=None, usd=None,
              currency=None):
        """
        A disagreement that was planted: how much `line` must change in a month. `account` is the
        key of the account where it is not the contract's own; `usd` the amount in dollars where
        the line has none in its own currency.
        """
        self.planted.append((contract, account or (contract.account if contract else None), step,
                             line, month_of(month), currency, money(amount),
                             None if usd is None else money(usd), self.life, why))

    def nobody_has(self, receipt, amount, why):
        """Cash that is applied to nothing: planted at its payer's account, on no deal."""
        self.plant("invoiced_to_collected", "unapplied_cash", receipt.date, amount, why,
                   account=self.account_of[receipt.customer.id], currency=receipt.currency)

    def approved(self, metric, month, amount, reason, asks, approves, on, contract, buyer):
        """A row of the adjustment register that counts."""
        self.c.adjustment(f"ADJ-{self.c.own(self.count('adjustment')):04}", metric, month, amount,
                          reason, asks, approves, f"{on} 15:10:00", account=buyer.account,
                          deal=contract.deal, currency=buyer.currency)
        self.adjustments.append((metric, month, contract, buyer.key, buyer.currency, amount))

    def exception(self, rule, system, record_id, note=""):
        """A record that must raise an exception."""
        self.exceptions.append((rule, system, record_id, note))

    def rate(self, currency, on) -> Decimal:
        """Dollars for one unit on a day: the Monday's rate."""
        on = day(on)
        return Decimal(1) if currency == "USD" else self.rates[currency][
            on - timedelta(days=on.weekday())]


def end_of(on) -> date:
    """The last day of a date's month."""
    return month_end(month_of(on))
