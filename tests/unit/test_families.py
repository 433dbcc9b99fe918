"""Families, and the questions left to people, built by dbt on a small CRM and ERP with a steward's decisions.

Who is whose parent when steward, ERP and CRM differ, what becomes of circles and of a family a hundred levels deep, and which
pairs and families people are asked about.
"""

from __future__ import annotations

import json
import os
import shutil

import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import parsed
from test_accounts import ROOT, SYSTEMS, Company, options

DEEP = 100
MODELS = ("account_hierarchy", "hierarchy_disagreements", "accounts", "chk_accounts__hierarchy_cycles", "chk_accounts__undecided")

# One group: the records that must be one account, as in test_accounts.
GROUPS = {
    "three parents are named": [
        ("crm01", "Abelia Freight", {"parent": "crm02"}),
        ("erp01", "Abelia Freight", {"ref": "crm01", "parent": "erp03"}),
    ],
    "the CRM's": [("crm02", "Bergamot Lines", {})],
    "the ERP's": [("erp03", "Cassia Holding", {})],
    "the steward's": [("crm04", "Dahlia Group", {})],
    "one name, and a steward says child": [("crm05", "Erica Mills Inc", {"country": "US", "site": "erica.example"})],
    "one name, and a steward says parent": [("erp05", "Erica Mills Inc", {"country": "US", "site": "erica.example"})],
    "merged, and its survivor": [
        ("crm06", "Fuchsia One", {"merged": "crm07", "deleted": True}),
        ("crm07", "Fuchsia", {}),
    ],
    "a circle of two": [("crm11", "Gerbera", {"parent": "crm12"})],
    "and its other half": [("crm12", "Heather", {"parent": "crm11"})],
    "a circle of three": [("erp21", "Ixora", {"parent": "erp22"})],
    "its second": [("erp22", "Jacaranda", {"parent": "erp23"})],
    "its third": [("erp23", "Kalmia", {"parent": "erp21"})],
    "below the circle of three": [("erp24", "Lantana", {"parent": "erp22"})],
    "a circle that only uniting closes": [
        ("crm31", "Magnolia", {"parent": "crm32"}),
        ("erp31", "Magnolia", {"ref": "crm31"}),
    ],
    "its other half": [
        ("crm32", "Nerine", {}),
        ("erp32", "Nerine", {"ref": "crm32", "parent": "erp31"}),
    ],
    "a circle that a steward closes": [("erp41", "Oleander", {"parent": "erp42"})],
    "the half that the steward decided": [("erp42", "Petunia", {})],
    "a family by its domain": [("crm51", "Quassia", {"site": "quassia.example", "country": "US"})],
    "its likely child": [("crm52", "Quassia Mining Services", {"site": "quassia.test", "country": "DE"})],
    "a declared child": [("crm53", "Quassia Timber Trading", {"site": "quassia.other", "country": "FR", "parent": "crm04"})],
    "two that only tax numbers tell apart": [
        ("crm61", "Rosemary Foods Inc", {"country": "US", "site": "rosemary.example", "tax": "11-1111118"}),
    ],
    "the second of them": [
        ("crm62", "Rosemary Foods Inc", {"country": "US", "site": "rosemary.example", "tax": "22-2222227"}),
    ],
    "a customer that could be either": [("erp61", "Rosemary Foods Inc", {"country": "US", "site": "rosemary.example"})],
    "two that a steward tells apart": [("crm71", "Saffron Bakery Inc", {"country": "US", "site": "saffron.example"})],
    "the other of the two": [("crm72", "Saffron Bakery Inc", {"country": "US", "site": "saffron.example"})],
    "a child whose customer its parent names too": [("crm83", "Verbena", {"parent": "crm84", "ref": "erp83"})],
    "the parent that names it": [("crm84", "Wisteria", {"ref": "erp83"})],
    "the customer that both name": [("erp83", "Yarrow", {})],
    "a parent with its child's tax number": [("crm81", "Tansy", {"country": "US", "tax": "55-5555551"})],
    "the child with the number": [("crm82", "Umbel Press", {"country": "US", "tax": "55-5555551", "parent": "crm81"})],
    **{
        f"level {level}": [
            (f"erp1{level:03}", f"Spruce {level}", {"parent": f"erp1{level - 1:03}"} if level else {})
        ]
        for level in range(DEEP + 1)
    },
}
DECISIONS = [
    ("parent", "salesforce", "crm01", "salesforce", "crm04"),
    ("parent", "salesforce", "crm05", "netsuite", "erp05"),
    ("parent", "salesforce", "crm06", "netsuite", "erp03"),
    ("parent", "netsuite", "erp42", "netsuite", "erp41"),
    ("different", "salesforce", "crm71", "salesforce", "crm72"),
]


