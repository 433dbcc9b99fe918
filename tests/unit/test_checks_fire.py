"""Every data test of the project fires on planted bad data, and is quiet on good data.

Each test's own SQL runs twice on a copy of the bundled company: as `make build` left it, and with a
fault planted into the very relation that the test looks at, in a transaction that is rolled back. A
test that cannot fail would be found here.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from types import SimpleNamespace

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import parsed
from conftest import ROOT

WAREHOUSE = ROOT / "warehouse" / "tieout.duckdb"

# What a planted row holds, by the type of the column.
PLANTED = {
    "VARCHAR": "'planted'",
    "BOOLEAN": "true",
    "DATE": "date '1999-12-31'",
    "TIMESTAMP": "timestamp '1999-12-31 00:00:00'",
}


def dbt(*arguments: str, target, manifest=None):
    """Run dbt on the project in this process; gives its result."""
    try:
        outcome = dbtRunner(manifest=manifest).invoke(
            ["--quiet", "--log-level-file", "none", *arguments, "--project-dir", str(ROOT)]
            + ["--profiles-dir", str(ROOT), "--target-path", str(target)]
        )
    finally:
        DuckDBConnectionManager.close_all_connections()
    assert outcome.success, outcome.exception or [
        (found.node.name, found.message)
        for found in outcome.result
        if found.status not in ("success", "pass")
    ]
    return outcome.result


@dataclass
class DataTest:
    """A data test as dbt compiled it."""

    name: str
    kind: str
    sql: str
    arguments: dict
    where: str | None
    relation: str


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the bundled company, and all data tests of the project, compiled."""
    assert WAREHOUSE.exists(), f"{WAREHOUSE} is not there: run `make build` first"
    folder = tmp_path_factory.mktemp("checks")
    path = shutil.copy(WAREHOUSE, folder / "tieout.duckdb")
    settings = pytest.MonkeyPatch()
    settings.setenv("TIEOUT_DUCKDB_PATH", str(path))
    try:
        manifest = parsed.manifest()
        compiled = dbt(
            "compile", "--select", "test_type:data", target=folder / "target", manifest=manifest
        )
    finally:
        settings.undo()
    generic, laws = [], {}
    for result in compiled.results:
        node = result.node
        metadata = getattr(node, "test_metadata", None)
        if metadata is None:
            laws[node.name] = node.compiled_code
            continue
        looks_at = manifest.nodes[node.attached_node]
        generic.append(
            DataTest(
                name=node.name,
                kind=".".join(filter(None, (metadata.namespace, metadata.name))),
                sql=node.compiled_code,
                arguments=metadata.kwargs,
                where=node.config.where,
                relation=f"{looks_at.schema}.{looks_at.identifier}",
            )
        )
    with duckdb.connect(str(path)) as connection:
        connection.execute("set threads = 2")
        yield SimpleNamespace(generic=generic, laws=laws, connection=connection)


def columns_of(connection, relation: str) -> dict[str, str]:
    schema, table = relation.split(".")
    return dict(
        connection.execute(
            "select column_name, data_type from information_schema.columns"
            " where table_schema = ? and table_name = ? order by ordinal_position",
            [schema, table],
        ).fetchall()
    )


def planted_row(test, columns: dict[str, str], **values: str) -> str:
    """Insert a row of made-up values; `values` are SQL, by column. It meets the test's own `where`."""
    empty = re.fullmatch(r"(\w+) is null", test.where or "")
    if empty:
        values = {empty[1]: "null", **values}
    row = ", ".join(
        f'{values.get(name, PLANTED.get(kind, f"cast(7 as {kind})"))} as "{name}"'
        for name, kind in columns.items()
    )
    return f"insert into {test.relation} select {row}"


def other_value(kind: str) -> str:
    """A value that no list or other table has."""
    return PLANTED.get(kind, "987654") if kind != "VARCHAR" else "'planted by a test'"


# The faults: what to do to the relation, as SQL, so that a test of each kind must fire. Every fault
# first makes sure that there is a row to spoil, for most checks find nothing in a clean company.


def repeated(test, columns):
    return [planted_row(test, columns)] * 2


def spoiled(test, columns, **values):
    sets = ", ".join(f'"{name}" = {value}' for name, value in values.items())
    return [
        planted_row(test, columns),
        f"update {test.relation} set {sets}",
    ]


def without_a_value(test, columns):
    return spoiled(test, columns, **{test.arguments["column_name"]: "null"})


def unknown_value(test, columns):
    name = test.arguments["column_name"]
    return spoiled(test, columns, **{name: other_value(columns[name])})


