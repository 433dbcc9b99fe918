"""The account master, built by dbt on a small CRM and ERP with planted traps.

Everything but the customers is the bundled company's. The clean records must leave every check
quiet, the planted ones must make each check speak, and shuffled rows must change nothing.
"""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
from pathlib import Path

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import parsed

ROOT = Path(__file__).resolve().parents[2]
LOADED = "2026-07-01T03:59:59Z"
SYSTEMS = ["salesforce", "netsuite"]
MARTS = ("accounts", "account_records", "account_hierarchy", "hierarchy_disagreements")
CHECKS = (
    "chk_accounts__clusters_converged",
    "chk_accounts__conflicting_tax_ids",
    "chk_accounts__hierarchy_cycles",
    "chk_accounts__refused_matches",
    "chk_accounts__unresolved_references",
    "chk_accounts__findings",
)

# One group: the records that must be one account. CRM records start with "crm", ERP ones with "erp".
CLEAN = {
    "native id named by the ERP": [
        ("crm01", "Alder Tools Inc", {"country": "US"}),
        ("erp01", "A. Tools", {"ref": "crm01"}),
    ],
    "native id named by the CRM": [
        ("crm02", "Birch Media", {"ref": " erp02 "}),
        ("erp02", "BM Holding", {}),
    ],
    "customer number": [
        ("crm03", "Cedar Optics", {"ref": "c-erp03"}),
        ("erp03", "Something else", {}),
    ],
    "tax number, one country unknown": [
        ("crm04", "Dogwood SA", {"country": "France", "tax": "FR 40 303 265 045"}),
        ("erp04", "Groupe D", {"tax": "40303265045", "country": "FR"}),
        ("erp05", "D. fr.", {"tax": "FR40303265045"}),
    ],
    "domain, country and most of the name": [
        ("crm06", "Elm Software", {"site": "https://www.shop.elm.co.uk/x", "country": "England"}),
        ("erp06", "Elm Software Trading", {"mail": "bills@elm.co.uk", "country": "GB"}),
    ],
    "a domain and": [("crm20", "Lilac Bank", {"site": "lilac.example", "country": "US"})],
    "another name with the same domain": [
        ("erp22", "Meadow Insurance", {"site": "lilac.example", "country": "US"})
    ],
    "a typing error, a short form and one domain": [
        ("crm21", "Hawthorn International Services Inc", {"country": "US", "site": "haw.example"}),
        ("crm22", "Hawthonr Int'l Services, Inc.", {"country": "US", "site": "haw.example"}),
    ],
    "the same words in another order": [
        ("crm23", "Bank of Mulberry", {"country": "US"}),
        ("erp23", "MULBERRY BANK", {"country": "US"}),
    ],
    "domain and name, an office abroad": [
        ("crm07", "Fir Systems LLC", {"site": "fir.example", "country": "Germany"}),
        ("erp07", "FIR SYSTEMS L.L.C.", {"site": "http://fir.example", "country": "GB"}),
    ],
    "name and country, twice in the CRM": [
        ("crm08", "Gingko & Söhne GmbH", {"country": "Deutschland", "mail": "g@gmail.com"}),
        ("crm09", "Gingko und Sohne", {"country": "DE"}),
        ("erp08", "GINGKO AND SOHNE GMBH & CO. KG", {"country": "DE", "mail": "x@gmail.com"}),
    ],
    "a name of another script": [
        ("crm10", "株式会社ひいらぎ", {"country": "日本"}),
        ("erp10", "ひいらぎ 株式会社", {"country": "JP"}),
    ],
    "the same fillers as the next": [
        ("crm11", "Unknown", {"country": "US", "tax": "000000000", "site": "facebook.com/a"})
    ],
    "the same fillers as the one before": [
        ("erp11", "Unknown", {"country": "US", "tax": "000000000", "site": "facebook.com/b"})
    ],
    "the same name in another country": [("erp12", "Alder Tools Inc", {"country": "CA"})],
    "merges in a row, and a deleted record": [
        ("crm13", "Hazel One", {"merged": "crm14", "deleted": True}),
        ("crm14", "Hazel Two", {"merged": "crm15", "deleted": True}),
        ("crm15", "Hazel", {"country": "US"}),
        ("erp13", "Hazel Ltd", {"country": "US", "ref": "crm13"}),
        ("crm16", "Hazel Old", {"ref": "erp13", "deleted": True}),
    ],
    "references in a row, two at each record between": [
        ("crm18", "Jasmine", {"ref": "erp19"}),
        ("erp19", "Jas one", {}),
        ("erp20", "Jas two", {"ref": "crm18"}),
        ("crm19", "Mine", {"ref": "erp20"}),
        ("erp21", "Jas three", {"ref": "crm19"}),
    ],
    "a parent and": [("erp17", "Ivy", {"country": "US"})],
    "its child of another name": [("erp18", "Ivy Labs", {"country": "US", "parent": "erp17"})],
}
PLANTED = {
    "a parent with its child's name": [("crm31", "Juniper", {"country": "US"})],
    "the child with its parent's name": [("crm32", "Juniper Inc", {"country": "US", "parent": "crm31"})],
    "the customer that could be either": [("erp31", "JUNIPER", {"country": "US"})],
    "a name with one tax number": [("crm33", "Kapok", {"country": "US", "tax": "11-1111118"})],
    "the same name with another": [("crm34", "Kapok Inc", {"country": "US", "tax": "22-2222227"})],
    "a reference against the tax numbers": [
        ("crm35", "Larch", {"country": "US", "tax": "33-3333336", "ref": "erp35"}),
        ("erp35", "Larch Inc", {"country": "US", "tax": "44-4444445"}),
    ],
    "one half of a circle": [
        ("crm36", "Mango", {"parent": "crm37"}),
        ("erp36", "Mango", {"ref": "crm36"}),
    ],
    "the other half of the circle": [
        ("crm37", "Nutmeg", {}),
        ("erp37", "Nutmeg", {"ref": "crm37", "parent": "erp36"}),
    ],
    "two systems, two parents": [
        ("crm38", "Olive", {"parent": "crm01"}),
        ("erp38", "Olive", {"ref": "crm38", "parent": "erp17"}),
    ],
    "a parent with a tax number": [("crm44", "Sorrel", {"country": "US", "tax": "55-5555551"})],
    "its child with the same number": [
        ("crm45", "Sorrel Labs", {"country": "US", "tax": "55-5555551", "parent": "crm44"})
    ],
    "a reference to nobody": [("crm39", "Palm", {"ref": "erp99"})],
    "a reference to two": [("crm40", "Quince", {"ref": "same"})],
    "one of the two": [("erp40", "Quince East", {"number": "SAME"})],
    "the other of the two": [("erp41", "Quince West", {"number": "same"})],
    "a deleted record that two name": [("erp42", "Rowan", {"deleted": True})],
    "the first who names it": [("crm42", "Rowan East", {"ref": "erp42"})],
    "the second who names it": [("crm43", "Rowan West", {"ref": "erp42"})],
}
CHAIN = {
    f"level {level}": [
        (f"erp1{level:02}", f"Spruce {level}", {"parent": f"erp1{level - 1:02}"} if level else {})
    ]
    for level in range(51)
}


