"""The summary at the end of a build: what it says, and when it keeps silent."""

from __future__ import annotations

import shutil

import pytest

from conftest import ROOT

NAMES = {
    "revenue_bridge": "as_of, as_of_at, step, month, line, line_type, category, amount_reporting",
    "source_coverage": (
        "source_system, source_table, source_column, is_present, rows_in, rows_quarantined, loaded_at"
    ),
    "exceptions": "owner, rule, status, step, amount_reporting",
    "deals": "deal_id, currency, booked_amount, duplicate_of_deal_id",
    "metric_definitions": "metric, version",
    "reason_codes": "step, line, sort_order",
    "drift_scorecard": "threshold_id, status",
    "chk_drift__breaches": (
        "threshold_id, scope_name, scope_type, status, value, unit, against, warn_at, fail_at,"
        " owner_name, contact, what_to_do, top_deals"
    ),
    "chk_book__wrong_cells": "message",
    "chk_book__expired_thresholds": "message",
}
B2I, I2R, I2C = "booked_to_invoiced", "invoiced_to_recognised", "invoiced_to_collected"
AS_OF = "timestamp '2026-04-01 03:59:59'"


def bridge(*rows: tuple) -> list[str]:
    """Rows (step, month, line, line_type, category, amount) of the latest as-of."""
    return [
        f"('latest', {AS_OF}, '{step}', date '{month}', '{line}', '{kind}', "
        f"{'null' if category is None else repr(category)}, cast({amount} as decimal(18, 2)))"
        for step, month, line, kind, category, amount in rows
    ]


BRIDGE = bridge(
    (B2I, "2026-01-01", "booked", "from", None, "1234567.89"),
    (B2I, "2026-02-01", "booked", "from", None, "1000.00"),
    (B2I, "2026-01-01", "scheduled_billing", "reason", "timing", "-600.00"),
    (B2I, "2026-03-01", "scheduled_billing", "reason", "timing", "300.00"),
    (B2I, "2026-01-01", "crm_amount_stale", "reason", "quality", "-100.00"),
    (B2I, "2026-01-01", "awaiting_order", "reason", "timing", "-50.00"),
    (B2I, "2026-02-01", "awaiting_order", "reason", "timing", "50.00"),
    (B2I, "2026-03-01", "rounding", "reason", "rounding", "0.01"),
    (B2I, "2026-03-01", "overdue_invoice", "reason", "quality", "null"),
    (B2I, "2026-03-01", "invoiced", "to", None, "1235167.90"),
    (I2R, "2026-03-01", "invoiced", "from", None, "300.00"),
    (I2R, "2026-03-01", "deferred_revenue", "reason", "timing", "-75.00"),
    (I2R, "2026-03-01", "unexplained", "reason", "unexplained", "2.00"),
    (I2R, "2026-03-01", "recognised", "to", None, "228.00"),
    ("booked_to_reported", "2026-03-01", "booked", "from", None, "10.00"),
    ("booked_to_reported", "2026-03-01", "approved_adjustment", "reason", "adjustment", "5.00"),
    ("booked_to_reported", "2026-03-01", "reported", "to", None, "15.00"),
) + [
    # Another as-of must not be mixed in.
    f"('close 2026-01', {AS_OF}, '{B2I}', date '2026-01-01', 'booked', 'from', null, 777.00)"
]
COVERAGE = [
    "('salesforce', 'opportunity', null, true, 1234, 2, timestamp '2026-04-01 02:00:00')",
    "('salesforce', 'opportunity', 'contract_term', false, 1234, 2, null)",
    "('netsuite', 'transaction', null, true, 99, 0, timestamp '2026-04-01 02:30:00')",
    "('netsuite', 'currencyrate', null, false, null, null, null)",
]
EXCEPTIONS = [
    f"('billing', 'control_differs', 'open', '{B2I}', 12.50)",
    f"('billing', 'control_differs', 'resolved', '{B2I}', 99.00)",
    f"('billing', 'overdue_invoice', 'reopened', '{B2I}', 300.00)",
    "('sales_operations', 'missing_rate', 'open', null, null)",
    f"('billing', 'overdue_invoice', 'accepted', '{B2I}', 1.00)",
]
DEALS = ["('d1', 'EUR', 100.00, null)", "('d2', 'USD', 50.00, 'd3')", "('d3', 'USD', 50.00, null)"]
DEFINITIONS = ["('booked', 'v3')", "('booked', 'v2')", "('collected', '1')", "('pipeline', 'v9')"]
SCORECARD = [
    "('overdue', 'fail')",
    *["('stale', 'ok')", "('stale', 'warn')", "('stale', 'not_applicable')"],
    "('jump', 'warn')",
    *["('calm', 'ok')", "('calm', 'not_applicable')", "('quiet', 'ok')"],
    "('absent', 'not_applicable')",
]
BREACHES = [
    "('stale', 'Ann Lee', 'owner', 'warn', 7.25, '%', 'bound', 5.0000, null, 'Ann Lee', null,"
    " 'Bring the lines up', 'D9 7.00')",
    "('jump', 'total', 'total', 'warn', 1200.5, 'USD', 'previous', 1000, 2000, 'Billing',"
    " 'b@example.com', 'Compare', null)",
    "('overdue', 'total', 'total', 'fail', -12.3000, '%', 'bound', 3, 10, 'Billing',"
    " 'b@example.com', 'Invoice the order lines of these deals or correct their billing dates in"
    " the ERP', 'D1 -400.00, D2 -300.00')",
]
ORDER = [f"('{B2I}', 'scheduled_billing', 20)", f"('{B2I}', 'crm_amount_stale', 30)"]

