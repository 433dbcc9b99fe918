"""What a warehouse shows of a fault: lines, exceptions, tests and quarantined rows, to be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from companies import Extracts


class Copy(Extracts):
    """A copy of extracts, and what a fault does to a table of the operating book once it is loaded."""

    def __init__(self, folder):
        super().__init__(folder)
        self.book = {}  # seed -> statement


@dataclass
class Observed:
    lines: dict  # (deal, line) -> to-date amounts
    on_accounts: dict  # (account, deal, line) -> to-date amounts
    exceptions: Counter  # (rule, record)
    tests: dict  # test -> warn or fail
    quarantined: Counter  # table
    families: dict  # record of an account -> (its account, the account's ultimate parent)
    coverage: dict  # table -> is it there
    links: dict  # document -> how it was found

    @classmethod
    def of(cls, build, before: Observed | None = None, changed=()) -> Observed:
        """With `before`, only the tests that read something `changed` are run again."""
        tests = [test for test in build.compiled.tests
                 if before is None or set(changed).intersection(test.parents)]
        kept = {} if before is None else dict(before.tests)
        for test in tests:
            kept.pop(test.name, None)
        query = """
            select {names}, line, sum(amount), sum(amount_reporting)
            from marts.revenue_bridge as bridge left join marts.deals as deals using (deal_id)
            where as_of = 'latest' group by all
            having sum(amount) <> 0 or sum(amount_reporting) <> 0"""
        name = "coalesce(deals.crm_opportunity_id, deals.erp_document_id, bridge.deal_id, 'none')"
        step = "step || ':' || bridge.currency"
        return cls(
            {row[:3]: row[3:] for row in build.rows(query.format(names=f"{name}, {step}"))},
            {row[:4]: row[4:] for row in build.rows(query.format(
                names=f"coalesce(bridge.account_id, 'none'), {name}, {step}"))},
            Counter(build.rows("select rule, source_record_id from marts.exceptions "
                               "where status = 'open'")),
            {**kept, **build.failures(tests)},
            Counter(dict(build.rows("select source_table, count(*) from checks.quarantined_rows "
                                    "group by all"))),
            {row[:2]: row[2:] for row in build.rows(
                """select source_system, source_account_id, account_id, ultimate_parent_id
                from marts.account_records left join marts.accounts using (account_id)""")},
            dict(build.rows("select source_table, bool_or(is_present) from marts.source_coverage "
                            "group by all")),
            dict(build.rows("select document_id, any_value(method) from marts.deal_links "
                            "group by all")))


def changed(before: dict, after: dict) -> set:
    return {key for key in set(before) | set(after) if before.get(key) != after.get(key)}
