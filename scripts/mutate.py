"""
Mutation testing of the bridge: change one sign or comparison at a time and see who notices.

    python scripts/mutate.py                  every mutation (an hour or more)
    python scripts/mutate.py --sample 40      a fixed choice of forty
    python scripts/mutate.py --only levels    models whose name contains "levels"
    python scripts/mutate.py --list           show the mutations and stop

Works on a copy of the project: the stories' companies are built once, then each mutated model and
what depends on it is built again and held against the stories and the laws. A mutation that
nobody notices is a survivor: either it changes nothing, or a story is missing. The exit code is the
number of survivors. Not part of `make test`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "scenarios")]

FOLDERS = ("models/intermediate/bridge", "models/intermediate/events")

# Operators with spaces around them, as the house style writes them, and a few words.
SWAPS = [
    (r" >= ", [" > ", " < "]), (r" <= ", [" < ", " > "]), (r" > ", [" >= ", " < "]),
    (r" < ", [" <= ", " > "]), (r" <> ", [" = "]), (r" = (?=')", [" <> "]),
    (r" \+ ", [" - "]), (r" - ", [" + "]), (r" and ", [" or "]), (r" or ", [" and "]),
    (r"(?<=[\s(])-(?=[a-z({])", [""]), (r"\bgreatest\(", ["least("]), (r"\bleast\(", ["greatest("]),
    (r"\bmin\(", ["max("]), (r"\bmax\(", ["min("]), (r" is not null", [" is null"]),
    (r" is null", [" is not null"]), (r"\bnot (?=[a-z(])", [""]), (r" then 0\b", [" then 1"]),
    (r" else 0\b", [" else 1"]), (r"\bround\((.+), 2\)", [r"(\1)"]),
]
# Text that no mutation of business logic can be in.
SKIPPED = re.compile(r"^\s*(--|\{#|\{%|on |from |inner join|left join|union|with |window )")


def mutations(folder: Path) -> list[tuple[Path, int, str, str]]:
    """(file, line number, the line, the mutated line), in a fixed order."""
    found = []
    for place in FOLDERS:
        for file in sorted((folder / place).glob("*.sql")):
            inside_join = False
            for number, line in enumerate(file.read_text().splitlines()):
                # Joins are the laws' business; here the rules are.
                if re.match(r"^\s*(inner|left|cross) join", line):
                    inside_join = True
                elif inside_join and not re.match(r"^\s*(on|and|\{\{)\b", line):
                    inside_join = False
                if inside_join or SKIPPED.match(line):
                    continue
                for pattern, replacements in SWAPS:
                    for match in re.finditer(pattern, line):
                        for new in replacements:
                            text = match.expand(new) if "\\" in new else new
                            found.append((file.relative_to(folder), number, line,
                                          line[:match.start()] + text + line[match.end():]))
    return found


class Jury:
    """The stories and the laws, over copies of two warehouses that are already built."""

    def __init__(self, folder: Path):
        import companies
        from warehouse import BUILD, LAWS

        self.folder, self.companies, self.laws = folder, companies, LAWS
        self.project = folder / "project"
        for name in ("analyses", "macros", "models", "seeds", "reference", "snapshots", "tests",
                     "dbt_packages", "dbt_project.yml", "profiles.yml", "packages.yml"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(
                source, self._ready(self.project / name))
        companies.write_book(ROOT / "seeds", folder / "book")
        self.vars, self.stories = {}, {}
        for name, values in (("clean", {"close_lookback": 1}),
                             ("faults", {"crm_amounts_include_tax": True})):
            company, self.stories[name] = companies.tell(name)
            companies.write(company, self.stories[name], folder / name / "extracts")
            self.vars[name] = {"extracts_dir": str(folder / name / "extracts"),
                               "book_dir": str(folder / "book"), **values}
            failed = self.dbt(name, BUILD, "built")
            if failed or (wrong := self.wrong(name, "built")):
                sys.exit(f"{name} fails before any mutation: {failed or wrong[:5]}")

    @staticmethod
    def _ready(target: Path) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def dbt(self, name: str, command: list[str], state: str) -> str | None:
        """Run dbt over a warehouse; the first failure, or None."""
        import os

        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.cli.main import dbtRunner

        home = self.folder / name / state
        home.mkdir(parents=True, exist_ok=True)
        os.environ["TIEOUT_DUCKDB_PATH"] = str(home / "tieout.duckdb")
        outcome = dbtRunner().invoke([
            "--quiet", "--log-level-file", "none", "--log-level", "none", *command,
            "--threads", "2", "--project-dir", str(self.project), "--profiles-dir",
            str(self.project), "--target-path", str(self.folder / name / "target"),
            "--vars", json.dumps(self.vars[name])])
        DuckDBConnectionManager.close_all_connections()
        if outcome.exception:
            return str(outcome.exception).splitlines()[0]
        return next((f"{x.node.name}: {x.status}" for x in outcome.result.results
                     if str(x.status) in ("error", "fail")), None)

    def wrong(self, name: str, state: str) -> list[str]:
        """What the stories find wrong in a warehouse."""
        from story import MONTHS
        from warehouse import Bridge, Warehouse

        warehouse = Warehouse(self.folder / name / state)
        found = []
        for as_of, months in (("latest", MONTHS), ("close 2026-01", MONTHS[:1])):
            early = as_of != "latest"
            if early and name != "clean":
                continue
            bridge = Bridge(warehouse, as_of)
            found += [f"{expected.label}: {problem}"
                      for story in self.stories[name] for expected in story.expected
                      if expected.early == early for problem in bridge.mismatches(expected, months)]
        planted = sum(rule == "control_differs" for story in self.stories[name]
                      for rule, *_ in story.exceptions)
        [(differing,)] = warehouse.rows(
            "select count(*) from marts.exceptions where rule = 'control_differs'")
        if differing != planted:
            found.append(f"{differing} controls differ, not {planted}")
        warehouse.connection.close()
        return found

    def notices(self, file: Path, number: int, mutated: str) -> str | None:
        """Who notices a mutated line: the first evidence, or None."""
        path = self.project / file
        original = path.read_text()
        lines = original.splitlines()
        lines[number] = mutated
        path.write_text("\n".join(lines) + "\n")
        try:
            for name in ("clean", "faults"):
                state = self.folder / name / "mutated"
                shutil.rmtree(state, ignore_errors=True)
                shutil.copytree(self.folder / name / "built", state)
                failed = self.dbt(name, ["run", "--select", f"{file.stem}+"], "mutated")
                if failed:
                    return f"build, {failed}"
                if wrong := self.wrong(name, "mutated"):
                    return wrong[0]
                if failed := self.dbt(name, self.laws, "mutated"):
                    return f"law {failed}"
        finally:
            path.write_text(original)
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description="Mutate the bridge, one operator at a time.")
    parser.add_argument("--sample", type=int, help="a fixed choice of so many mutations")
    parser.add_argument("--only", default="", help="models whose name contains this text")
    parser.add_argument("--list", action="store_true", help="show the mutations and stop")
    chosen = parser.parse_args()

    todo = [m for m in mutations(ROOT) if chosen.only in m[0].stem]
    if chosen.sample and chosen.sample < len(todo):
        todo = sorted(random.Random(1).sample(todo, chosen.sample))
    if chosen.list:
        for file, number, line, mutated in todo:
            print(f"{file.name}:{number + 1}: {line.strip()}  ->  {mutated.strip()}")
        print(f"{len(todo)} mutations")
        return 0
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        jury = Jury(Path(folder))
        for place, (file, number, line, mutated) in enumerate(todo, start=1):
            started = time.monotonic()
            evidence = jury.notices(file, number, mutated)
            where = f"{file.stem}:{number + 1}: {line.strip()}  ->  {mutated.strip()}"
            if evidence is None:
                survivors.append(where)
            print(f"[{place}/{len(todo)}, {time.monotonic() - started:.0f} s] "
                  f"{'SURVIVED' if evidence is None else 'noticed'} {where}"
                  + (f"\n    {evidence[:160]}" if evidence else ""), flush=True)
    print(f"{len(todo) - len(survivors)} of {len(todo)} mutations were noticed; survivors:")
    print("\n".join(survivors) or "none")
    return len(survivors)


if __name__ == "__main__":
    sys.exit(main())