WHOLE = {
    "revenue_bridge": BRIDGE,
    "source_coverage": COVERAGE,
    "exceptions": EXCEPTIONS,
    "deals": DEALS,
    "metric_definitions": DEFINITIONS,
    "reason_codes": ORDER,
    "drift_scorecard": SCORECARD,
    "chk_drift__breaches": BREACHES,
}


@pytest.fixture
def said(tiny_project, capfd):
    """Build tiny tables and give (what was printed, dbt's result)."""

    def build(tables: dict, *arguments: str, names: dict = NAMES, extra: dict | None = None):
        project = tiny_project(
            **{
                "name": "tieout",
                "on-run-end": ["{{ print_summary(results) }}"],
                "vars": {"reporting_timezone": "America/New_York", "reporting_currency": "USD"},
            }
        )
        shutil.copytree(ROOT / "macros" / "summary", project.folder / "macros")
        shutil.copytree(ROOT / "offline_packages", project.folder / "dbt_packages")
        for table, rows in tables.items():
            columns = names[table]
            values = ",\n".join(rows) or "(" + ", ".join(["null"] * len(columns.split(","))) + ")"
            project.write(
                f"models/{table}.sql",
                f"select * from (values\n{values}\n) as t ({columns})"
                + ("" if rows else " where 1 = 0"),
            )
        for path, content in (extra or {}).items():
            project.write(path, content)
        capfd.readouterr()
        outcome = project.dbt(*(arguments or ("build",)))
        return capfd.readouterr().out, outcome

    return build


def test_whole_summary(said):
    out, outcome = said(WHOLE)
    assert outcome.success
    rule = "=" * 100
    assert out.strip("\n") == f"""{rule}
tieout: booked -> invoiced -> recognised -> collected
  as of         2026-03-31 23:59:59 EDT
  currency      USD
  definitions   booked v3, collected v1
  build         8 passed, 0 warned, 0 failed, 0 skipped
  expectations  the project's stand-in for dbt-expectations

sources
  system        table                           loaded at                      rows  quarantined
  netsuite      transaction                     2026-03-31 22:30:00 EDT          99            -
  salesforce    opportunity                     2026-03-31 22:00:00 EDT       1,234            2
  not landed    netsuite.currencyrate

booked -> invoiced
  from  booked                                                1,235,567.89
        scheduled_billing                   timing                 -300.00
        crm_amount_stale                    quality                -100.00
        rounding                            rounding                  0.01
        unexplained                         unexplained               0.00
  to    invoiced                                              1,235,167.90
        control differences                 1                        12.50
  !!    rows without an exchange rate, missing from these amounts: 1

invoiced -> recognised
  from  invoiced                                                    300.00
        deferred_revenue                    timing                  -75.00
        rounding                            rounding                  0.00
        unexplained                         unexplained               2.00
  to    recognised                                                  228.00
  !!    does not tie out by                                           1.00
        control differences                 0                         0.00

booked -> reported
  from  booked                                                       10.00
        approved_adjustment                 adjustment                5.00
  to    reported                                                     15.00

exceptions by owner
  owner                     rule                                 open            amount
  billing                   control_differs                         1             12.50
  billing                   overdue_invoice                         1            300.00
  sales_operations          missing_rate                            1                 -

thresholds: 2 hold, 2 warn, 1 fail, 1 not applicable
  fail  overdue
          -12.3 %; warns at 3; fails at 10
          Billing <b@example.com>: Invoice the order lines of these deals or correct their billing
          dates in the ERP
          behind it: D1 -400.00, D2 -300.00
  warn  jump
          1,200.50 USD since the previous run; warns at 1,000; fails at 2,000
          Billing <b@example.com>: Compare
  warn  stale, owner Ann Lee
          7.25 %; warns at 5; fails at never
          Ann Lee: Bring the lines up
          behind it: D9 7.00
{rule}"""


def test_many_breaches_are_cut_short(said):
    many = [BREACHES[0].replace("'stale'", f"'stale_{number:02}'") for number in range(20)]
    out, _ = said({**WHOLE, "chk_drift__breaches": many})
    assert "stale_14" in out and "stale_15" not in out
    assert "  and 5 more in checks.chk_drift__breaches\n" in out


