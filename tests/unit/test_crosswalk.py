"""The golden record and the way back: values follow the seed, the crosswalk comes home to the same master.

The company is the bundled one, its records still clean, with disagreements planted between its systems. It is built by the
project's own SQL (tests/support/harness.py), exported by scripts/export_crosswalk.py, corrected as the crosswalk says, and built again.
"""

from __future__ import annotations

import csv
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT

from harness import Build, compile_project

sys.path.insert(0, str(ROOT))

from company.demo import story  # noqa: E402

SPEC = importlib.util.spec_from_file_location("export_crosswalk", ROOT / "scripts" / "export_crosswalk.py")
crosswalk = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(crosswalk)

MARTS = ("accounts", "account_records", "account_hierarchy", "account_corrections", "account_values",
         "account_crosswalk")
CRM, ERP, ADDRESS = "salesforce/account", "netsuite/customer", "netsuite/entityaddress"
MASTER_ID = {CRM: "tieout_account_id_c", ERP: "custentity_tieout_account_id"}
# Where a corrected value is written; the country of an ERP customer stands in its address.
COLUMNS = {
    CRM: {"account_name": "name", "domain": "website", "tax_id": "tax_id_c", "country": "billing_country"},
    ERP: {"account_name": "companyname", "domain": "url", "tax_id": "custentity_tax_id"},
}


class Extracts:
    """The rows of a folder of extracts, table by table."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.tables = {}
        for table in (CRM, ERP, ADDRESS):
            with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
                self.tables[table] = list(csv.DictReader(file))

    def write(self, folder: Path) -> Path:
        """A copy of the folder with the rows as they are now."""
        if folder != self.folder:
            shutil.copytree(self.folder, folder)
        for table, rows in self.tables.items():
            with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return folder

    def country_of(self, customer: dict) -> dict:
        """The address of a customer that holds its country."""
        [address] = [row for row in self.tables[ADDRESS] if row["nkey"] == customer["defaultbillingaddress"]]
        return address


def planted(folder: Path) -> dict[str, dict]:
    """The bundled company with six kinds of disagreement, by turns; gives kind -> ERP customer -> what it says now."""
    story.tell(clean=True).c.write(folder)
    extracts = Extracts(folder)
    for table, column in MASTER_ID.items():
        for row in extracts.tables[table]:
            row[column] = ""
    accounts = {row["id"]: row for row in extracts.tables[CRM] if row["is_deleted"] == "false"}
    customers = [row for row in extracts.tables[ERP] if row["_fivetran_deleted"] != "true"]
    names = [row["custentity_salesforce_account_id"] for row in customers]
    named = {row["erp_customer_id_c"] for row in accounts.values()}
    pairs = [(accounts[row["custentity_salesforce_account_id"]], row) for row in customers
             if row["custentity_salesforce_account_id"] in accounts and not row["url"]
             and accounts[row["custentity_salesforce_account_id"]]["website"]
             and names.count(row["custentity_salesforce_account_id"]) == 1 and row["id"] not in named]
    kinds = ("domain", "shared domain", "name", "tax number", "country", "formula")
    found = {kind: {} for kind in kinds}
    for number, (account, customer) in enumerate(pairs[:60]):
        kind = kinds[number % len(kinds)]
        if kind == "domain":
            customer["url"] = said = f"http://www.other-{number}.example/about"
        elif kind == "shared domain":
            customer["url"] = said = next(
                other["website"] for other, _ in pairs[number:] if other["website"] != account["website"])
        elif kind == "name":
            customer["companyname"] = said = f"Renamed {number} Partners"
        elif kind == "tax number":
            account["tax_id_c"], said = f"11-55{number:05}", f"99-33{number:05}"
            customer["custentity_tax_id"] = said
        elif kind == "country":
            extracts.country_of(customer)["country"] = said = ""
        else:
            account["name"] = said = f"=HYPERLINK({account['name']})"
        found[kind][customer["id"]] = said
    extracts.write(folder)
    return found


def imported(folder: Path, exported: Path, target: Path, change=None) -> Path:
    """The extracts after the crosswalk came home: master ids and corrections are in the fields they belong to."""
    extracts = Extracts(folder)
    for table, columns in COLUMNS.items():
        with (exported / f"{table.split('/')[0]}.csv").open(newline="", encoding="utf-8") as file:
            rows = {row["source_account_id"]: {name: crosswalk.restored(cell) for name, cell in row.items()}
                    for row in csv.DictReader(file)}
        for record in extracts.tables[table]:
            row = rows.get(record["id"])
            if row is None:
                continue
            record[MASTER_ID[table]] = row["account_id"]
            for field in ("account_name", "domain", "tax_id", "country"):
                if f"{field}: {row[field]}, " not in f"{row['to_correct']}, ":
                    continue
                if field in columns:
                    record[columns[field]] = row[field]
                else:
                    extracts.country_of(record)[field] = row[field]
    if change:
        change(extracts)
    return extracts.write(target)


class Master:
    """The account master of one folder of extracts."""

    def __init__(self, compiled, extracts: Path, file: Path):
        self.file = file
        self.build = Build(compiled, extracts, file)
        wanted, self.nodes = {f"model.tieout.{mart}" for mart in MARTS}, []
        for node in reversed(compiled.models):
            if node.id in wanted:
                wanted.update(node.parents)
                self.nodes.insert(0, node)
        self.build.run(self.nodes)

    def table(self, mart: str) -> list[tuple]:
        return self.build.rows(f"select * from marts.{mart} order by all")

    def ids(self) -> dict[tuple, str]:
        return {(system, record): account for system, record, account in self.build.rows(
            "select source_system, source_account_id, account_id from marts.account_records")}

    def export(self, folder: Path) -> Path:
        """What the script writes: the warehouse has to be closed while it is read."""
        self.build.close()
        run = subprocess.run(
            [sys.executable, ROOT / "scripts" / "export_crosswalk.py", "--warehouse", self.file, "--out", folder],
            capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        self.build = Build(self.build.compiled, None, self.file)
        return folder


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The planted company, its master, and the folder of its crosswalk."""
    folder = tmp_path_factory.mktemp("crosswalk")
    found = planted(folder / "extracts")
    compiled = compile_project(folder / "extracts")
    master = Master(compiled, folder / "extracts", folder / "tieout.duckdb")
    return folder, compiled, found, master, master.export(folder / "exported")


