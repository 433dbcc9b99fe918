"""The CRM side: people, accounts, contacts, products and opportunities with their history."""

from company.identifiers import salesforce_id
from company.money import day, moment, money

# What all companies of one set of extracts share, and so must carry the same ids.
SHARED = ("user", "product_2", "dated_conversion_rate")

STAGES = {
    # stage: (probability, forecast category, closed, won)
    "Qualification": (20, "Pipeline", False, False),
    "Proposal": (50, "Pipeline", False, False),
    "Negotiation": (75, "BestCase", False, False),
    "Closed Won": (100, "Closed", True, True),
    "Closed Lost": (0, "Omitted", True, False),
}


def iso(stamp) -> str:
    """A UTC stamp as the CRM connector writes it."""
    return moment(stamp).replace(" ", "T") + "Z"


class Record:
    """One CRM record: its id and its row, changed in place until it is written."""

    def __init__(self, row: dict):
        self.row = row
        self.id = row["id"]

    def set(self, at=None, **changes):
        """Overwrite values; `at` moves the modification stamps, as a save in the CRM does."""
        self.row.update(changes)
        if at is not None:
            for stamp in ("last_modified_date", "system_modstamp"):
                if stamp in self.row:
                    self.row[stamp] = iso(at)
        return self


class Deal(Record):
    """An opportunity. `move` takes it to another stage and leaves a row of history behind."""

    def __init__(self, company, row, account):
        super().__init__(row)
        self.company, self.account = company, account
        self.currency = row["currency_iso_code"]

    def move(self, stage: str, at, amount=None, close_date=None):
        """To `stage` at the moment `at`, with a new header amount or close date where given."""
        probability, category, closed, won = STAGES[stage]
        row = self.row
        if amount is not None:
            row["amount"] = money(amount)
        if close_date is not None:
            row["close_date"] = day(close_date)
        row.update(
            stage_name=stage, probability=probability, forecast_category=category,
            is_closed=closed, is_won=won,
            expected_revenue=None if row["amount"] is None
            else money(row["amount"] * probability / 100),
        )
        self.set(at=at)
        self.company._crm_row("opportunity_history", "008", {
            "opportunity_id": self.id, "stage_name": stage, "amount": row["amount"],
            "probability": probability, "close_date": row["close_date"],
            "expected_revenue": row["expected_revenue"], "forecast_category": category,
            "created_by_id": row["owner_id"], "created_date": iso(at), "system_modstamp": iso(at),
            "is_deleted": False,
        })
        return self


