"""The thresholds: each fires on planted data and keeps quiet on clean data; the book says what is wrong with it.

The models of the thresholds run anew on a copy of the bundled company, from `marts.revenue_bridge`, `marts.exceptions` and the
source loads on, in a transaction that is rolled back.
"""

from __future__ import annotations

import csv
import shutil
from types import SimpleNamespace

import duckdb
import pytest
import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import parsed
from conftest import ROOT

WAREHOUSE = ROOT / "warehouse" / "tieout.duckdb"
SHIPPED = list(csv.DictReader((ROOT / "seeds" / "drift_thresholds.csv").open(encoding="utf-8")))
IDS = [row["threshold_id"] for row in SHIPPED]
BRIDGE, EXCEPTIONS, LOADS = "marts.revenue_bridge", "marts.exceptions", "intermediate.int_time__source_loads"
# In the order in which they read each other.
CHAIN = [
    "checks.chk_drift__amounts", "checks.chk_drift__measures", "checks.chk_drift__compared",
    "marts.drift_scorecard", "checks.chk_drift__records", "checks.chk_drift__breaches",
]


def dbt(*arguments: str, target, manifest=None):
    """Run dbt on the project in this process; gives what dbt's runner gives."""
    try:
        return dbtRunner(manifest=manifest).invoke(
            ["--quiet", "--log-level-file", "none", *arguments, "--project-dir", str(ROOT)]
            + ["--profiles-dir", str(ROOT), "--target-path", str(target)]
        )
    finally:
        DuckDBConnectionManager.close_all_connections()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A folder with a copy of the bundled company's warehouse, which dbt is led to."""
    assert WAREHOUSE.exists(), f"{WAREHOUSE} is not there: run `make build` first"
    folder = tmp_path_factory.mktemp("thresholds")
    path = shutil.copy(WAREHOUSE, folder / "tieout.duckdb")
    settings = pytest.MonkeyPatch()
    settings.setenv("TIEOUT_DUCKDB_PATH", str(path))
    yield SimpleNamespace(folder=folder, path=str(path), target=folder / "target")
    settings.undo()


def connected(copy):
    """A connection to the copy. dbt opens it beside, in this process: DuckDB wants one configuration for both."""
    profile = yaml.safe_load((ROOT / "profiles.yml").read_text(encoding="utf-8"))
    return duckdb.connect(copy.path, config=profile["tieout"]["outputs"]["duckdb"]["config_options"])


@pytest.fixture(scope="module")
def project(copy):
    """The compiled SQL of the thresholds' models and tests, and a connection to the copy."""
    manifest = parsed.manifest()
    outcome = dbt(
        "compile", "--select", "path:models/checks/drift", "path:models/checks/book", "drift_scorecard",
        "--exclude", "test_type:unit",
        target=copy.target, manifest=manifest,
    )
    assert outcome.success, outcome.exception
    models, tests = {}, {}
    for result in outcome.result.results:
        node = result.node
        metadata = getattr(node, "test_metadata", None)
        if node.resource_type == "model":
            models[f"{node.schema}.{node.name}"] = node.compiled_code
        elif metadata is not None and metadata.name == "threshold_holds":
            tests[metadata.kwargs.get("threshold_id")] = SimpleNamespace(
                node=manifest.nodes[node.unique_id], sql=node.compiled_code)
    with connected(copy) as connection:
        connection.execute("set threads = 2")
        yield SimpleNamespace(models=models, tests=tests, manifest=manifest, connection=connection)


def plant(project, statements):
    """Run statements and the models above them in a transaction; leaves it open for questions."""
    project.connection.execute("begin")
    for statement in statements:
        project.connection.execute(statement)
    for relation in CHAIN:
        project.connection.execute(f"create or replace table {relation} as {project.models[relation]}")


@pytest.fixture
def planted(project):
    """A planter: `planted(statements)`; what it planted is gone after the test."""
    try:
        yield lambda statements: plant(project, statements)
    finally:
        project.connection.execute("rollback")