class Company:
    """The extracts, a warehouse, and what a build of the accounts made of them."""

    def __init__(self, folder: Path, groups: dict, shuffled: bool = False):
        self.warehouse = folder / "tieout.duckdb"
        self.groups = groups
        extracts = folder / "extracts"
        shutil.copytree(ROOT / "extracts" / "demo", extracts)
        records = [record for group in groups.values() for record in group]
        if shuffled:
            random.Random(11).shuffle(records)
        with (
            (extracts / "salesforce/account.csv").open("w", newline="") as crm,
            (extracts / "netsuite/customer.csv").open("w", newline="") as erp,
            (extracts / "netsuite/entityaddress.csv").open("w", newline="") as addresses,
        ):
            crm, erp, addresses = csv.writer(crm), csv.writer(erp), csv.writer(addresses)
            crm.writerow(
                "id name parent_id master_record_id website billing_country erp_customer_id_c"
                " tax_id_c created_date last_modified_date is_deleted _fivetran_synced".split()
            )
            erp.writerow(
                "id entityid companyname parent url email custentity_salesforce_account_id"
                " custentity_tax_id defaultbillingaddress datecreated lastmodifieddate"
                " _fivetran_deleted _fivetran_synced".split()
            )
            addresses.writerow(["nkey", "country", "_fivetran_synced"])
            for key, name, facts in records:
                crm_side = key.startswith("crm")
                get = facts.get
                common = ["2025-01-01T00:00:00Z", "2025-06-01T00:00:00Z"]
                deleted = "true" if get("deleted") else "false"
                if crm_side:
                    crm.writerow(
                        [key, name, get("parent"), get("merged"), get("site") or get("mail")]
                        + [get("country"), get("ref"), get("tax"), *common, deleted, LOADED]
                    )
                else:
                    number = get("number", f"C-{key.upper()}")
                    erp.writerow(
                        [key, number, name, get("parent"), get("site"), get("mail"), get("ref")]
                        + [get("tax"), f"a-{key}", *common, deleted, LOADED]
                    )
                    addresses.writerow([f"a-{key}", get("country"), LOADED])
        self.settings = {"extracts_dir": str(extracts), "systems": SYSTEMS}
        self.target = folder / "target"

    def built(self, manifest, without: tuple = ("unit_test", "test")) -> Company:
        os.environ["TIEOUT_DUCKDB_PATH"] = str(self.warehouse)
        try:
            result = dbtRunner(manifest=manifest).invoke(
                ["build", *options(self.target), "--vars", json.dumps(self.settings)]
                + ["--indirect-selection", "cautious", "--exclude-resource-type", *without]
                + ["--select", "countries", "exception_rules", "+int_accounts__record_accounts"]
                + [f"+{model}" for model in (*MARTS, *CHECKS)]
            )
        finally:
            DuckDBConnectionManager.close_all_connections()
        assert result.success, result.exception or [
            (found.node.name, found.message)
            for found in result.result
            if found.status not in ("success", "pass")
        ]
        return self

    def rows(self, query: str) -> list[tuple]:
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def accounts(self) -> dict[str, str]:
        return dict(
            self.rows(
                "select source_account_id, account_id from intermediate.int_accounts__record_accounts"
            )
        )

    def count(self, check: str) -> int:
        return self.rows(f"select count(*) from checks.{check}")[0][0]


