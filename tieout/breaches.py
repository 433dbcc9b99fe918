"""The breached thresholds of a warehouse file, in words: which, whose, what to do, which deals."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Breach:
    """One threshold that fails in one scope, as checks.chk_drift__breaches tells it."""

    threshold: str
    scope: str
    value: str
    fails_at: str
    owner: str
    contact: str
    deals: str
    what_to_do: str

    @property
    def headline(self) -> str:
        """The breach in one line."""
        return f"{self.threshold} ({self.scope}): {self.value}, fails at {self.fails_at}; owner {self.owner}"

    def lines(self) -> list[str]:
        """The breach as people should read it in a terminal."""
        contact = f" <{self.contact}>" if self.contact else ""
        return [
            f"  {self.threshold}, {self.scope}: {self.value}; fails at {self.fails_at}",
            f"      owner       {self.owner}{contact}",
            f"      behind it   {self.deals or 'no single record'}",
            f"      what to do  {self.what_to_do}",
        ]


def read_breaches(connection: duckdb.DuckDBPyConnection, catalog: str) -> list[Breach]:
    """Every row of the scorecard at `fail`, with what checks.chk_drift__breaches knows about it."""
    rows = connection.execute(
        f"""
        select
            s.threshold_id, s.scope_name,
            concat(coalesce(cast(s.value as varchar), 'no value'), ' ', s.unit,
                case when s.against = 'previous' then ' since the previous run' end),
            coalesce(cast(s.fail_at as varchar), 'nothing'),
            coalesce(b.owner_name, s.owner), coalesce(b.contact, ''), coalesce(b.top_deals, ''),
            s.what_to_do
        from {catalog}.marts.drift_scorecard as s
        left join {catalog}.checks.chk_drift__breaches as b
            on s.threshold_id = b.threshold_id and s.scope = b.scope
        where s.status = 'fail'
        order by s.threshold_id, s.scope
        """
    ).fetchall()
    return [Breach(*row) for row in rows]


def tell(breaches: list[Breach], limit: int = 10) -> list[str]:
    """The lines of the first breaches, and how many more there are."""
    lines = [line for breach in breaches[:limit] for line in breach.lines()]
    if len(breaches) > limit:
        lines.append(f"  ... and {len(breaches) - limit} more in checks.chk_drift__breaches")
    return lines
