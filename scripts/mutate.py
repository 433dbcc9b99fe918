"""
Mutation testing of the bridge: change one sign or bound at a time and see who notices.

    python scripts/mutate.py                  every mutation (some ten minutes with compiling)
    python scripts/mutate.py --sample 40      a fixed choice of forty
    python scripts/mutate.py --only levels    models whose name contains "levels"
    python scripts/mutate.py --list           show the mutations and stop
    python scripts/mutate.py --again FILE     only those that survived in a record

What is mutated is the compiled SQL of every model of the bridge and its events: each line of the
model's own file, and what the bridge's macros write. Each mutation runs on the harness of tests/support: first the model's own unit
tests, then, on the stories' companies, the model and what depends on it, held against the stories'
answers and the laws, as the tests hold a dbt build. A mutation that nobody notices is a survivor:
either it changes nothing, or a story is missing. `--record FILE` keeps each verdict as a line of
JSON. The exit code is 1 where a survivor is not explained in docs/mutation.md. Not part of
`make test`.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / name) for name in ("support", "scenarios"))]

FOLDERS = ("models/intermediate/bridge/", "models/intermediate/events/")

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
SKIPPED = re.compile(r"^\s*(--|on |from |inner join|left join|cross join|union|with |window )")
# A mutation may multiply rows without end.
PATIENCE = 60


# What the engine's macros write (as-of filters, ids, patterns, exact products and quotients with their
# guards against nulls and zeros) is not the bridge's.
ENGINE = re.compile(r"facts\.known_|regexp_matches|contains\(cast\(|as hugeint|0{12}|\bsign\("
                    r"|is null or .* then null$|_amount = 0 then 0$")


def line_names() -> re.Pattern:
    """The lines of the bridge, as columns are called after them."""
    with open(ROOT / "seeds" / "reason_codes.csv", encoding="utf-8", newline="") as file:
        names = {row["line"] for row in csv.DictReader(file)} | {
            "booked", "invoiced", "recognised", "collected"}
    return re.compile(r"\b(" + "|".join(sorted(names, key=len, reverse=True)) + r")(_reporting)?\b")


LINE = line_names()


def mutations_of(model: str, sql: str, source: str) -> list[tuple]:
    """
    (model, line, which of equal lines, pattern, match, replacement) of each mutation, in a fixed
    order. A line that the model's file has is mutated by itself. What a macro writes once for each
    line of the bridge is one mutation of all of them, as a change of the macro would be: `line` is
    then a text with LINE for the name, and `which` None.
    """
    own = {line.strip() for line in source.splitlines()}
    found, seen, inside_join = {}, {}, False
    for line in sql.splitlines():
        which = seen[line] = seen.get(line, -1) + 1
        # Joins are the laws' business; here the rules are.
        if re.match(r"^\s*(inner|left|cross) join", line):
            inside_join = True
        elif inside_join and not re.match(r"^\s*(on|and)\b", line):
            inside_join = False
        if inside_join or SKIPPED.match(line):
            continue
        if line.strip() not in own:
            if ENGINE.search(line):
                continue
            if LINE.search(line):
                line, which = LINE.sub("LINE", line).rstrip(","), None
        for number, (pattern, replacements) in enumerate(SWAPS):
            for place, _ in enumerate(re.finditer(pattern, line)):
                for choice, _ in enumerate(replacements):
                    found.setdefault((model, line, which, number, place, choice))
    return list(found)


def mutated_line(line: str, pattern: int, match: int, replacement: int) -> str:
    """A line with one of its operators exchanged."""
    found = list(re.finditer(SWAPS[pattern][0], line))[match]
    new = SWAPS[pattern][1][replacement]
    text = found.expand(new) if "\\" in new else new
    return line[:found.start()] + text + line[found.end():]


def mutate(sql: str, line: str, which: int | None, *how: int) -> str | None:
    """SQL with a line exchanged; None where that line is not in it."""
    lines = sql.splitlines()
    if which is None:
        places = [place for place, text in enumerate(lines)
                  if LINE.sub("LINE", text).rstrip(",") == line]
    else:
        places = [place for place, text in enumerate(lines) if text == line][which:which + 1]
    for place in places:
        lines[place] = mutated_line(lines[place], *how)
    return "\n".join(lines) if places else None


class Court:
    """The stories' companies, built once; each mutation is run and taken back."""

    def __init__(self, folder: Path):
        import companies
        import test_laws
        import test_stories
        from harness import Build, compile_project, unit_tests

        self.stories, self.laws = test_stories, test_laws
        companies.write_book(ROOT / "seeds", folder / "book")
        self.builds, self.told, self.compiled = {}, {}, {}
        for name, values in (("clean", {"close_lookback": 1}),
                             ("faults", {"crm_amounts_include_tax": True}),
                             ("openings", {"history_starts_on": companies.OPENS})):
            company, self.told[name] = companies.tell(name)
            companies.write(company, self.told[name], folder / name)
            compiled = compile_project(folder / name, values, folder / "book")
            self.compiled[name] = compiled
            self.builds[name] = Build(compiled, folder / name).run()
        self.laws_of_dbt = {
            name: [node for node in compiled.tests
                   if node.path.startswith("tests/conservation")
                   or any(parent.split(".")[-1].startswith(("int_bridge__", "int_events__"))
                          for parent in node.parents)]
            for name, compiled in self.compiled.items()}
        self.unit_tests = unit_tests(self.compiled["clean"])
        for name in self.builds:
            if wrong := self._wrong(name):
                sys.exit(f"{name} fails before any mutation: {wrong}")
        for model, tests in self.unit_tests.items():
            for test, sql in tests:
                if not self._unit_test(sql):
                    sys.exit(f"{model}.{test} fails before any mutation")

    def mutations(self) -> list[tuple]:
        """Every mutation of any company's SQL, each once."""
        found = {}
        for compiled in self.compiled.values():
            for node in compiled.models:
                if node.path.startswith(FOLDERS):
                    source = (ROOT / node.path).read_text(encoding="utf-8")
                    for mutation in mutations_of(node.name, node.sql, source):
                        found.setdefault(mutation, None)
        return sorted(found, key=str)

    def _unit_test(self, sql: str) -> bool:
        from harness import unit_test_passes

        return unit_test_passes(self.builds["clean"].connection, sql)

    def _wrong(self, name: str) -> str | None:
        """What the tests of the stories find wrong in a company, as they stand in the suite."""
        from story import MONTHS
        from warehouse import Bridge

        build = self.builds[name]
        if failed := build.failures(self.laws_of_dbt[name]):
            return f"law {sorted(failed)[0]}"
        told = SimpleNamespace(warehouse=build, bridge=Bridge(build), stories=self.told[name])
        if wrong := self.stories.differences(told.bridge, told.stories, MONTHS):
            return wrong[0]
        everyone = {name: told}
        checks = [lambda: [self.laws.test_from_and_lines_are_to(everyone, name, scope, amount)
                           for scope in self.laws.SCOPES for amount in ("amount", "amount_reporting")]]
        if name == "clean":
            january = Bridge(build, "close 2026-01")
            if wrong := self.stories.differences(january, told.stories, MONTHS[:1], early=True):
                return wrong[0]
            checks += [lambda test=test: test(told) for test in (
                self.stories.test_accounting_figures, self.stories.test_links,
                self.stories.test_repeats, self.stories.test_a_clean_company_passes_every_control,
                self.stories.test_ambiguous_documents_and_no_others_are_reported,
                self.laws.test_position_is_net_of_contract,
                self.laws.test_rounding_is_at_most_a_cent_a_posting)]
        if name == "faults":
            checks.append(lambda: self.stories.test_planted_faults_and_no_others_fail_the_controls(told))
        if name == "openings":
            checks.append(
                lambda: self.stories.test_what_the_extracts_never_held_raises_no_exception(told))
        if name in ("clean", "openings"):
            checks.append(lambda: self.stories.test_nothing_else_is_in_the_bridge(everyone, name))
        if name in ("clean", "faults"):
            # The other company is taken as it is: it tells nothing of its own here.
            empty = SimpleNamespace(warehouse=build, bridge=told.bridge, stories=[])
            checks.append(lambda: self.stories.test_exceptions(told, empty))
        for check in checks:
            try:
                check()
            except AssertionError as error:
                return f"stories: {str(error).splitlines()[0][:120] if str(error) else 'assertion'}"
        return None

    def notices(self, model: str, line: str, which: int | None, *how: int) -> str | None:
        """Who notices a mutated line: the first evidence, or None."""
        import duckdb

        for test, sql in self.unit_tests.get(model, []):
            changed = mutate(sql, line, self._in_unit_test(model, sql, line, which), *how)
            if changed is None:
                continue
            try:
                if not self._unit_test(changed):
                    return f"unit test {test}"
            except duckdb.Error as error:
                return f"unit test {test}: {str(error).splitlines()[0]}"
        for name, build in self.builds.items():
            compiled = self.compiled[name]
            sql = mutate(compiled.model(model).sql, line, which, *how)
            if sql is None:
                continue
            watch = threading.Timer(PATIENCE, build.connection.interrupt)
            build.execute("begin")
            watch.start()
            try:
                node = compiled.model(model)
                had = build.fingerprint(node.relation)
                build.materialise(node, sql)
                if build.fingerprint(node.relation) == had:
                    continue
                build.rerun({node.id})
                evidence = self._wrong(name)
            except duckdb.Error as error:
                evidence = f"error: {str(error).splitlines()[0]}"
            except Exception as error:  # noqa: BLE001  (a story that cannot even be read)
                evidence = f"error: {error!r}"
            finally:
                watch.cancel()
                build.execute("rollback")
            if evidence:
                return f"{name}, {evidence}"
        return None

    def _in_unit_test(self, model, sql, line, which):
        """Which of equal lines in a unit test's statement: its fixtures come before the model."""
        if which is None:
            return None
        total = sum(text == line for text in self.compiled["clean"].model(model).sql.splitlines())
        here = sum(text == line for text in sql.splitlines())
        return which + here - total if total and here >= total else len(sql)