def statuses_of(project, threshold_id):
    """What its test finds: the statuses of its breaches, worst first."""
    sql = project.tests[threshold_id].sql
    return [status for (status,) in project.connection.execute(
        f"select status from ({sql}\n) as found order by status").fetchall()]


# No reason line, no exception, every row read, every source of one moment.
CLEAN = [
    f"delete from {BRIDGE} where line_type = 'reason'",
    f"delete from {EXCEPTIONS}",
    f"update {LOADS} set rows_quarantined = 0, loaded_at = (select max(loaded_at) from {LOADS})",
]


def earlier_run(project):
    """A run of the day before that measured what there is now, to compare with."""
    return [
        f"create or replace table checks.chk_drift__amounts as {project.models['checks.chk_drift__amounts']}",
        f"create or replace table checks.chk_drift__measures as {project.models['checks.chk_drift__measures']}",
        "insert into history.drift_measures by name"
        " select * replace (as_of_at - interval 1 day as as_of_at) from checks.chk_drift__measures",
    ]


def large_line(where: str, on: str = "true"):
    """A line of the bridge that is twice as large as all that its step starts from, on one deal."""
    return [
        f"""insert into {BRIDGE} by name
        select bridge.* replace (
            codes.line as line, 'reason' as line_type, codes.category as category,
            cast(-2 * whole.amount as decimal(18, 2)) as amount,
            cast(-2 * whole.amount as decimal(18, 2)) as amount_reporting)
        from {BRIDGE} as bridge
        inner join book.reason_codes as codes on bridge.step = codes.step and {where}
        inner join (select step, sum(amount_reporting) as amount from {BRIDGE}
            where as_of = 'latest' and line_type = 'from' group by step) as whole
            on bridge.step = whole.step
        where bridge.as_of = 'latest' and bridge.line_type = 'from' and bridge.deal_id is not null
        order by bridge.amount_reporting desc, codes.line limit 1"""
    ]


def many_exceptions(number: int, **values: str):
    """Exceptions of made-up records; values are SQL, by column."""
    row = {
        "exception_id": "'planted ' || number", "rule": "'planted'", "source_record_id": "'record ' || number",
        "account_id": "null", "owner_name": "'unassigned'", "amount_reporting": "1.00", "age_days": "1",
        "is_past_sla": "false", "is_rerouted": "false", "status": "'open'", **values,
    }
    columns = ", ".join(f"{value} as {name}" for name, value in row.items())
    return [f"insert into {EXCEPTIONS} by name select {columns} from range(1, {number + 1}) as numbers(number)"]


def fault_of(row: dict) -> list[str]:
    """What to plant so that a threshold of the book is beyond its bounds."""
    kind, *rest = row["metric"].split(".")
    number = int(float(row["fail_at"] or row["warn_at"])) or 1
    if kind == "line":
        step = "true" if rest[0] == "any" else f"codes.step = '{rest[0]}'"
        return large_line(f"{step} and codes.line = '{rest[1]}'")
    if kind == "category":
        return large_line(f"codes.step = '{rest[0]}' and codes.category = '{rest[1]}'")
    if kind == "rule":
        return many_exceptions(number, rule=f"'{rest[0]}'")
    if kind == "exceptions":
        return many_exceptions(number, is_past_sla="true", is_rerouted="true")
    if rest == ["age"]:
        return [f"update {LOADS} set loaded_at = loaded_at - interval '{number} days' where source_table = 'transaction'"]
    return [f"update {LOADS} set rows_quarantined = rows_in where source_table = 'transaction'"]


