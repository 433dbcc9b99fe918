"""Is the file that is about to be published what was built, and do the laws hold in it?

Each function gives the faults that it finds as sentences; none means that all is well.
"""

from __future__ import annotations

import duckdb

# Types whose sum does not hang on the order of rows.
NUMBERS = ("DECIMAL", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")

# Laws that can be seen in the marts alone, as readers get them. Each lists what breaks it.
LAWS = {
    "from + reasons = to, for each deal, account, owner, month and currency": """
        select as_of, step, month, deal_id, account_id, owner_name, currency
        from candidate.marts.revenue_bridge
        group by all
        having sum(case when line_type = 'to' then -amount else amount end) <> 0
            or sum(case when line_type = 'to' then -amount_reporting else amount_reporting end) <> 0
    """,
    "nothing is unexplained": """
        select * from candidate.marts.revenue_bridge
        where line = 'unexplained' and (amount <> 0 or amount_reporting <> 0)
    """,
    "bridge and scorecard are of one as-of": """
        select as_of_at from candidate.marts.drift_scorecard
        except
        select as_of_at from candidate.marts.revenue_bridge where as_of = 'latest'
    """,
}


def broken_laws(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The laws that do not hold in the attached file `candidate`."""
    faults = []
    for law, query in LAWS.items():
        broken = connection.execute(f"select count(*) from ({query})").fetchall()[0][0]
        if broken:
            faults.append(f"the law `{law}` is broken {broken} times")
    return faults


def fingerprint(connection: duckdb.DuckDBPyConnection, table: str) -> dict:
    """Rows of a table, the sum of each of its numbers, and one sum over all cells of all rows."""
    columns = connection.execute(f"describe {table}").fetchall()
    numbers = [name for name, kind, *_ in columns if kind.startswith(NUMBERS) and "[" not in kind]
    sums = [f'sum("{name}")' for name in numbers]
    row = connection.execute(
        f"select {', '.join(['count(*)', *sums, 'sum(hash(whole))'])} from {table} as whole"
    ).fetchall()[0]
    return dict(zip(["rows", *numbers, "all cells"], row, strict=True))


def differences(
    connection: duckdb.DuckDBPyConnection, build: str, tables: list[tuple[str, str]]
) -> list[str]:
    """Where the attached file `candidate` is not what the build holds, which is attached under the name `build`."""
    faults = []
    for schema, name in tables:
        table = f'"{schema}"."{name}"'
        source = fingerprint(connection, f"{build}.{table}")
        copy = fingerprint(connection, f"candidate.{table}")
        faults += [
            f"{schema}.{name}: {what} is {copy.get(what)}, in the build {source.get(what)}"
            for what in source.keys() | copy.keys()
            if source.get(what) != copy.get(what)
        ]
    return sorted(faults)