class Crm:
    """Verbs that make CRM records. Mixed into the company."""

    def _crm_row(self, table: str, prefix: str, row: dict) -> dict:
        rows = self.crm[table]
        number = 1000 * (len(self.crm) + 7) + len(rows) + 1
        if table not in SHARED:
            number = self.own(number)
        row = {"id": salesforce_id(prefix, number), **row}
        rows.append(row)
        return row

    def user(self, name: str, email: str, active: bool = True) -> Record:
        """A person who owns deals."""
        return Record(self._crm_row("user", "005", {
            "name": name, "email": email, "is_active": active, "department": "Sales",
            "_fivetran_deleted": False,
        }))

    def account(self, name, website=None, country="United States", parent=None, tax_id=None,
                erp_ref=None, owner=None, city=None, postal_code=None, street=None, phone=None,
                created="2025-02-03", currency=None) -> Record:
        """A CRM account. `erp_ref` is the ERP's internal id or its visible customer number."""
        return Record(self._crm_row("account", "001", {
            "name": name, "parent_id": parent.id if parent else None, "type": "Customer",
            "website": website, "phone": phone, "billing_street": street, "billing_city": city,
            "billing_postal_code": postal_code, "billing_country": country,
            "owner_id": owner.id if owner else None, "created_date": iso(created),
            "last_modified_date": iso(created), "system_modstamp": iso(created),
            "is_deleted": False, "currency_iso_code": currency or self.reporting_currency,
            "erp_customer_id_c": erp_ref, "tax_id_c": tax_id,
        }))

    def contact(self, account, first_name, last_name, email, created="2025-02-03") -> Record:
        """A person at a customer."""
        return Record(self._crm_row("contact", "003", {
            "account_id": account.id, "email": email, "name": f"{first_name} {last_name}",
            "first_name": first_name, "last_name": last_name, "is_deleted": False,
            "created_date": iso(created),
        }))

    def crm_delete(self, record, at):
        """Into the recycle bin: the row stays, flagged. Lines and history follow their deal."""
        record.set(at=at, is_deleted=True)
        for table in ("opportunity_line_item", "opportunity_history"):
            for row in self.crm[table]:
                if row["opportunity_id"] == record.id:
                    row["is_deleted"] = True
        return record

    def merge(self, loser, survivor, at):
        """Two accounts become one: the loser is deleted and names its survivor."""
        return loser.set(at=at, is_deleted=True, master_record_id=survivor.id)

    def deal(self, account, lines=(), won=None, name=None, owner=None, currency=None, amount=None,
             close_date=None, stage="Proposal", created=None, won_at=None, term=12, start=None,
             frequency="upfront", executed=None, order_number=None, kind="New Business") -> Deal:
        """
        An opportunity with its line items, `lines` being (product code, amount[, quantity]).
        `won` is the close date of a won deal, recorded at `won_at` (that day where not given);
        without `won` it stays in `stage`. `amount` overrides the header, which is otherwise the
        sum of the lines. `account` or `owner` may be None.
        """
        close_date = day(won or close_date)
        created = created or f"{close_date.replace(day=1)} 09:00:00"
        total = money(amount) if amount is not None else sum((money(x[1]) for x in lines), money(0))
        executed = executed or (close_date if won else None)
        deal = Deal(self, self._crm_row("opportunity", "006", {
            "account_id": account.id if account else None,
            "name": name or f"{account.row['name'] if account else 'Prospect'}, {close_date:%B %Y}",
            "amount": total, "close_date": close_date, "created_date": iso(created),
            "last_modified_date": iso(created), "system_modstamp": iso(created),
            "type": kind, "owner_id": owner.id if owner else None,
            "currency_iso_code": currency or self.reporting_currency,
            "has_opportunity_line_item": bool(lines),
            "contract_start_date_c": day(start or close_date), "contract_term_c": term,
            "billing_frequency_c": frequency, "contract_executed_date_c": executed,
            "erp_order_number_c": order_number, "is_deleted": False,
        }), account)
        for place, (code, line_amount, *quantity) in enumerate(lines, start=1):
            product = self.products[code]
            units = quantity[0] if quantity else 1
            self._crm_row("opportunity_line_item", "00k", {
                "opportunity_id": deal.id, "product_2_id": product.crm_id,
                "pricebook_entry_id": salesforce_id("01u", 90000 + int(product.erp_id)),
                "product_code": code, "name": product.name, "quantity": units,
                "unit_price": money(money(line_amount) / units),
                "list_price": money(money(line_amount) / units), "discount": 0,
                "total_price": money(line_amount), "sort_order": place,
                "created_date": iso(created), "last_modified_date": iso(created),
                "is_deleted": False,
            })
        deal.move("Proposal" if won else stage, created)
        if won:
            deal.move("Closed Won", won_at or f"{close_date} 18:00:00")
        return deal

    def crm_rates(self, currency: str, rates: dict):
        """Dated rates of the CRM, in units of `currency` for one corporate unit, by start date."""
        starts = sorted(rates)
        for start, end in zip(starts, starts[1:] + ["9999-12-31"]):
            self._crm_row("dated_conversion_rate", "04w", {
                "iso_code": currency, "start_date": start, "next_start_date": end,
                "conversion_rate": rates[start],
            })
        self.crm_currencies[currency] = rates[starts[-1]]