@pytest.mark.parametrize("row", SHIPPED, ids=IDS)
def test_each_threshold_fires_on_a_planted_fault(project, planted, row):
    before = CLEAN + (earlier_run(project) if row["against"] == "previous" else [])
    planted([*before, *fault_of(row)])
    worst = "fail" if row["fail_at"] else "warn"
    found = statuses_of(project, row["threshold_id"])
    assert found[:1] == [worst]
    behind = project.connection.execute(
        "select top_deals, owner, what_to_do, message from checks.chk_drift__breaches where threshold_id = ?",
        [row["threshold_id"]]).fetchone()
    assert all(behind)
    assert behind[2] == row["what_to_do"]


def test_every_threshold_is_quiet_on_clean_data(project, planted):
    planted([*CLEAN, *earlier_run(project)])
    assert {name: found for name in project.tests if (found := statuses_of(project, name))} == {}
    assert dict(project.connection.execute(
        "select status, count(distinct threshold_id) from marts.drift_scorecard"
        " where scope_type = 'total' group by status").fetchall()) == {
        "ok": sum(row["scope"] == "total" for row in SHIPPED)}


def test_no_threshold_fails_on_the_bundled_company(project):
    failing = project.connection.execute(
        "select threshold_id, scope_name, value from marts.drift_scorecard where status = 'fail'").fetchall()
    assert failing == []
    warning = project.connection.execute(
        "select count(distinct threshold_id) from marts.drift_scorecard where status = 'warn'").fetchone()[0]
    assert 1 <= warning <= 8


def test_a_rerun_compares_with_the_run_before_not_with_itself(project, planted):
    """The newest as-of before this one counts, however often this one was measured."""
    planted([*earlier_run(project), *many_exceptions(3)])
    [(now, before)] = project.connection.execute(
        "select findings, previous_value from marts.drift_scorecard"
        " where threshold_id = 'exceptions_since_the_previous_run'").fetchall()
    assert now == before + 3


def test_each_shipped_threshold_has_a_named_test(project):
    """With its owner, its remedy and both levels; one more takes every row that a company adds."""
    assert sorted(filter(None, project.tests)) == sorted(IDS)
    for row in SHIPPED:
        node = project.tests[row["threshold_id"]].node
        assert node.name.startswith("threshold_"), node.name
        assert node.config.meta["owner"] == row["owner"], node.name
        assert row["what_to_do"][1:] in " ".join(node.description.split()), node.name
    for test in project.tests.values():
        node, config = test.node, test.node.config
        assert "threshold" in node.tags
        assert config.store_failures is True
        assert (config.severity.lower(), config.warn_if, config.error_if) == ("error", "> 0", ">= 1000000")
        assert all(word in node.description for word in ("What:", "When it matters:", "How to fix:"))


def test_nothing_reads_the_breaches(project):
    readers = {
        node.name for node in project.manifest.nodes.values()
        if any(name.endswith(".chk_drift__breaches") for name in node.depends_on_nodes)
        and node.resource_type != "test"
    }
    assert readers == set()


ADDED = (
    "ours,line.booked_to_invoiced.scheduled_billing,total,pct,bound,either,net,,0.01,,billing,"
    "Bill it,finance,2030-12-31"
)


def test_a_row_that_a_company_adds_turns_the_build_red(copy, tmp_path):
    """In a book of its own, without any code: only the test for all others fails, every model is built."""
    book = tmp_path / "book"
    shutil.copytree(ROOT / "seeds", book)
    with open(book / "drift_thresholds.csv", "a", encoding="utf-8") as file:
        file.write(ADDED + "\n")
    outcome = dbt(
        "build", "--select", "drift_thresholds", "chk_drift__metrics+", "--exclude", "test_type:unit",
        "--vars", yaml.safe_dump({"book_dir": str(book)}), target=copy.target,
    )
    ended = {result.node.name: str(result.status) for result in outcome.result.results}
    assert not outcome.success
    assert [name for name, status in ended.items() if status not in ("success", "pass", "warn")] == [
        "threshold_every_other_one_holds"]
    assert ended["drift_scorecard"] == ended["chk_drift__breaches"] == "success"
    with connected(copy) as connection:
        [(threshold, owner, deals)] = connection.execute(
            "select threshold_id, owner, top_deals from checks.threshold_every_other_one_holds").fetchall()
    assert (threshold, owner) == ("ours", "billing")
    assert deals