def options(target: Path) -> list[str]:
    return (
        ["--quiet", "--log-level-file", "none", "--project-dir", str(ROOT)]
        + ["--profiles-dir", str(ROOT), "--target-path", str(target)]
    )


@pytest.fixture(scope="module")
def manifest():
    """The parsed project, reused by every build: only the extracts and the warehouse differ."""
    return parsed.manifest({"systems": SYSTEMS})


@pytest.fixture(scope="module")
def clean(tmp_path_factory, manifest):
    return Company(tmp_path_factory.mktemp("clean"), CLEAN).built(manifest)


@pytest.fixture(scope="module")
def planted(tmp_path_factory, manifest):
    """Built with its data tests: planted faults must not break a key either."""
    groups = {**CLEAN, **PLANTED, **CHAIN}
    return Company(tmp_path_factory.mktemp("planted"), groups).built(manifest, ("unit_test",))


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory, manifest):
    groups = {**CLEAN, **PLANTED, **CHAIN}
    return Company(tmp_path_factory.mktemp("shuffled"), groups, shuffled=True).built(manifest)


@pytest.mark.parametrize("company", ["clean", "planted"])
def test_each_group_is_one_account_and_no_other(company, request):
    company = request.getfixturevalue(company)
    accounts = company.accounts()
    found = {
        name: {accounts[key] for key, *_ in group} for name, group in company.groups.items()
    }
    assert {name: ids for name, ids in found.items() if len(ids) != 1} == {}
    owners: dict[str, list[str]] = {}
    for name, ids in found.items():
        owners.setdefault(ids.pop(), []).append(name)
    assert [names for names in owners.values() if len(names) > 1] == []


def test_clean_records_leave_every_check_quiet(clean):
    assert {check: clean.count(check) for check in CHECKS} == dict.fromkeys(CHECKS, 0)
    assert clean.rows("select * from marts.hierarchy_disagreements") == []


