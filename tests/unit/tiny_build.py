"""A build small enough to make by hand: what `dbt build` leaves for `make publish`, in a few rows."""

from __future__ import annotations

from pathlib import Path

import duckdb

MARTS = ["deals", "drift_scorecard", "revenue_bridge"]


def make_build(
    path: Path, marker: str = "first", *, failing: tuple[str, ...] = (), finished: bool = True,
    command: str = "build", statuses: dict[str, str] | None = None, minute: int = 0, rows: int = 3,
) -> Path:
    """Write a build to `path`.

    marker: the id of the run, which stands in every deal too; failing: the thresholds at `fail`; statuses: how
    nodes ended that did not end well, by name; minute: when it was built; rows: how many deals.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    nodes = [
        ("seed", "owners", "book", ""),
        ("model", "deals", "marts", ""),
        ("model", "revenue_bridge", "marts", ""),
        ("model", "drift_scorecard", "marts", ""),
        ("model", "chk_drift__breaches", "checks", ""),
        ("model", "chk_metrics", "checks", ""),
        ("model", "int_hidden", "intermediate", ""),
        ("test", "steps_add_up", "checks", "law"),
        ("test", "keys_are_unique", "checks", ""),
        ("test", "threshold_overdue", "checks", "threshold"),
    ]
    with duckdb.connect(str(path)) as connection:
        for schema in ("marts", "book", "checks", "intermediate", "history"):
            connection.execute(f"create schema {schema}")
        connection.execute("create table book.owners as select 'billing' as owner, 'Billing' as name")
        connection.execute("create table intermediate.int_hidden as select 1 as nothing")
        connection.execute(
            f"create table marts.deals as select cast(range as varchar) as deal_id, '{marker}' as marker,"
            f" cast(range as decimal(18, 2)) as booked_amount from range({rows})"
        )
        connection.execute("""
            create table marts.revenue_bridge as
            select 'latest' as as_of, timestamp '2026-04-01 03:59:59' as as_of_at, 'booked_to_invoiced' as step,
                date '2026-03-01' as month, '1' as deal_id, 'A' as account_id, 'Ann' as owner_name, line,
                line_type, 'USD' as currency, cast(amount as decimal(18, 2)) as amount,
                cast(amount as decimal(18, 2)) as amount_reporting
            from (values ('booked', 'from', 100), ('overdue_invoice', 'reason', -40), ('invoiced', 'to', 60))
                as lines (line, line_type, amount)
        """)
        connection.execute("""
            create table marts.drift_scorecard (
                threshold_id varchar, "scope" varchar, scope_name varchar, value decimal(28, 4), fail_at decimal(18, 4),
                unit varchar, against varchar, status varchar, owner varchar, what_to_do varchar, as_of_at timestamp
            )
        """)
        connection.execute("""
            create table checks.chk_drift__breaches (
                threshold_id varchar, "scope" varchar, owner_name varchar, contact varchar, top_deals varchar
            )
        """)
        for threshold in ("unexplained", *failing):
            status = "fail" if threshold in failing else "ok"
            connection.execute(
                "insert into marts.drift_scorecard values (?, 'total', 'total', 12.5, 10, '%', 'bound', ?, 'billing',"
                " 'Invoice the order lines', timestamp '2026-04-01 03:59:59')",
                [threshold, status],
            )
            if status == "fail":
                connection.execute(
                    "insert into checks.chk_drift__breaches values (?, 'total', 'Billing', 'bill@x.com', 'D-7 40.00')",
                    [threshold],
                )
        # A view, written as dbt writes them: with the name of the file.
        connection.execute(
            f'create view checks.chk_metrics as select count(*) as deals from "{path.stem}"."marts"."deals"')
        connection.execute("""
            create table history.runs (
                invocation_id varchar, command varchar, dbt_version varchar, started_at timestamp, finished_at timestamp
            )
        """)
        started = f"timestamp '2026-04-02 00:{minute:02}:00'"
        connection.execute(
            f"insert into history.runs values ('{marker}', '{command}', '1.11.16', {started},"
            f" {started if finished else 'null'})"
        )
        connection.execute("""
            create table history.run_results (
                invocation_id varchar, unique_id varchar, resource_type varchar, name varchar, schema_name varchar,
                identifier varchar, tags varchar, status varchar, failures bigint, message varchar
            )
        """)
        for kind, name, schema, tags in nodes:
            status = "pass" if kind == "test" else "success"
            if name == "threshold_overdue" and failing:
                status = "fail"
            connection.execute(
                "insert into history.run_results values (?, ?, ?, ?, ?, ?, ?, ?, null, '')",
                [marker, f"{kind}.tiny.{name}", kind, name, schema, name, tags,
                 (statuses or {}).get(name, status)],
            )
    return path