with (ROOT / "extracts" / "demo" / "salesforce" / "account.csv").open(encoding="utf-8") as accounts:
    ONE, TWO = (row["id"] for row, _ in zip(csv.DictReader(accounts), range(2)))


with (ROOT / "seeds" / "golden_pairs.csv").open(encoding="utf-8") as pairs:
    PAIR = next(csv.DictReader(pairs))
GOLDEN = f"golden_pairs, row {PAIR['source_system']} {PAIR['source_account_id']} {PAIR['other_source_system']} {PAIR['other_source_account_id']}"
ONE_PAIR = f"source_account_id = '{PAIR['source_account_id']}' and other_source_account_id = '{PAIR['other_source_account_id']}'"


def decided(change: str = "", one: str = ONE, two: str = TWO) -> str:
    """A row of account_overrides that is right but for a change (`'x' as column`)."""
    row = (f"select 'same' as decision, 'salesforce' as source_system, '{one}' as source_account_id,"
           f" 'salesforce' as other_source_system, '{two}' as other_source_account_id, 'so' as why, 'Ann' as who,"
           " date '2026-01-02' as decided_on, cast(null as date) as expires_on, cast(null as varchar) as approved_by")
    return f"insert into account_overrides select * {f'replace ({change})' if change else ''} from ({row})"


def told(column: str, problem: str, key: str = f"same salesforce {ONE} salesforce {TWO} 2026-01-02") -> str:
    """The message about a cell of that row."""
    return f"account_overrides, row {key}, column {column}: {problem}"


AGAIN, EXPIRED, PARENT = "date '2026-01-03' as decided_on", "date '2026-01-02' as expires_on", "'parent' as decision"

with (ROOT / "seeds" / "product_map.csv").open(encoding="utf-8") as products:
    CODE = next(row["product_code"] for row in csv.DictReader(products) if row["source_system"] == "netsuite")

