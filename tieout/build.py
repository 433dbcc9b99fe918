"""`dbt build`, and what came of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import deque
from pathlib import Path

from tieout import settings
from tieout.outcome import Broken, NodeResult, Outcome, judge

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# What dbt prints when the machine, not the project, is the trouble -> what to do.
HINTS = {
    "Could not set lock on file": (
        "Another process has the build's warehouse open: a dbt, a notebook, a BI tool. Close it; readers"
        " belong on the published file (docs/publishing.md)."
    ),
    "No space left on device": "The disk is full. Make room and run it again.",
    "Could not write": "The warehouse could not be written: look at the space and the rights of its folder.",
}


def run_dbt(arguments: list[str], environment: dict, keep_open: tuple[int, ...]) -> tuple[int, list[str]]:
    """Run dbt in the project's folder, let it print, and give its exit code and its last lines."""
    command = [str(settings.dbt_command()), *arguments]
    tail: deque[str] = deque(maxlen=400)
    try:
        process = subprocess.Popen(
            command, cwd=settings.ROOT, env=environment, pass_fds=keep_open, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
    except OSError as problem:
        raise Broken(f"dbt cannot be started ({problem}). Run `make setup`.") from None
    with process:
        for line in process.stdout:
            print(line, end="", flush=True)
            tail.append(COLOURS.sub("", line.rstrip()))
    return process.returncode, list(tail)


def read_results(target: Path) -> list[NodeResult]:
    """The results that dbt left in `target`, each with its tags. Raises Broken if they cannot be read."""
    try:
        results = json.loads((target / "run_results.json").read_text())["results"]
        nodes = json.loads((target / "manifest.json").read_text())
    except (OSError, ValueError, KeyError) as problem:
        raise Broken(f"dbt left no readable result ({problem}): it crashed, or could not start.") from None
    known = {**nodes["nodes"], **nodes.get("unit_tests", {})}
    return [
        NodeResult(
            name=known.get(result["unique_id"], {}).get("name", result["unique_id"]),
            resource_type=result["unique_id"].split(".")[0],
            tags=frozenset(known.get(result["unique_id"], {}).get("tags", ())),
            status=str(result["status"]),
            failures=result.get("failures"),
            message=result.get("message") or "",
        )
        for result in results
    ]


def why(tail: list[str]) -> str:
    """What to do, if dbt's last lines name a known trouble; else those lines' end."""
    for sign, hint in HINTS.items():
        if any(sign in line for line in tail):
            return hint
    return "\n".join(["The last lines of dbt:", *(f"  {line}" for line in tail[-5:] if line)])


def build(
    arguments: list[str] = (), *, verbose: bool = False, environment: dict | None = None,
    target: Path | None = None, keep_open: tuple[int, ...] = (),
) -> Outcome:
    """Run `dbt build` with the arguments and judge it. Raises Broken when dbt itself did not get through."""
    environment = {**os.environ, **(environment or {})}
    target = target or settings.target_path()
    environment["DBT_TARGET_PATH"] = str(target)
    # What an earlier run left must not be taken for the result of one that crashed.
    (target / "run_results.json").unlink(missing_ok=True)
    code, tail = run_dbt(
        [*([] if verbose else ["--quiet"]), "build", *arguments], environment, keep_open
    )
    if code not in (0, 1) or not (target / "run_results.json").exists():
        raise Broken(f"dbt stopped (exit code {code}).\n{why(tail)}")
    outcome = judge(read_results(target))
    if code and not (outcome.breaches or outcome.faults):
        raise Broken(f"dbt failed although every node passed.\n{why(tail)}")
    return outcome
