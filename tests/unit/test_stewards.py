"""What stewards decide, on the small CRM and ERP of test_accounts.py: each rule by hand, then random decisions.

The company is built by dbt once, without a decision. Each test writes its own rows into book.account_overrides, runs the
compiled models that depend on it anew, in a transaction that is rolled back, and asks.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from itertools import combinations

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import parsed
from test_accounts import CLEAN, PLANTED, SYSTEMS, Company, options

LIMIT = 20  # the var override_merge_limit
COLUMNS = ("decision", "source_system", "source_account_id", "other_source_system", "other_source_account_id", "why", "who",
           "decided_on", "expires_on", "approved_by")
CHAIN = ("int_accounts__overrides_read+,+account_records", "int_accounts__overrides_read+,+chk_accounts__findings",
         "int_accounts__overrides_read+,+int_accounts__record_accounts")
RECORDS = [key for group in (CLEAN | PLANTED).values() for key, *_ in group]
# Twenty-two strangers, for groups that are too large.
STRANGERS = {f"stranger {number}": [(f"erp5{number:02}", f"Zz{number}qx Kft{number}", {})] for number in range(22)}


def row(decision: str, key: str, other: str, approved_by=None, why="as they told us", who="Ann",
        decided_on="2026-01-02", expires_on=None) -> tuple:
    """A row of account_overrides; a key that begins with crm is the CRM's."""
    first, second = (("salesforce" if name.startswith("crm") else "netsuite", name) for name in (key, other))
    return (decision, *first, *second, why, who, decided_on, expires_on, approved_by)