# What a company may get wrong in its book: the change, then the cell that is named and what is said about it.
WRONG = [
    ("update drift_thresholds set owner = 'nobody' where threshold_id = 'missing_rates'",
     "drift_thresholds, row missing_rates, column owner: \"nobody\" is not in owners, column owner"),
    ("update drift_thresholds set metric = 'line.booked_to_invoiced.no_line' where threshold_id = 'overdue_invoices'",
     "drift_thresholds, row overdue_invoices, column metric: \"line.booked_to_invoiced.no_line\" is not in"
     " chk_drift__metrics, column metric"),
    ("update drift_thresholds set comparison = 'ratio' where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column comparison: \"ratio\" is none of abs, pct, count, age"),
    ("update drift_thresholds set warn_at = 11 where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column warn_at: \"11.0000\" lies beyond fail_at, 10.0000"),
    ("update drift_thresholds set direction = 'below', warn_at = 9 where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column warn_at: \"9.0000\" lies below fail_at, 10.0000, although"
     " direction is below"),
    ("update drift_thresholds set direction = 'either', warn_at = -1 where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column warn_at: \"-1.0000\" is below 0; direction either compares sizes"),
    ("update drift_thresholds set direction = 'either', warn_at = null, fail_at = -1"
     " where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column fail_at: \"-1.0000\" is below 0; direction either compares sizes"),
    ("update drift_thresholds set warn_at = null, fail_at = null where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column fail_at: is empty, and so is warn_at: nothing is guarded"),
    ("update drift_thresholds set ignore_below = -1 where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column ignore_below: \"-1.00\" is below 0"),
    ("update drift_thresholds set scope = 'source' where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column scope: \"source\" is for metrics that begin with source."),
    ("update drift_thresholds set scope = 'owner' where threshold_id = 'stale_sources'",
     "drift_thresholds, row stale_sources, column scope: \"owner\" is not total or source, which metrics of sources"
     " have"),
    ("update drift_thresholds set comparison = 'age' where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column comparison: \"age\" is age, which only source.age, rules and"
     " exceptions have"),
    ("update drift_thresholds set comparison = 'count' where threshold_id = 'stale_sources'",
     "drift_thresholds, row stale_sources, column comparison: \"count\" is not age, which source.age has"),
    ("update drift_thresholds set agreed_by = ' ' where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column agreed_by: \" \" is empty"),
    ("insert into drift_thresholds select * from drift_thresholds where threshold_id = 'missing_orders'",
     "drift_thresholds, row missing_orders, column threshold_id: \"missing_orders\" repeats another row"),
    ("update reason_codes set category = 'luck' where line = 'missing_order'",
     "reason_codes, row booked_to_invoiced missing_order, column category: \"luck\" is none of definition, timing,"
     " hierarchy, quality, adjustment, rounding, unexplained"),
    ("update exception_rules set sla_days = -1 where rule = 'missing_order'",
     "exception_rules, row missing_order, column sla_days: \"-1\" is below 0"),
    ("update exception_rules set entity = 'moon' where rule = 'missing_order'",
     "exception_rules, row missing_order, column entity: \"moon\" is not in entity_owners, column entity"),
    ("update owners set backup = 'nobody' where owner = 'billing'",
     "owners, row billing, column backup: \"nobody\" is not in owners, column owner"),
    ("update owners set contact = null where owner = 'billing'", "owners, row billing, column contact: is empty"),
    (f"update product_map set recognition_method = 'soon' where product_code = '{CODE}' and source_system = 'netsuite'",
     f"product_map, row netsuite {CODE}, column recognition_method: \"soon\" is not in recognition_rules, column"
     " recognition_method"),
    ("update handoffs set sla_days = -1 where handoff = 'won_to_order'",
     "handoffs, row won_to_order, column sla_days: \"-1\" is below 0"),
    ("delete from handoffs where handoff = 'won_to_order'",
     "handoffs, row won_to_order, column handoff: is missing"),
    ("update close_calendar set period = 'March' where period = '2026-06'",
     "close_calendar, row March, column period: \"March\" is no month like 2026-03"),
    ("update close_calendar set closes_at = 'soon' where period = '2026-06'",
     "close_calendar, row 2026-06, column closes_at: \"soon\" is no moment like 2026-04-05T18:00:00-04:00"),
    ("update close_calendar set closes_at = '2026-07-08T23:59:59' where period = '2026-06'",
     "close_calendar, row 2026-06, column closes_at: \"2026-07-08T23:59:59\" has no offset from UTC, like the -04:00"
     " of 2026-04-05T18:00:00-04:00"),
    ("update close_calendar set closes_at = '2026-06-05T23:59:59-04:00' where period = '2026-06'",
     "close_calendar, row 2026-06, column closes_at: \"2026-06-05T23:59:59-04:00\" is not after the close of the month"
     " before"),
    ("update close_calendar set closes_at = '2025-12-30T23:59:59-05:00' where period = '2026-01'",
     "close_calendar, row 2026-01, column closes_at: \"2025-12-30T23:59:59-05:00\" is before its own month"),
    ("update metric_definitions set metric = 'pipeline' where metric = 'collected'",
     "metric_definitions, row pipeline v1, column metric: \"pipeline\" is none of booked, invoiced, recognised,"
     " collected"),
    ("update metric_definitions set valid_to = date '2019-01-01' where metric = 'booked'",
     "metric_definitions, row booked v1, column valid_to: \"2019-01-01\" is not after valid_from"),
    ("insert into metric_definitions select * replace ('v2' as version, date '2026-01-01' as valid_from)"
     " from metric_definitions where metric = 'booked'",
     "metric_definitions, row booked v2, column valid_from: \"2026-01-01\" lies within the version before"),
    ("insert into exception_decisions values ('e1', null, null, 'not_a_repeat', null, 'Ann', date '2026-01-01', null)",
     "exception_decisions, row e1   2026-01-01, column reason: is empty"),
    ("insert into exception_decisions values (null, null, 'S1', 'not_a_repeat', 'so', 'Ann', date '2026-01-01', null)",
     "exception_decisions, row   S1 2026-01-01, column rule: is empty, and so is exception_id: the decision is about"
     " nothing"),
    ("insert into exception_decisions values"
     " ('e1', null, null, 'not_a_repeat', 'so', 'Ann', date '2026-01-02', date '2026-01-01')",
     "exception_decisions, row e1   2026-01-02, column expires_on: \"2026-01-01\" is before decided_on"),
    (decided("'perhaps' as decision"),
     told("decision", '"perhaps" is none of same, different, parent', f"perhaps salesforce {ONE} salesforce {TWO} 2026-01-02")),
    (decided("'sap' as other_source_system"),
     told("other_source_system", '"sap" is none of salesforce, netsuite, ops, spreadsheets',
          f"same salesforce {ONE} sap {TWO} 2026-01-02")),
    (decided(one="001nobody"),
     told("source_account_id", '"001nobody" is no account record of salesforce: correct the id or delete the row',
          f"same salesforce 001nobody salesforce {TWO} 2026-01-02")),
    (decided(two=" 0"),
     told("other_source_account_id", '" 0" is no account record of salesforce: correct the id or delete the row',
          f"same salesforce {ONE} salesforce  0 2026-01-02")),
    (decided(two=ONE[:15]),
     told("other_source_account_id", f'"{ONE[:15]}" is the first record again: name the one that it is compared with',
          f"same salesforce {ONE} salesforce {ONE[:15]} 2026-01-02")),
    (decided("' ' as who"), told("who", '" " is empty')),
    (decided("null as why"), told("why", "is empty")),
    (decided("null as decided_on"), told("decided_on", "is empty", f"same salesforce {ONE} salesforce {TWO} ")),
    (decided("date '2026-01-01' as expires_on"), told("expires_on", '"2026-01-01" is before decided_on')),
    (decided("'ann ' as approved_by"), told("approved_by", '"ann " decided it: somebody else has to approve')),
    (f"{decided()}; {decided()}", told("decided_on", '"2026-01-02" repeats another row')),
    (f"{decided()}; {decided(AGAIN, one=TWO, two=ONE)}",
     told("decided_on", '"2026-01-03" repeats a decision about the same two records that still holds: delete one of the rows, or'
          " let the older expire", f"same salesforce {TWO} salesforce {ONE} 2026-01-03")),
    (f"update golden_pairs set why = null where {ONE_PAIR}", f"{GOLDEN}, column why: is empty"),
    (f"insert into golden_pairs select * from golden_pairs where {ONE_PAIR}",
     f"{GOLDEN}, column other_source_account_id: \"{PAIR['other_source_account_id']}\" repeats another row"),
    ("update recognition_rules set until_then = 'limbo' where recognition_method = 'usage'",
     "recognition_rules, row usage, column until_then: \"limbo\" is not in reason_codes, column line"),
    ("update entity_owners set owner = 'nobody' where entity = 'row'",
     "entity_owners, row row, column owner: \"nobody\" is not in owners, column owner"),
    ("update field_sources set field = 'vat' where field = 'tax_id'",
     "field_sources, row account vat, column field: \"vat\" is none of account_name, domain, tax_id, country, phone"),
    ("update field_sources set entity = 'person' where field = 'tax_id'",
     "field_sources, row person tax_id, column entity: \"person\" is none of account"),
    ("update field_sources set rule = 'luck' where field = 'tax_id'",
     "field_sources, row account tax_id, column rule: \"luck\" is none of oldest, newest, most_complete"),
    ("update field_sources set control = 'perhaps' where field = 'tax_id'",
     "field_sources, row account tax_id, column control: \"perhaps\" is none of must_agree, may_differ"),
    ("update field_sources set required = null where field = 'tax_id'",
     "field_sources, row account tax_id, column required: is empty"),
    ("update field_sources set system_of_record = 'netsuite;sap' where field = 'tax_id'",
     "field_sources, row account tax_id, column system_of_record: \"netsuite;sap\" names something else than systems"
     " and roles, joined by semicolons like crm;erp"),
    ("update field_sources set system_of_record = 'crm,erp' where field = 'tax_id'",
     "field_sources, row account tax_id, column system_of_record: \"crm,erp\" names something else than systems"
     " and roles, joined by semicolons like crm;erp"),
    ("update field_sources set max_staleness_days = 0 where field = 'tax_id'",
     "field_sources, row account tax_id, column max_staleness_days: \"0\" is below 1"),
    ("insert into field_sources select * from field_sources where field = 'tax_id'",
     "field_sources, row account tax_id, column field: \"tax_id\" repeats another row"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message.split(":")[0] for _, message in WRONG])