def again(world, name: str, change=None) -> Master:
    """The master after the crosswalk came home, and after a further change."""
    folder, compiled, _, _, exported = world
    target = folder / name
    target.mkdir()
    extracts = imported(folder / "extracts", exported, target / "extracts", change)
    return Master(compiled, extracts, target / "tieout.duckdb")


def test_what_disagrees_is_told_in_words(world):
    _, _, found, master, _ = world
    told = {record: correction for record, correction in master.build.rows(
        "select source_account_id, correction from marts.account_corrections where source_system = 'netsuite'")}
    domains = dict(master.build.rows(
        "select source_account_id, domain from marts.account_crosswalk where source_system = 'netsuite'"))
    for customer in found["domain"]:
        number = found["domain"][customer].split("other-")[1].split(".")[0]
        assert told[customer] == f"domain: {domains[customer]}, not other-{number}.example"
    assert all(told[customer].startswith("domain: ") for customer in found["shared domain"])
    assert all(told[customer].endswith(f", not {said}") for customer, said in found["name"].items())
    assert all(told[customer].startswith("country: ") and told[customer].endswith(", now empty")
               for customer in found["country"])
    assert not told.keys() & found["tax number"].keys(), "the ERP's tax number is the right one"
    assert {correction.rsplit(" ", 1)[0] for (correction,) in master.build.rows(
        "select correction from marts.account_corrections where source_system = 'salesforce'")} == {
            f"tax_id: {said.replace('-', '')}, not" for said in found["tax number"].values()}


def test_a_round_trip_gives_the_same_master(world):
    home = again(world, "home")
    before = world[3]
    assert len(before.table("account_corrections")) >= 50
    assert home.table("account_corrections") == []
    assert home.ids() == before.ids()
    for mart in ("accounts", "account_hierarchy", "account_values"):
        assert home.table(mart) == before.table(mart), mart


def test_the_master_id_alone_holds_an_account_together(world):
    """Names, numbers, addresses and references are gone; merges and parents, which are facts, stay."""
    def forget(extracts):
        for table, columns in (
            (CRM, ("name", "website", "tax_id_c", "erp_customer_id_c")),
            (ERP, ("companyname", "altname", "url", "email", "custentity_tax_id", "custentity_salesforce_account_id")),
        ):
            for row in extracts.tables[table]:
                row.update({column: f"x{row['id']}" if column in ("name", "companyname") else "" for column in columns})

    assert again(world, "forgotten", forget).ids() == world[3].ids()