@pytest.fixture(scope="module")
def families(tmp_path_factory):
    """Built on the bundled book and the decisions above."""
    folder = tmp_path_factory.mktemp("families")
    book = shutil.copytree(ROOT / "seeds", folder / "book")
    with (book / "account_overrides.csv").open("a") as overrides:
        for decision in DECISIONS:
            overrides.write(",".join(decision) + ",told by both,Ann,2026-01-15,,\n")
    company = Company(folder, GROUPS)
    settings = {**company.settings, "book_dir": str(book)}
    os.environ["TIEOUT_DUCKDB_PATH"] = str(company.warehouse)
    try:
        outcome = dbtRunner(manifest=parsed.manifest({"systems": SYSTEMS, "book_dir": str(book)})).invoke(
            ["build", *options(company.target), "--vars", json.dumps(settings)]
            + ["--exclude-resource-type", "unit_test", "test"]
            + ["--select", "countries", "+int_accounts__record_accounts"]
            + [f"+{model}" for model in MODELS])
    finally:
        DuckDBConnectionManager.close_all_connections()
    assert outcome.success, outcome.exception or [
        (found.node.name, found.message) for found in outcome.result if found.status not in ("success", "pass")]
    return company


@pytest.fixture(scope="module")
def names(families):
    """account_id -> one of its records."""
    return {account: key for key, account in sorted(families.accounts().items(), reverse=True)}


def parents_of(families, names) -> dict[str, str]:
    return {
        names[account]: names[parent] for account, parent in families.rows(
            "select account_id, parent_account_id from marts.accounts where parent_account_id is not null")
    }


def test_records_are_united_as_they_should(families):
    accounts = families.accounts()
    found = {name: {accounts[key] for key, *_ in group} for name, group in GROUPS.items()}
    assert {name: ids for name, ids in found.items() if len(ids) != 1} == {}
    assert len({ids.pop() for ids in found.values()}) == len(GROUPS)


def test_a_steward_is_believed_before_the_systems(families, names):
    assert families.rows(
        "select steward_parent_account_id, erp_parent_account_id, crm_parent_account_id, chosen_parent_account_id, rule"
        f" from marts.hierarchy_disagreements where account_id = '{families.accounts()['crm01']}'"
    ) == [(*(families.accounts()[key] for key in ("crm04", "erp03", "crm02", "crm04")), "a steward decided")]
    assert parents_of(families, names)["crm01"] == "crm04"


def test_a_stewards_parent_is_another_account(families, names):
    """Two records that would be one account are parent and child, because a steward says so; a merged one speaks for its survivor."""
    parents = parents_of(families, names)
    assert (parents["crm05"], parents[names[families.accounts()["crm07"]]]) == ("erp05", "erp03")


def test_each_circle_is_opened_once_at_its_weakest_link(families, names):
    dropped = families.rows(
        "select account_id, parent_account_id, source_system from checks.chk_accounts__hierarchy_cycles where is_dropped")
    found = {(names[account], names[parent], system) for account, parent, system in dropped}
    assert ("crm31", "crm32", "salesforce") in found, "the CRM's word is weaker than the ERP's"
    assert ("erp41", "erp42", "netsuite") in found, "the ERP's word is weaker than a steward's"
    two, three = ({("crm11", "crm12"), ("crm12", "crm11")}, {("erp21", "erp22"), ("erp22", "erp23"), ("erp23", "erp21")})
    links = {(account, parent) for account, parent, _ in found}
    assert (len(found), len(links & two), len(links & three)) == (4, 1, 1)
    parents = parents_of(families, names)
    assert not links & set(parents.items())
    assert (two | three) - links <= set(parents.items())
    assert parents["erp24"] == "erp22" and parents["erp42"] == "erp41"


def test_a_family_has_one_top_however_deep(families, names):
    assert families.rows(
        f"select level, ultimate_parent_id from marts.accounts where account_id = '{families.accounts()[f'erp1{DEEP:03}']}'"
    ) == [(DEEP, families.accounts()["erp1000"])]
    assert families.rows(
        "select count(*) from marts.accounts as a left join marts.accounts as top on a.ultimate_parent_id = top.account_id"
        " where top.level is distinct from 0 or top.ultimate_parent_id <> top.account_id") == [(0,)]
    assert families.rows(
        "select count(*) from marts.account_hierarchy where account_id ="
        f" '{families.accounts()[f'erp1{DEEP:03}']}'") == [(DEEP + 1,)]


def test_people_are_asked_what_the_matching_leaves_open(families, names):
    asked = {}
    for kind, status, first, second, reasons in families.rows(
            "select kind, status, account_id, other_account_id, reasons from checks.chk_accounts__undecided"):
        pair = (names[first], names[second]) if kind == "inferred_parent" else tuple(sorted((names[first], names[second])))
        asked[kind, pair] = (status, reasons)
    assert asked == {
        ("kept_apart", ("crm05", "erp05")): ("decided", "parent and child"),
        ("kept_apart", ("crm61", "crm62")): ("open", "two tax numbers of one country"),
        ("left_open", ("crm61", "erp61")): ("open", None),
        ("left_open", ("crm62", "erp61")): ("open", None),
        ("kept_apart", ("crm71", "crm72")): ("decided", "steward"),
        ("kept_apart", ("crm81", "crm82")): ("open", "parent and child"),
        ("refused_key", ("crm83", "erp83")): ("open", None),
        ("refused_key", ("crm84", "erp83")): ("open", None),
        ("inferred_parent", ("crm52", "crm51")): ("open", None),
    }


def test_a_proposal_is_no_link(families, names):
    """What names and domains suggest moves nobody."""
    assert families.rows(
        "select count(*) from checks.chk_accounts__undecided where kind = 'inferred_parent'") == [(1,)]
    assert "crm52" not in parents_of(families, names)