def test_the_book_says_which_cell_is_wrong(project, change, message):
    connection = project.connection
    connection.execute("begin")
    try:
        connection.execute("use book")
        connection.execute(change)
        found = [text for (text,) in connection.execute(
            f"select message from ({project.models['checks.chk_book__wrong_cells']}) as found").fetchall()]
    finally:
        connection.execute("rollback")
        connection.execute("use main")
    assert message in found


RIGHT = [
    decided("'Bob' as approved_by"),
    # A renewal after the first expired.
    f"{decided(EXPIRED)}; {decided(AGAIN, one=TWO, two=ONE)}",
    # Two rows that contradict each other are no wrong cell: a check of their own lists them.
    f"{decided(PARENT)}; {decided(PARENT, one=TWO, two=ONE)}",
    # One that begins when its record will be known.
    decided("date '2030-01-01' as decided_on", one="001tomorrow"),
]


@pytest.mark.parametrize("change", RIGHT, ids=["approved", "renewed", "parents", "to come"])
def test_a_decision_that_is_right_is_no_wrong_cell(project, change):
    connection = project.connection
    connection.execute("begin")
    try:
        connection.execute("use book")
        connection.execute(change)
        assert connection.execute(project.models["checks.chk_book__wrong_cells"]).fetchall() == []
    finally:
        connection.execute("rollback")
        connection.execute("use main")