def explained() -> set[str]:
    """The survivors that docs/mutation.md names, each as `model: line -> mutated line`."""
    page = ROOT / "docs" / "mutation.md"
    return set(re.findall(r"^- `(.+)`", page.read_text(), re.M)) if page.exists() else set()


def main() -> int:
    parser = argparse.ArgumentParser(description="Mutate the bridge, one operator at a time.")
    parser.add_argument("--sample", type=int, help="a fixed choice of so many mutations")
    parser.add_argument("--only", default="", help="models whose name contains this text")
    parser.add_argument("--list", action="store_true", help="show the mutations and stop")
    parser.add_argument("--again", type=Path, help="only the survivors of a record")
    parser.add_argument("--record", type=Path, help="keep each verdict as a line of JSON")
    chosen = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        court = Court(Path(folder))
        todo = [m for m in court.mutations() if chosen.only in m[0]]
        if chosen.again:
            verdicts = map(json.loads, chosen.again.read_text().splitlines())
            alive = {tuple(v["mutation"]) for v in verdicts if v["evidence"] is None}
            todo = [m for m in todo if m in alive]
        if chosen.sample and chosen.sample < len(todo):
            todo = sorted(random.Random(1).sample(todo, chosen.sample))
        survivors = []
        for place, mutation in enumerate(todo, start=1):
            model, line, _, *how = mutation
            name = f"{model}: {line.strip()}  ->  {mutated_line(line, *how).strip()}"
            if chosen.list:
                print(name)
                continue
            started = time.monotonic()
            evidence = court.notices(*mutation)
            if evidence is None:
                survivors.append(name)
            if chosen.record:
                with open(chosen.record, "a", encoding="utf-8") as file:
                    file.write(json.dumps({"mutation": mutation, "evidence": evidence}) + "\n")
            print(f"[{place}/{len(todo)}, {time.monotonic() - started:.1f} s] "
                  f"{'SURVIVED' if evidence is None else 'noticed'} {name}"
                  + (f"\n    {evidence[:160]}" if evidence else ""), flush=True)
    if chosen.list:
        print(f"{len(todo)} mutations")
        return 0
    print(f"{len(todo) - len(survivors)} of {len(todo)} mutations were noticed; survivors:")
    print("\n".join(survivors) or "none")
    return int(bool(set(survivors) - explained()))


if __name__ == "__main__":
    sys.exit(main())
