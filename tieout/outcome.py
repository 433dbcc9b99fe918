"""What a run of dbt amounts to: it holds, a threshold is breached, or something is broken.

The one place where the three exit codes are decided. A failed test with the tag `threshold` is a breach: the
numbers are sound and somebody has to mend the business. Everything else that fails is broken: a model, a
conservation law, any other test, dbt itself, the machine. Then the numbers prove nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HOLDS, BREACHED, BROKEN = 0, 1, 2
WORDS = {HOLDS: "HOLDS", BREACHED: "BREACHED", BROKEN: "BROKEN"}

# dbt's words for a node that is as it should be. A warning is read by people, it stops nothing.
GOOD = {"success", "pass", "warn", "no-op"}
# A node that a command left out on purpose.
NOT_RUN = "not run"


class Broken(Exception):
    """Something other than a threshold is wrong; the text says what and what to do."""

    code = BROKEN


class Breached(Exception):
    """Thresholds are breached; the text says which."""

    code = BREACHED


@dataclass(frozen=True)
class NodeResult:
    """How one node of dbt ended: from run_results.json, or from history.run_results in the warehouse."""

    name: str
    resource_type: str
    tags: frozenset[str]
    status: str
    failures: int | None = None
    message: str = ""

    @property
    def is_good(self) -> bool:
        return self.status in GOOD

    @property
    def is_breach(self) -> bool:
        return self.status == "fail" and "threshold" in self.tags and "law" not in self.tags


@dataclass(frozen=True)
class Outcome:
    """The verdict on a run: the failed thresholds, and everything else that failed."""

    breaches: list[NodeResult] = field(default_factory=list)
    faults: list[NodeResult] = field(default_factory=list)

    @property
    def code(self) -> int:
        return BROKEN if self.faults else BREACHED if self.breaches else HOLDS

    def lines(self, limit: int = 20) -> list[str]:
        """One line for each node that failed, the broken ones first; skipped ones are only counted."""
        told = [node for node in self.faults if node.status != "skipped"] + self.breaches
        lines = [f"  {describe(node)}" for node in told[:limit]]
        if len(told) > limit:
            lines.append(f"  ... and {len(told) - limit} more")
        skipped = sum(node.status == "skipped" for node in self.faults)
        if skipped:
            lines.append(f"  {skipped} nodes were skipped because of that")
        return lines


def describe(node: NodeResult) -> str:
    """A failed node in one line."""
    kind = "threshold" if node.is_breach else "law" if "law" in node.tags else node.resource_type
    said = " ".join(node.message.split())[:200]
    return f"{kind} {node.name}: {node.status}{f' ({said})' if said else ''}"


def judge(results: list[NodeResult]) -> Outcome:
    """Sort the results of a run into breaches and faults. What was not run says nothing here."""
    bad = [node for node in results if not node.is_good and node.status != NOT_RUN]
    return Outcome(
        breaches=[node for node in bad if node.is_breach],
        faults=[node for node in bad if not node.is_breach],
    )
