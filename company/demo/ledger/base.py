"""What every part of the ledger knows: documents, rates, accounts, and how money is rounded."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from company.demo import catalog
from company.demo.world import Contract
from company.money import CENT

BILLS = ("CustInvc", "CustCred", "CashSale", "CashRfnd")
ZERO, TWELVE, NEVER = Decimal(0), Decimal("0.000000000001"), date(9999, 12, 31)


def cents(value) -> Decimal:
    """Rounded to cents, half away from zero."""
    return Decimal(value).quantize(CENT, ROUND_HALF_UP)


@dataclass
class Row:
    """A change of one line in one month."""

    month: str
    step: str
    contract: Contract | None
    account: str | None
    line: str
    currency: str
    amount: Decimal
    reporting: Decimal


class Books:
    """The told company, as each part of the ledger looks at it. `w` is the world."""

    def rate_of(self, document) -> Decimal:
        """Dollars for one unit: the document's own rate in a dollar entity, else the table's."""
        if document.currency == "USD":
            return Decimal(1)
        if self.w.c.subsidiaries[document.subsidiary] == "USD":
            return document.rate
        return self.w.rate(document.currency, document.date)

    def account_of(self, customer) -> str | None:
        """The key of the account that an ERP customer is."""
        return self.w.account_of[customer.id] if customer else None

    def _documents(self, contract, *types):
        return [d for d in contract.documents if d.type in types and d.alive]

    def _bills(self, contract):
        """Invoices, credits and cash sales; a credit on bad debts is a loss and no credit."""
        return [d for d in self._documents(contract, *BILLS) if not is_loss(d)]

    def currency_of(self, contract) -> str:
        """The deal's currency, else that of the first document that lives."""
        if contract.deal is not None:
            return contract.deal.currency
        roots = [d for d in contract.documents if d.alive and d.type != "CustPymt"]
        return roots[0].currency if roots else "USD"

    def _counted_from(self, contract) -> date:
        """The day whose rate counts: the booking's, else the first order's, else the first document's."""
        if contract.close is not None and contract.close <= catalog.LAST_DAY:
            return contract.close
        orders = [d.date for d in self._documents(contract, "SalesOrd")]
        others = [d.date for d in self._documents(contract, *BILLS, "Journal")]
        return min(orders or others)


def is_loss(document) -> bool:
    """A credit memo on the bad-debt item gives up what is owed; it credits nothing."""
    return document.type == "CustCred" and any(line.account == "bad_debt" for line in document.lines)


def deposit_of(document):
    """The deposit that a deposit application takes from; any other document is its own source."""
    for application in document.settles:
        if application.link_type == "DepAppl":
            return application.settled
    return document


def spent(receipt) -> Decimal:
    """How much of a receipt or a deposit living invoices have used."""
    used = sum((a.used for a in receipt.settles if a.alive and a.link_type == "Payment"), ZERO)
    for a in receipt.settled_by:
        if a.link_type == "DepAppl" and a.alive:
            used += sum((x.used for x in a.settling.settles
                         if x.alive and x.link_type == "Payment"), ZERO)
    return used


def add(state, key, pair):
    """Add a pair of amounts to what stands under a key."""
    old = state.get(key, (ZERO, ZERO))
    state[key] = (old[0] + pair[0], old[1] + pair[1])