def test_master_ids_keep_apart_what_only_looks_alike(world):
    """Two accounts of one name and site stay two while their records carry two ids, and are one without."""
    records: dict[str, list] = {}
    for (system, record), account in sorted(world[3].ids().items()):
        records.setdefault(account, []).append((system, record))
    pairs = [found for found in records.values() if [system for system, _ in found] == ["netsuite", "salesforce"]]
    two = {record for pair in sorted(pairs)[:2] for _, record in pair}
    one, other = (f"{pair[1][1]}" for pair in sorted(pairs)[:2])

    def alike(extracts, ids: bool):
        for table, name, site, reference, parent in (
            (CRM, "name", "website", "erp_customer_id_c", "parent_id"),
            (ERP, "companyname", "url", "custentity_salesforce_account_id", "parent"),
        ):
            for row in extracts.tables[table]:
                if row["id"] in two:
                    row.update({name: "Lapwing Turbines Inc", site: "lapwing-turbines.example", reference: "",
                                parent: "", COLUMNS[table]["tax_id"]: ""})
                    if not ids:
                        row[MASTER_ID[table]] = ""

    kept = again(world, "apart", lambda extracts: alike(extracts, True)).ids()
    united = again(world, "united", lambda extracts: alike(extracts, False)).ids()
    assert kept["salesforce", one] != kept["salesforce", other]
    assert united["salesforce", one] == united["salesforce", other]


def test_another_order_of_systems_changes_exactly_what_it_says(world):
    """The ERP's domain first: the planted ones win, everything else stays; back again is as before."""
    _, _, found, master, _ = world
    accounts = {record: account for (system, record), account in master.ids().items() if system == "netsuite"}
    before = {row[0]: row for row in master.table("accounts")}
    master.build.execute("update book.field_sources set system_of_record = 'erp;crm' where field = 'domain'")
    master.build.run(master.nodes)
    after = {row[0]: row for row in master.table("accounts")}
    domains = {accounts[customer]: said.split("www.")[1].split("/")[0]
               for kind in ("domain", "shared domain") for customer, said in found[kind].items()}
    names = [name for name, *_ in master.build.execute("select * from marts.accounts limit 0").description]
    expected = {
        account: tuple(domains[account] if name == "domain" and account in domains else value
                       for name, value in zip(names, row, strict=True))
        for account, row in before.items()}
    assert after == expected and after != before
    said = dict(master.build.rows(
        "select account_id, source_system || ': ' || rule from marts.account_values where field = 'domain'"))
    assert {said[account] for account in domains} == {"netsuite: erp;crm, then oldest"}
    master.build.execute("update book.field_sources set system_of_record = 'crm;erp' where field = 'domain'")
    master.build.run(master.nodes)
    assert {row[0]: row for row in master.table("accounts")} == before


def test_the_same_warehouse_gives_the_same_bytes(world):
    folder, _, found, master, exported = world
    twice = master.export(folder / "twice")
    files = sorted(path.name for path in exported.iterdir())
    assert files == ["netsuite.csv", "salesforce.csv"] == sorted(path.name for path in twice.iterdir())
    for name in files:
        assert (exported / name).read_bytes() == (twice / name).read_bytes()
    rows = list(csv.reader((exported / "netsuite.csv").open(newline="", encoding="utf-8")))
    assert rows[0][:3] == ["source_account_id", "account_id", "ultimate_parent_id"] and rows[0][-1] == "to_correct"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert sum(cell.startswith("'=HYPERLINK(") for row in rows for cell in row) == len(found["formula"])


@pytest.mark.parametrize("cell", ["=1+1", "+49 30 1", "-5", "@home", "\ttab", "'=1", "''@x", "＝1", "\r\n=1"])
def test_formulas_are_disarmed_and_come_back(cell):
    assert crosswalk.protected(cell) == "'" + cell
    assert crosswalk.restored("'" + cell) == cell


@pytest.mark.parametrize("cell", ["", "Acme", "'s-Gravenhage BV", "1-2", "a=b"])
def test_other_cells_stay_as_they_are(cell):
    assert crosswalk.protected(cell) == crosswalk.restored(cell) == cell
    assert crosswalk.protected(None) == ""


def test_what_cannot_be_read_is_said(tmp_path, capsys):
    """No file, a file that is none, one without the mart, one that somebody writes to: nothing is written."""
    def told(file: Path) -> str:
        assert crosswalk.main(["--warehouse", str(file), "--out", str(tmp_path / "out")]) == 1
        assert not (tmp_path / "out").exists()
        return capsys.readouterr().err

    assert "there is no warehouse" in told(tmp_path / "none.duckdb")
    (tmp_path / "text.duckdb").write_text("no database " * 400)
    assert "cannot be read" in told(tmp_path / "text.duckdb")
    with duckdb.connect(str(tmp_path / "empty.duckdb")) as connection:
        connection.execute("create schema marts")
    assert "has no marts.account_crosswalk" in told(tmp_path / "empty.duckdb")
    writer = subprocess.Popen(
        [sys.executable, "-c", "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()",
         str(tmp_path / "empty.duckdb")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        writer.stdout.readline()
        assert "another process has" in told(tmp_path / "empty.duckdb")
    finally:
        writer.communicate(b"\n")