def test_the_shipped_book_has_no_wrong_cell(project):
    assert project.connection.execute(project.models["checks.chk_book__wrong_cells"]).fetchall() == []


UNREADABLE = {
    "drift_thresholds": ("2030-12-31", "2030-02-30"),
    "metric_definitions": ("2020-01-01", "someday"),
    "exception_rules": (",5,", ",five,"),
    "product_map": (",true,", ",perhaps,"),
    "field_sources": (",true,", ",perhaps,"),
}


def test_a_cell_that_cannot_be_read_stops_its_seed_and_is_named(copy, tmp_path):
    """A date that is no date, a number that is none: the seed's error has the line and the value."""
    book = tmp_path / "book"
    shutil.copytree(ROOT / "seeds", book)
    for seed, (before, after) in UNREADABLE.items():
        file = book / f"{seed}.csv"
        file.write_text(file.read_text().replace(before, after, 1))
    outcome = dbt(
        "seed", "--select", *UNREADABLE, "--vars", yaml.safe_dump({"book_dir": str(book)}), target=copy.target)
    assert not outcome.success
    messages = {result.node.name: result.message for result in outcome.result.results
                if result.node.resource_type == "seed"}
    assert set(messages) == set(UNREADABLE)
    for seed, (_, after) in UNREADABLE.items():
        assert after.strip(",") in messages[seed]
        assert "Line: " in messages[seed]