def test_wrong_cells_of_the_book_are_named_even_without_a_bridge(said):
    tables = {
        **{name: rows for name, rows in WHOLE.items() if name != "revenue_bridge"},
        "chk_book__wrong_cells": [
            "('owners, row billing, column contact: is empty')",
            "('drift_thresholds, row overdue_invoices, column comparison: \"ratio\" is none of abs,"
            " pct, count, age')",
        ],
        "chk_book__expired_thresholds": ["('drift_thresholds, row old, column valid_until: passed')"],
    }
    out, outcome = said(
        tables, extra={"models/revenue_bridge.sql": "select no_such_column from {{ ref('deals') }}"})
    assert not outcome.success
    assert """
operating book, cells to mend: 3
  drift_thresholds, row overdue_invoices, column comparison: "ratio" is none of abs, pct, count,
    age
  owners, row billing, column contact: is empty
  drift_thresholds, row old, column valid_until: passed

No bridge: revenue_bridge ended as 'error'.""" in out


def test_nothing_is_wider_than_100_columns(said):
    wide = bridge(
        (B2I, "2026-01-01", "booked", "from", None, "9999999999999999.99"),
        (B2I, "2026-01-01", "billed_to_unrelated_account", "reason", "unexplained", "-0.99"),
        (B2I, "2026-01-01", "invoiced", "to", None, "9999999999999999.00"),
    )
    out, _ = said({**WHOLE, "revenue_bridge": wide})
    assert "9,999,999,999,999,999.99" in out
    assert max(map(len, out.splitlines())) == 100


def test_bookings_alone_when_no_erp_is_on(said):
    out, outcome = said({**WHOLE, "revenue_bridge": []})
    assert outcome.success
    assert "booked (no ERP is switched on" in out
    assert "  EUR                      1                  0                    100.00\n" in out
    assert "  USD                      2                  1                    100.00\n" in out
    assert "invoiced ->" not in out.replace("booked -> invoiced -> recognised", "")


def test_nothing_is_said_about_a_bridge_that_this_run_did_not_build(said):
    out, outcome = said(WHOLE, "build", "--select", "deals")
    assert outcome.success
    assert out == ""


@pytest.mark.parametrize("command", ["parse", "compile", "test"])
def test_other_commands_stay_silent(said, command):
    out, _ = said(WHOLE, command)
    assert "tieout:" not in out


def test_a_bridge_that_failed_shows_no_numbers(said):
    tables = {name: rows for name, rows in WHOLE.items() if name != "revenue_bridge"}
    out, outcome = said(tables, extra={"models/revenue_bridge.sql": "select no_such_column from {{ ref('deals') }}"})
    assert not outcome.success
    assert "No bridge: revenue_bridge ended as 'error'." in out
    assert "  failed        revenue_bridge\n" in out
    assert "from  booked" not in out


def test_failed_tests_are_counted_and_the_exit_code_stays(said):
    failing = {"models/deals.yml": "models: [{name: deals, columns: [{name: currency, data_tests: [unique]}]}]"}
    out, outcome = said(WHOLE, extra=failing)
    assert not outcome.success
    assert "8 passed, 0 warned, 1 failed, 0 skipped" in out
    assert "  failed        unique_deals_currency\n" in out


def test_many_failures_are_named_in_one_line(said):
    tests = ", ".join(
        f"{{unique: {{name: a_rather_long_name_of_a_test_number_{number}}}}}" for number in range(5)
    )
    failing = f"models: [{{name: deals, columns: [{{name: currency, data_tests: [{tests}]}}]}}]"
    out, _ = said(WHOLE, extra={"models/deals.yml": failing})
    [line] = [line for line in out.splitlines() if line.startswith("  failed")]
    assert line.endswith("... and 2 more")
    assert len(line) <= 100


def test_other_shapes_never_fail_a_build(said):
    """Missing tables and columns are named, not tripped over."""
    out, outcome = said({"revenue_bridge": BRIDGE})
    assert outcome.success
    assert "sources: source_coverage was not built in this run" in out
    assert "exceptions: not built in this run" in out
    assert "thresholds: not measured in this run" in out
    assert "control differences: exceptions was not built in this run" in out
    other = {**NAMES, "revenue_bridge": NAMES["revenue_bridge"].replace("amount_reporting", "amount")}
    out, outcome = said({"revenue_bridge": BRIDGE}, names=other)
    assert outcome.success
    assert "bridge: revenue_bridge lacks columns that the summary reads" in out


def test_control_differences_without_a_step_are_shown_once(said):
    names = {**NAMES, "exceptions": "owner, rule, status, scope, amount_reporting"}
    out, outcome = said(WHOLE, names=names)
    assert outcome.success
    assert "control differences, all steps: 1, amount 12.50" in out
