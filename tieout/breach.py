"""Plant one fault in a copy of the demo, build it, and show the red build."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import duckdb

from tieout import settings
from tieout.breaches import read_breaches, tell
from tieout.build import build
from tieout.faults import FAULTS, Extracts
from tieout.outcome import BREACHED, HOLDS, WORDS, Broken

DEMO = settings.ROOT / "extracts" / "demo"


def list_faults() -> str:
    """Every fault with what it does; the first is the default."""
    return "\n".join(f"  {name:<16} {fault.__doc__}" for name, fault in FAULTS.items())


def show_breach(name: str) -> int:
    """Build a copy of the demo with the fault; 0 if the build ended as breached, as it must. Raises Broken."""
    name = name or next(iter(FAULTS))
    if name == "list":
        print(list_faults())
        return HOLDS
    if name not in FAULTS:
        raise Broken(f"there is no fault `{name}`. There are:\n{list_faults()}")
    with tempfile.TemporaryDirectory(prefix="tieout_breach_") as folder:
        extracts, warehouse = Path(folder) / "extracts", Path(folder) / "tieout.duckdb"
        shutil.copytree(DEMO, extracts)
        print(f"breach: {FAULTS[name].__doc__}\nbreach: {FAULTS[name](Extracts(extracts))}", flush=True)
        outcome = build(
            ["--exclude-resource-type", "unit_test", "--vars", json.dumps({"extracts_dir": str(extracts)})],
            environment={"TIEOUT_DUCKDB_PATH": str(warehouse), "DBT_LOG_PATH": f"{folder}/logs"},
            target=Path(folder) / "target",
        )
        if outcome.code != BREACHED:
            raise Broken(
                f"the build should be breached, but it is {WORDS[outcome.code]} (exit code {outcome.code}).\n"
                + "\n".join(outcome.lines())
            )
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            breaches = read_breaches(connection, "tieout")
    print(f"breach: {len(breaches)} thresholds fail:")
    print("\n".join(tell(breaches)))
    print("breach: the build is BREACHED (exit code 1), as it must be; `make publish` would keep the old file.")
    return HOLDS