def wrong_total(test, columns):
    total, parts = test.arguments["total"], test.arguments["parts"]
    return spoiled(test, columns, **{total: f"coalesce({' + '.join(parts)}, 0) + 1"})


def beyond_its_bounds(test, columns, **values):
    """One fault for each bound that the test has; a strict bound is itself beyond."""
    name, low, high = (test.arguments.get(key) for key in ("column_name", "min_value", "max_value"))
    step = 0 if test.arguments.get("strictly") else 1
    beyond = [f"{low} - {step}"] * (low is not None) + [f"{high} + {step}"] * (high is not None)
    return [spoiled(test, columns, **{name: value, **values}) for value in beyond]


def a_group_beyond_its_bounds(test, columns):
    """The one use of the test sums reason lines."""
    return beyond_its_bounds(test, columns, line_type="'reason'")


def a_sum_that_differs(test, columns):
    total = test.arguments["sum_total"]
    return spoiled(test, columns, **{total: f"coalesce({total}, 0) + 1"})


def no_pattern(test, columns):
    return spoiled(test, columns, **{test.arguments["column_name"]: "'§'"})


def a_value_where_none_belongs(test, columns):
    """The one use of the test looks at the ends of the bridge's steps."""
    name = test.arguments["column_name"]
    return spoiled(test, columns, **{name: "'planted'", "line_type": "'from'"})


def in_the_wrong_order(test, columns):
    greater, smaller = test.arguments["column_A"], test.arguments["column_B"]
    return spoiled(test, columns, **{greater: smaller})


def one_row_more(test, columns):
    return [planted_row(test, columns)]


def too_many_rows(test, columns):
    """The one use of the test counts pairs for each account record of the demo."""
    return [
        f"{planted_row(test, columns)} from range((select count(*) from intermediate.int_accounts__records_described)"
        f" * {test.arguments['most']} + 1)",
    ]


def a_spelling_twice(test, columns):
    name = test.arguments["column_name"]
    return [
        planted_row(test, columns),
        planted_row(test, columns, **{name: "' Planted'"}),
    ]


def a_gap_in_each_column(test, columns):
    """One fault for each column that the test names: every one of them must be looked at."""
    return [spoiled(test, columns, **{name: "null"}) for name in test.arguments["columns"]]


def a_breach(test, columns):
    """A failure of the test's own threshold, or of one that no test names."""
    threshold = test.arguments.get("threshold_id", "planted")
    return [planted_row(test, columns, threshold_id=f"'{threshold}'", status="'fail'")]


FAULTS = {
    "unique": repeated,
    "unique_together": repeated,
    "not_null": without_a_value,
    "never_null": a_gap_in_each_column,
    "accepted_values": unknown_value,
    "relationships": unknown_value,
    "rows_add_up": wrong_total,
    "finds_nothing": one_row_more,
    "at_most_for_each": too_many_rows,
    "threshold_holds": a_breach,
    "landed_rows_are_conserved": one_row_more,
    "country_spellings_are_unambiguous": a_spelling_twice,
    "dbt_expectations.expect_compound_columns_to_be_unique": repeated,
    "dbt_expectations.expect_column_values_to_be_unique": repeated,
    "dbt_expectations.expect_column_values_to_be_between": beyond_its_bounds,
    "dbt_expectations.expect_column_values_to_be_null": a_value_where_none_belongs,
    "dbt_expectations.expect_column_values_to_match_regex": no_pattern,
    "dbt_expectations.expect_column_pair_values_A_to_be_greater_than_B": in_the_wrong_order,
    "dbt_expectations.expect_column_sum_to_be_between": a_group_beyond_its_bounds,
    "dbt_expectations.expect_multicolumn_sum_to_equal": a_sum_that_differs,
    "dbt_expectations.expect_table_row_count_to_equal": one_row_more,
    "dbt_expectations.expect_table_row_count_to_equal_other_table": one_row_more,
}


def faults_of(test, columns) -> list[list[str]]:
    """One list of statements for each fault that the test must find."""
    statements = FAULTS[test.kind](test, columns)
    return statements if statements and isinstance(statements[0], list) else [statements]


# The laws are tests of their own SQL; each fault is a relation and what happens to it. All of them
# must be found.
BRIDGE, EVENTS, SUMMARY = "marts.revenue_bridge", "marts.revenue_events", "marts.revenue_bridge_summary"
ACCOUNTS, HIERARCHY = "marts.accounts", "marts.account_hierarchy"
# A link of an account that has a parent and on which a line of the bridge does not come to 0.
FAMILY_MONEY = (
    "{} and account_id in (select a.account_id from marts.accounts as a join marts.revenue_bridge as b using (account_id)"
    " where a.level = 1 and b.as_of = 'latest' and b.line = 'invoiced' group by 1 having sum(b.amount_reporting) <> 0)"
)