def test_each_rung_is_named_with_its_evidence(clean):
    listed = {
        key: (method, float(score), evidence)
        for key, method, score, evidence in clean.rows(
            "select source_account_id, match_method, match_score, evidence from marts.account_records"
        )
    }
    assert listed["crm01"] == ("native_id", 1.0, "netsuite erp01 <- counterpart reference = crm01")
    assert listed["erp02"] == (
        "native_id", 1.0, "salesforce crm02 <- counterpart reference = erp02"
    )
    assert listed["crm03"] == (
        "customer_number", 0.99, "netsuite erp03 <- counterpart reference = c-erp03"
    )
    assert listed["erp05"] == ("tax_id", 0.97, "salesforce crm04 <- tax id 40303265045")
    for key, partner, told in (("erp06", "salesforce crm06", "domain"), ("crm09", "netsuite erp08", "name")):
        method, score, evidence = listed[key]
        assert method == "scored" and 0.5 < score < 1
        assert evidence.startswith(f"{partner} <- ") and f" {told} " in evidence
    assert listed["crm13"] == ("merged", 1.0, "merged into salesforce crm15")
    assert listed["erp12"] == ("own", 1.0, "no other record matches")
    assert "crm16" not in listed, "a deleted record is no record of an account"


def test_each_check_speaks_about_what_was_planted(planted):
    accounts = planted.accounts()
    refused = planted.rows(
        "select distinct source_record_id from checks.chk_accounts__refused_matches order by 1"
    )
    assert [key for (key,) in refused] == ["crm44", "crm45"]
    assert planted.rows(
        "select account_id, detail from checks.chk_accounts__conflicting_tax_ids"
    ) == [(accounts["crm35"], "salesforce:crm35 has 333333336; netsuite:erp35 has 444444445")]
    assert planted.rows(
        "select account_id, source_system, is_dropped from checks.chk_accounts__hierarchy_cycles"
        " order by is_dropped"
    ) == [(accounts["erp37"], "netsuite", False), (accounts["crm36"], "salesforce", True)]
    assert planted.rows(
        "select source_record_id, outcome from checks.chk_accounts__unresolved_references order by 1"
    ) == [
        ("crm39", "names_no_record"),
        ("crm40", "names_several_records"),
        ("crm42", "names_deleted_record"),
        ("crm43", "names_deleted_record"),
    ]
    found = planted.rows(
        "select rule, coalesce(account_id, source_record_id), detail from checks.chk_accounts__findings"
    )
    assert sorted(row[:2] for row in found if row[0] != "match_refused") == sorted([
        ("conflicting_tax_ids", accounts["crm35"]),
        ("hierarchy_cycle", accounts["crm36"]),
        *(("unresolved_reference", accounts[key]) for key in ("crm39", "crm40", "crm42", "crm43")),
    ])
    assert sorted(row[2] for row in found if row[0] == "match_refused") == [
        'tax id 555555551 in US: salesforce:crm44, salesforce:crm45 are not one account',
    ]
    assert planted.count("chk_accounts__clusters_converged") == 0


def test_the_erp_decides_where_parents_differ(planted):
    accounts = planted.accounts()
    assert planted.rows(
        "select account_id, erp_parent_account_id, crm_parent_account_id, chosen_parent_account_id"
        " from marts.hierarchy_disagreements"
    ) == [(accounts["crm38"], accounts["erp17"], accounts["crm01"], accounts["erp17"])]


def test_every_account_has_one_top_that_is_its_own_top(planted):
    accounts = planted.accounts()
    assert planted.rows(
        "select level, ultimate_parent_id from marts.accounts where account_id ="
        f" '{accounts['erp150']}'"
    ) == [(50, accounts["erp100"])]
    assert planted.rows(
        "select count(*) from marts.accounts as below inner join marts.accounts as top"
        " on below.ultimate_parent_id = top.account_id"
        " where top.ultimate_parent_id <> top.account_id"
        " or (below.level = 0) <> (below.account_id = top.account_id)"
    ) == [(0,)]
    assert planted.rows(
        "select count(*) from marts.account_hierarchy group by account_id, ancestor_id"
        " having count(*) > 1"
    ) == []


@pytest.mark.parametrize("table", [f"marts.{mart}" for mart in MARTS] + [f"checks.{c}" for c in CHECKS])
def test_the_order_of_rows_changes_nothing(planted, shuffled, table):
    query = f"select * from {table} order by all"
    assert shuffled.rows(query) == planted.rows(query)
