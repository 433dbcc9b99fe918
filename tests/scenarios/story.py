"""
Stories and what must come out of them.

A story is one account of the shared company: what happened to it, told with the builder's verbs,
and beside it the bridge that bridge.md's rules give, worked out by hand. A table of expectations
has a column per month in which anything changes; between two columns nothing may change, before
the first everything is 0, and a line that the table does not name is 0 throughout.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from company.builder import Company
from company.crm import Deal

YEAR = 2026
MONTHS = [f"{YEAR}-{month:02}" for month in range(1, 13)]
STEPS = ("booked_to_invoiced", "invoiced_to_recognised", "invoiced_to_collected")
ENDS = {
    "booked_to_invoiced": ("booked", "invoiced"),
    "invoiced_to_recognised": ("invoiced", "recognised"),
    "invoiced_to_collected": ("invoiced", "collected"),
    # The fourth, short step from a system's number to the reported one.
    "booked_to_reported": ("booked", "booked_reported"),
    "collected_to_reported": ("collected", "collected_reported"),
}

# What accountants call the bridge's levels. B, V, R and C are the ends of the three steps.
FORMULAS = {
    "B": lambda at: at("booked_to_invoiced", "booked"),
    "V": lambda at: at("invoiced_to_recognised", "invoiced"),
    "R": lambda at: at("invoiced_to_recognised", "recognised"),
    "C": lambda at: at("invoiced_to_collected", "collected"),
    "DR": lambda at: -at("invoiced_to_recognised", "deferred_revenue")
    - at("invoiced_to_recognised", "awaiting_delivery"),
    "CA": lambda at: at("invoiced_to_recognised", "unbilled_revenue"),
    "UB": lambda at: FORMULAS["B"](at) - max(FORMULAS["V"](at), FORMULAS["R"](at)),
    "RPO": lambda at: FORMULAS["B"](at) - FORMULAS["R"](at),
    "AR": lambda at: -at("invoiced_to_collected", "receivable_not_due")
    - at("invoiced_to_collected", "receivable_overdue"),
    "tax": lambda at: at("invoiced_to_collected", "sales_tax"),
    "credit_balance": lambda at: at("invoiced_to_collected", "unapplied_credit"),
    "unapplied_cash": lambda at: at("invoiced_to_collected", "unapplied_cash"),
}


def levels_of(table: str) -> dict[tuple[str, str], dict[str, Decimal]]:
    """(step, line) -> month -> to-date amount, for every month of the year, from a table's text."""
    lines = [line.split() for line in table.strip().splitlines() if line.strip()]
    months = [f"{YEAR}-{word}" for word in lines[0]]
    if sorted(months) != months or not set(months) <= set(MONTHS):
        raise ValueError(f"months out of order: {months}")
    found, step = {}, None
    for words in lines[1:]:
        if len(words) == 1:
            step = words[0]
            if step not in ENDS:
                raise ValueError(f"no step {step}")
            continue
        line, *values = words
        if len(values) != len(months):
            raise ValueError(f"{line}: {len(values)} values for {len(months)} months")
        given = dict(zip(months, (Decimal(value.replace(",", "")) for value in values)))
        level, story = Decimal(0), {}
        for month in MONTHS:
            level = given.get(month, level)
            story[month] = level
        if (step, line) in found:
            raise ValueError(f"{step} {line} twice")
        found[step, line] = story
    for each_step, ends in ENDS.items():
        for month in MONTHS:
            total = sum((story[month] * (-1 if line == ends[1] else 1)
                         for (step_of, line), story in found.items() if step_of == each_step),
                        Decimal(0))
            if total:
                raise ValueError(f"the table itself does not tie: {each_step} {month} by {total}")
    return found


@dataclass
class Expected:
    """The whole bridge of one deal (or of several, or of an account's cash without a deal)."""

    story: "Story"
    deals: list  # CRM deals or root documents; empty for cash that is applied to nothing
    account: object  # a CRM account or an ERP customer; None: whichever accounts the deal has
    currency: str
    levels: dict
    reporting: dict | None  # None: no amounts in reporting currency
    early: bool = False

    @property
    def label(self) -> str:
        names = "+".join(str(deal.id) for deal in self.deals) or "no deal"
        return f"{self.story.name}: {names}" + (f" at {self.account.id}" if self.account else "")


@dataclass
class Story:
    """One story in a company, with everything that is expected of it."""

    company: Company
    name: str
    owner: object
    expected: list = field(default_factory=list)
    facts: list = field(default_factory=list)  # (deals, month, name, value)
    links: list = field(default_factory=list)  # (document, deal or None, method)
    repeats: list = field(default_factory=list)  # (deal, the deal that it repeats or None)
    exceptions: list = field(default_factory=list)  # (rule, record, amount, texts, owner)
    chains: list = field(default_factory=list)  # deals in a row that renew each other
    unmatched: list = field(default_factory=list)  # (record, the side that does not know it, amount)
    one_account: list = field(default_factory=list)  # groups of records of one master account
    tampering: list = field(default_factory=list)  # functions of the extracts' folder

    def account(self, name: str, parent=None, **values):
        """A CRM account that nothing but its own customer can be mistaken for."""
        values.setdefault("website", f"https://www.{''.join(filter(str.isalpha, name)).lower()}.test")
        return self.company.account(name, parent=parent, owner=self.owner, **values)

    def pair(self, name: str, parent=None, currency=None, subsidiary="1", country=None):
        """A CRM account and the ERP's customer that names it."""
        account = self.account(name, parent=parent, **(
            {"country": country[0]} if country else {}))
        customer = self.company.customer(
            name, account=account, currency=currency, subsidiary=subsidiary,
            **({"country": country[1]} if country else {}))
        return account, customer

    def deal(self, account, lines, won, **values) -> Deal:
        return self.company.deal(account, lines, won=won, owner=self.owner, **values)

    def expect(self, deal, table: str, usd: str | None = None, account=None, currency="USD",
               early: bool = False):
        """
        The bridge of a deal; `usd` where its currency is another ("none": it cannot be converted).
        `early`: as it was known at the end of January.
        """
        deals = deal if isinstance(deal, list) else [] if deal is None else [deal]
        levels = levels_of(table)
        reporting = None if usd == "none" else levels_of(usd) if usd else levels
        self.expected.append(Expected(self, deals, account, currency, levels, reporting, early))

    def fact(self, deal, month: str, **values):
        """Figures of an accounting example, by FORMULAS, at the end of a month."""
        for name, value in values.items():
            self.facts.append(([deal], f"{YEAR}-{month}", name, Decimal(str(value))))

    def finds(self, rule: str, record, amount=None, texts=(), owner=None):
        """An exception that must be open on a record (a record, a customer's account or a key)."""
        self.exceptions.append((rule, record, amount, tuple(texts), owner))


STORIES: dict[str, list] = {"clean": [], "faults": [], "openings": []}


def story(company: str = "clean"):
    """
    Marks a function as a story of a company: "clean", "faults" where something is planted, or
    "openings" whose history starts mid-life.
    """

    def mark(tell):
        STORIES[company].append(tell)
        return tell

    return mark