def one_row(relation: str, condition: str = "true") -> str:
    return f"rowid = (select min(rowid) from {relation} where {condition})"


def more(relation: str, column: str, condition: str = "true") -> tuple[str, list[str]]:
    where = one_row(relation, condition)
    return relation, [f"update {relation} set {column} = {column} + 1 where {where}"]


def lost(relation: str, condition: str = "true") -> tuple[str, list[str]]:
    return relation, [f"delete from {relation} where {one_row(relation, condition)}"]


def doubled(relation: str, condition: str = "true") -> tuple[str, list[str]]:
    where = one_row(relation, condition)
    return relation, [f"insert into {relation} select * from {relation} where {where}"]


def moved(column: str) -> tuple[str, list[str]]:
    where = one_row(BRIDGE, "line = 'booked'")
    return BRIDGE, [f"update {BRIDGE} set {column} = 'planted' where {where}"]


LATEST = "as_of = 'latest'"
DEFERRED = one_row(BRIDGE, "line = 'deferred_revenue'")
LAWS = {
    "bookings_are_earned_deferred_or_unbilled": [
        (BRIDGE, [f"update {BRIDGE} set amount = amount + 1 where line = 'booked'"]),
        (BRIDGE, [f"update {BRIDGE} set amount = -amount where step = 'booked_to_invoiced'"]),
    ],
    "contract_positions_roll_forward": [
        more(BRIDGE, "amount", "line = 'deferred_revenue'"),
        # A contract with both a liability and an asset, and yet every sum right.
        (
            BRIDGE,
            [
                f"insert into {BRIDGE} select * replace ('unbilled_revenue' as line, 1 as amount)"
                f" from {BRIDGE} where {DEFERRED}",
                f"update {BRIDGE} set amount = amount - 1 where {DEFERRED}",
            ],
        ),
    ],
    "events_are_the_ends_of_the_bridge": [
        more(EVENTS, "amount", f"event_type = '{event}'")
        for event in ("booked", "invoiced", "credited", "taxed", "recognised", "collected", "refunded")
    ],
    "events_lose_and_repeat_nothing": [
        fault(f"intermediate.int_events__{events}", condition)
        for fault in (lost, doubled)
        for events, condition in (
            ("billings", LATEST),
            ("orders", LATEST),
            ("recognitions", LATEST),
            ("applications", LATEST),
            ("receipts", LATEST),
            ("bookings", "true"),
        )
    ],
    "every_family_has_one_top": [
        more(ACCOUNTS, "level", "level = 0"),
        more(ACCOUNTS, "level", "level > 0"),
        *(
            (ACCOUNTS, [f"update {ACCOUNTS} set {change} where {one_row(ACCOUNTS, condition)}"])
            for change, condition in (
                ("ultimate_parent_id = 'planted'", "level = 0"),
                ("ultimate_parent_id = account_id", "level > 0"),
                ("parent_account_id = 'planted'", "level > 0"),
                ("parent_account_id = null", "level > 0"),
                ("parent_account_id = account_id", "level = 0"),
            )
        ),
    ],
    "families_add_up_at_every_level": [
        fault(HIERARCHY, condition)
        for fault in (lost, doubled)
        for condition in (FAMILY_MONEY.format("depth = 0"), FAMILY_MONEY.format("depth = 1"))
    ] + [
        moved("ultimate_parent_id"),
        (ACCOUNTS, [f"update {ACCOUNTS} set level = 1 where level = 0"]),
    ],
    "missing_rates_leave_no_half_amounts": [
        (BRIDGE, [f"update {BRIDGE} set amount_reporting = null where {one_row(BRIDGE)}"]),
    ],
    "net_and_tax_make_the_document": [
        more("intermediate.int_links__documents", "document_amount", "document_type = 'invoice'"),
        more("intermediate.int_links__documents", "tax_amount", "document_type = 'credit_memo'"),
        lost("intermediate.int_conformed__billing_lines"),
    ],
    "netsuite_documents_know_their_postings": [
        ("staging.stg_netsuite__documents", ["delete from staging.stg_netsuite__documents"]),
    ],
    "netsuite_ledger_postings_balance": [
        more("staging.stg_netsuite__ledger_postings", "base_amount"),
        lost("staging.stg_netsuite__ledger_postings", "base_amount <> 0"),
    ],
    "netsuite_lines_add_up_to_their_documents": [
        more("staging.stg_netsuite__billing_lines", "line_amount"),
        lost("staging.stg_netsuite__billing_lines", "line_amount <> 0"),
        more("staging.stg_netsuite__documents", "tax_amount", "document_type = 'invoice'"),
    ],
    "netsuite_lines_have_their_document": [
        lost("staging.base_netsuite__transaction", "quarantine_rule is null and type = 'CustInvc'"),
        ("staging.base_netsuite__transaction", ["delete from staging.base_netsuite__transaction where type = 'Journal'"]),
    ],
    "netsuite_orders_add_up": [
        more("staging.stg_netsuite__order_lines", "line_amount"),
        lost("staging.stg_netsuite__order_lines", "line_amount <> 0"),
    ],
    "netsuite_revenue_ties_to_the_ledger": [
        more("staging.stg_netsuite__revenue_postings", "base_amount"),
        lost("staging.stg_netsuite__revenue_postings", "base_amount <> 0"),
        lost("staging.stg_netsuite__ledger_postings", "account_kind = 'revenue' and base_amount <> 0"),
    ],
    "nothing_is_unexplained": [
        (BRIDGE, [f"update {BRIDGE} set line = 'unexplained' where {one_row(BRIDGE, 'amount <> 0')}"]),
    ],
    "receipts_are_applied_unapplied_or_refunded": [
        more(BRIDGE, "amount", f"{LATEST} and line = 'collected'"),
        more(BRIDGE, "amount", f"{LATEST} and line = 'unapplied_cash'"),
    ],
    "receivables_are_the_open_invoices": [
        more(BRIDGE, "amount", f"{LATEST} and line = '{line}'")
        for line in ("receivable_not_due", "receivable_overdue")
    ],
    "steps_add_up_in_every_scope": [
        more(BRIDGE, "amount"),
        more(BRIDGE, "amount_reporting", "amount_reporting is not null"),
        doubled(BRIDGE, "amount <> 0"),
        *(moved(column) for column in ("deal_id", "account_id", "owner_name", "ultimate_parent_id")),
    ],
    "summaries_add_up_to_the_bridge": [
        lost(SUMMARY),
        doubled(SUMMARY, "from_amount <> 0"),
        *(
            more(SUMMARY, f"{column}_amount{suffix}")
            for column in ("from", "timing", "quality", "rounding", "to")
            for suffix in ("", "_to_date")
        ),
    ],
}