class Decided:
    """The built company under some decisions."""

    def __init__(self, connection, models):
        self.connection, self.models = connection, models

    def __call__(self, rows) -> Decided:
        self.connection.execute("delete from book.account_overrides")
        if rows:
            self.connection.executemany(
                f"insert into book.account_overrides values ({', '.join('?' * len(COLUMNS))})", list(rows))
        for relation, sql in self.models:
            self.connection.execute(f"create or replace table {relation} as {sql}")
        return self

    def rows(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()

    def listed(self) -> list[tuple]:
        """Every row and column that readers see of the matches, and what the checks found."""
        return [self.rows(f"from {relation} order by all") for relation in (
            "marts.account_records", "intermediate.int_accounts__record_accounts",
            "checks.chk_accounts__override_contradictions", "checks.chk_accounts__findings")]

    def accounts(self) -> dict[str, str]:
        return dict(self.rows("select source_account_id, account_id from intermediate.int_accounts__record_accounts"))

    def found(self) -> set[tuple]:
        return set(self.rows("select rule, finding from checks.chk_accounts__override_contradictions"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The company without decisions, and its models that depend on them, compiled, in their order."""
    manifest = parsed.manifest({"systems": SYSTEMS})
    company = Company(tmp_path_factory.mktemp("stewards"), CLEAN | PLANTED | STRANGERS).built(manifest)
    os.environ["TIEOUT_DUCKDB_PATH"] = str(company.warehouse)
    try:
        outcome = dbtRunner(manifest=manifest).invoke(
            ["compile", *options(company.target), "--vars", json.dumps(company.settings), "--exclude", "test_type:data",
             "test_type:unit", "--select", *CHAIN])
    finally:
        DuckDBConnectionManager.close_all_connections()
    assert outcome.success, outcome.exception
    nodes = {result.node.unique_id: result.node for result in outcome.result.results}
    done: dict[str, tuple] = {}

    def visit(name):
        if name in nodes and name not in done:
            for parent in nodes[name].depends_on.nodes:
                visit(parent)
            done[name] = (f"{nodes[name].schema}.{nodes[name].name}", nodes[name].compiled_code)

    for name in sorted(nodes):
        visit(name)
    with duckdb.connect(str(company.warehouse)) as connection:
        yield connection, list(done.values())


@pytest.fixture(scope="module")
def undecided(built):
    """What is listed without any decision."""
    built[0].execute("begin")
    listed = Decided(*built)([]).listed()
    built[0].execute("rollback")
    return listed


@pytest.fixture
def decide(built):
    """`decide(rows)`: the company under these decisions, gone after the test."""
    built[0].execute("begin")
    yield Decided(*built)
    built[0].execute("rollback")


def together(accounts: dict, *keys: str) -> bool:
    return len({accounts[key] for key in keys}) == 1


def test_same_unites_and_says_who_and_why(decide):
    decided = decide([row("same", "crm40", "erp40"), row("same", "erp40", "erp12", why="one owner", who="Bob")])
    assert together(decided.accounts(), "crm40", "erp40", "erp12")
    listed = {key: rest for key, *rest in decided.rows(
        "select source_account_id, match_method, match_score, evidence, is_override from marts.account_records")}
    assert listed["crm40"] == ["steward", 1, "netsuite erp40 <- steward: Ann, 2026-01-02: as they told us", True]
    assert listed["erp12"] == ["steward", 1, "netsuite erp40 <- steward: Bob, 2026-01-02: one owner", True]
    assert listed["crm01"][-1] is False
    assert decided.found() == set()


# Decisions, records that must then be one account, pairs that must not, and what the check finds.
PLANS = {
    "a reference that a steward contradicts":
        ([row("different", "crm01", "erp01")], [], [("crm01", "erp01")], set()),
    "a customer number":
        ([row("different", "erp03", "crm03")], [], [("crm03", "erp03")], set()),
    "a tax number: the third goes with neither":
        ([row("different", "crm04", "erp04")], [], [("crm04", "erp04")], set()),
    "one of three with a tax number":
        ([row("different", "crm04", "erp04"), row("different", "crm04", "erp05")], [("erp04", "erp05")],
         [("crm04", "erp04")], set()),
    "a score":
        ([row("different", "crm23", "erp23")], [], [("crm23", "erp23")], set()),
    "the ends of a chain: the middle stays":
        ([row("different", "crm18", "erp21")], [("erp20", "crm19")], [("crm18", "erp21")], set()),
    "a deleted record and the one that it names":
        ([row("different", "crm16", "erp13")], [("crm13", "erp13")], [("crm16", "erp13")], set()),
    "same for a deleted record that two name":
        ([row("same", "erp42", "crm43")], [("erp42", "crm43")], [("erp42", "crm42")], set()),
    "same for a deleted and a merged record, and what is said of one holds for the other":
        ([row("same", "erp42", "crm13"), row("different", "erp42", "crm33")], [("erp42", "crm15", "erp13")],
         [("erp42", "crm33")], set()),
    "said of a merged record, it holds for its survivor":
        ([row("different", "crm14", "erp13")], [("crm14", "crm15")], [("crm15", "erp13")], set()),
    "a merge in the CRM wins":
        ([row("different", "crm13", "crm15")], [("crm13", "crm15")], [],
         {("override_contradiction", "different salesforce:crm13, salesforce:crm15")}),
    "same wins over a declared parent":
        ([row("same", "crm31", "crm32")], [("crm31", "crm32")], [],
         {("override_contradiction", "declared parent salesforce:crm32, salesforce:crm31")}),
    "same wins over different, however long the way":
        ([row("same", "crm40", "crm39"), row("same", "crm39", "erp12"), row("different", "erp12", "crm40")],
         [("crm39", "crm40", "erp12")], [], {("override_contradiction", "different netsuite:erp12, salesforce:crm40")}),
    "two tax numbers want a second person":
        ([row("same", "crm33", "crm34", approved_by="ann ")], [], [("crm33", "crm34")],
         {("override_unapproved", "same salesforce:crm33")}),
    "two tax numbers, approved":
        ([row("same", "crm33", "crm34", approved_by="Bob")], [("crm33", "crm34")], [], set()),
    "twenty records are not too many":
        ([row("same", f"erp5{n:02}", f"erp5{n + 1:02}") for n in range(19)], [tuple(f"erp5{n:02}" for n in range(20))], [],
         set()),
    "one more is":
        ([row("same", f"erp5{n:02}", f"erp5{n + 1:02}") for n in range(20)], [], [("erp500", "erp501")],
         {("override_unapproved", "same netsuite:erp500")}),
    "of too many records those unite that are approved":
        ([row("same", f"erp5{n:02}", f"erp5{n + 1:02}", approved_by="Bob" if n > 5 else None) for n in range(20)],
         [("erp506", "erp520")], [("erp505", "erp506")], {("override_unapproved", "same netsuite:erp500")}),
    "a steward's parent is another account, whatever would unite the two":
        ([row("parent", "crm01", "erp01")], [], [("crm01", "erp01")], set()),
    "same wins over a steward's parent":
        ([row("same", "crm02", "crm03"), row("parent", "crm03", "crm02")], [("crm02", "crm03")], [],
         {("override_contradiction", "parent salesforce:crm03, salesforce:crm02")}),
}


def batches() -> list[list[str]]:
    """The plans, in as few builds as have no record in two plans."""
    made: list[tuple[list, set]] = []
    for plan, (rows, one, two, _) in PLANS.items():
        keys = {key for line in rows for key in (line[2], line[4])}.union(*one, *two)
        for names, used in made:
            if not keys & used:
                names.append(plan)
                used |= keys
                break
        else:
            made.append(([plan], keys))
    return [names for names, _ in made]


@pytest.fixture(scope="module")
def planned(built):
    """Plan -> accounts and what the checks found, in the build that the plan was part of."""
    outcome = {}
    for names in batches():
        built[0].execute("begin")
        decided = Decided(*built)([line for name in names for line in PLANS[name][0]])
        findings = decided.rows("select rule, source_record_id from checks.chk_accounts__findings where rule like 'override%'")
        outcome |= {name: (decided.accounts(), decided.found(), findings, names) for name in names}
        built[0].execute("rollback")
    return outcome


@pytest.mark.parametrize("plan", PLANS)
def test_a_decision_holds_whatever_rung_it_meets(planned, plan):
    _, one, two, _ = PLANS[plan]
    accounts, found, findings, names = planned[plan]
    assert [keys for keys in one if not together(accounts, *keys)] == []
    assert [keys for keys in two if together(accounts, *keys)] == []
    assert found == set().union(*(PLANS[name][3] for name in names))
    assert sorted(findings) == sorted(found)


def test_a_key_that_a_steward_decided_about_is_no_open_question(decide):
    """Nor does it become one but for the third, which fits both."""
    decided = decide([row("different", "crm01", "erp01"), row("different", "crm04", "erp04")])
    refused = decided.rows("select source_record_id from checks.chk_accounts__findings where rule = 'match_refused'"
                           " order by source_record_id")
    assert refused == [("tax_id 40303265045|FR",), ("tax_id 555555551|US",)]


class Told:
    """What random decisions must bring about, worked out without SQL."""

    def __init__(self, rows, decided: Decided):
        held = decided.rows("select record_key, holder_record_key from intermediate.int_accounts__records_held")
        self.holders = {key.split(":")[1]: holder.split(":")[1] for key, holder in held}
        taxes = {key.split(":")[1]: (country, tax) for key, country, tax in decided.rows(
            "select record_key, country_code, tax_id from intermediate.int_accounts__records_normalised"
            " where tax_id is not null and country_code is not null")}
        in_force = [line for line in rows if not line[8] or line[8] >= "2026-06-30"]
        same = [line for line in in_force if line[0] == "same"]
        self.groups = self.united(same)
        numbers: dict = {}
        for key, group in self.groups.items():
            if key in taxes:
                numbers.setdefault((group, taxes[key][0]), set()).add(taxes[key][1])
        doubtful = {group for group, size in Counter(self.groups.values()).items() if size > LIMIT}
        doubtful |= {group for (group, _), tax_ids in numbers.items() if len(tax_ids) > 1}
        self.same = [line for line in same if line[9] or self.groups[self.holders[line[2]]] not in doubtful]
        self.atoms = self.united(self.same)
        self.waiting = {self.groups[self.holders[line[2]]] for line in same if not self.is_bound(line[2], line[4])}
        self.different = [line for line in in_force if line[0] == "different"]

    def united(self, lines) -> dict[str, str]:
        """Holder -> smallest key of its group, by union and find."""
        above: dict[str, str] = {}

        def top(key):
            while above.setdefault(key, key) != key:
                key = above[key]
            return key

        for line in lines:
            one, two = sorted((top(self.holders[line[2]]), top(self.holders[line[4]])), key=full)
            above[two] = one
        return {key: top(key) for key in above}

    def is_bound(self, key, other) -> bool:
        one, two = self.holders[key], self.holders[other]
        return one == two or self.atoms.get(one, one) == self.atoms.get(two, two)


def full(key: str) -> str:
    """A record key as the models write it."""
    return f"{'salesforce' if key.startswith('crm') else 'netsuite'}:{key}"


def random_rows(rng: random.Random, accounts: dict) -> list[tuple]:
    """Decisions of which many are wrong: same for strangers, different within accounts, both at once, over chains."""
    keys = rng.sample(sorted(accounts), rng.choice((8, 25, len(accounts))))
    within = [pair for pair in combinations(sorted(accounts), 2) if together(accounts, *pair)]
    rows = {}
    for _ in range(rng.choice((3, 12, 40))):
        pair = rng.choice(within) if rng.random() < 0.4 else rng.sample(keys, 2)
        decision = rng.choice(("same", "different", "different", "parent"))
        expires = rng.choice((None, None, None, "2026-06-30", "2026-06-29"))
        rows[decision, *sorted(pair)] = row(decision, *pair, approved_by=rng.choice((None, "Bob", "Ann")), expires_on=expires)
    # Nobody approves himself: to the models an Ann of Ann is no approval.
    return [line[:9] + (None,) if line[9] == line[6] and rng.random() < 0.5 else line for line in rows.values()]


@pytest.mark.parametrize("seed", range(60 if os.environ.get("TIEOUT_PROPERTIES") == "many" else 6))
def test_random_decisions_hold_but_for_the_contradictions_that_are_listed(decide, undecided, seed):
    rng = random.Random(f"stewards {seed}")
    rows = random_rows(rng, {key: account for _, key, _, account, *_ in undecided[1]})
    decided = decide(rows)
    told = Told([line[:9] + (None if line[9] == line[6] else line[9],) for line in rows], decided)
    accounts, found = decided.accounts(), decided.found()
    assert [line for line in told.same if not together(accounts, line[2], line[4])] == []
    broken = {("override_contradiction", "different " + ", ".join(sorted((full(line[2]), full(line[4])))))
              for line in told.different if together(accounts, line[2], line[4])}
    bound = {("override_contradiction", "different " + ", ".join(sorted((full(line[2]), full(line[4])))))
             for line in told.different if told.is_bound(line[2], line[4])}
    assert broken == bound == {(rule, finding) for rule, finding in found if finding.startswith("different ")}
    assert {finding for rule, finding in found if rule == "override_unapproved"} == {
        f"same {full(group)}" for group in told.waiting}
    assert decided.rows("from checks.chk_accounts__clusters_converged") == []
    after = decided.listed()
    turned = [line if line[0] == "parent" else (line[0], *line[3:5], *line[1:3], *line[5:]) for line in rows]
    rng.shuffle(turned)
    assert decide(turned).listed() == after, "the order of rows, and which record stands first, change nothing"
    assert decide([]).listed() == undecided, "without the decisions everything is as it was"


def test_the_models_run_here_make_what_dbt_made(built, undecided):
    assert built[0].execute("from marts.account_records order by all").fetchall() == undecided[0]