def findings(connection, sql: str) -> int:
    return connection.execute(f"select count(*) from ({sql}\n) as found").fetchone()[0]


def findings_after(connection, sql: str, relation: str, statements: list[str]) -> int:
    """What a test finds once the statements have run on a relation. Nothing of it stays."""
    schema, table = relation.split(".")
    connection.execute("begin")
    try:
        kind = connection.execute(
            "select table_type from information_schema.tables where table_schema = ? and table_name = ?",
            [schema, table],
        ).fetchone()[0]
        if kind == "VIEW":
            connection.execute(f"create temp table spoiled as select * from {relation}")
            connection.execute(f"drop view {relation}")
            connection.execute(f"create table {relation} as select * from spoiled")
        for statement in statements:
            connection.execute(statement)
        return findings(connection, sql)
    finally:
        connection.execute("rollback")


def test_every_kind_of_test_has_a_fault(project):
    kinds = {test.kind for test in project.generic}
    assert sorted(kinds - set(FAULTS)) == []
    own = {path.stem for path in (ROOT / "tests" / "generic").glob("*.sql")}
    assert sorted(own - kinds) == [], "a generic test that nothing uses"
    assert len({kind for kind in kinds if kind.startswith("dbt_expectations.")}) >= 6


def test_every_law_has_faults(project):
    assert sorted(project.laws) == sorted(LAWS)


def test_every_test_is_quiet_on_the_bundled_company(project):
    """The company has a few warnings, which are thresholds; none of them fails."""
    tests = {
        test.name: f"select * from ({test.sql}\n) as found where status = 'fail'"
        if test.kind == "threshold_holds" else test.sql
        for test in project.generic
    } | project.laws
    noisy = {name: found for name, sql in tests.items() if (found := findings(project.connection, sql))}
    assert noisy == {}


def test_every_data_test_fires_on_a_planted_fault(project):
    silent = [
        (test.name, statements)
        for test in project.generic
        for statements in faults_of(test, columns_of(project.connection, test.relation))
        if not findings_after(project.connection, test.sql, test.relation, statements)
    ]
    assert silent == []


@pytest.mark.parametrize("law", LAWS)
def test_every_law_fires_on_each_planted_fault(project, law):
    silent = [
        statements
        for relation, statements in LAWS[law]
        if not findings_after(project.connection, project.laws[law], relation, statements)
    ]
    assert silent == []
