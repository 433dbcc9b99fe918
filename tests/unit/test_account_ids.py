"""Account ids stay: over reruns, full refreshes, shuffled rows, joins and splits that are undone, lost warehouses.

A small CRM and ERP are built several times in one warehouse, each time a little different. Then the models of the ids are
run on random partitions, without dbt around them: whatever was decided and undone, in whatever order, ids are as before.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
from hashlib import md5
from types import SimpleNamespace
from zlib import crc32

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import parsed
from conftest import ROOT
from test_accounts import SYSTEMS, Company, options

SPEC = importlib.util.spec_from_file_location("account_ids", ROOT / "scripts" / "account_ids.py")
account_ids = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(account_ids)

# A CRM record and an ERP record that names it are one company.
BASE = {
    "alder": [("crm01", "Alder Tools", {"country": "US"}), ("erp01", "Alder Tools", {"ref": "crm01"}),
              ("erp02", "Alder Works", {"ref": "crm01"})],
    "birch": [("crm02", "Birch Media", {"country": "US"}), ("erp03", "Birch Media", {"ref": "crm02"})],
    "cedar": [("crm03", "Cedar Optics", {"country": "US"}), ("erp04", "Cedar Optics", {"ref": "crm03"})],
}
# Birch's CRM record names a customer of Alder now, as if they were one.
JOINED = {**BASE, "birch": [("crm02", "Birch Media", {"country": "US", "ref": "erp01"}), *BASE["birch"][1:]]}
# The smallest record of Alder is not in the extracts any more, and a smaller one has come to Cedar.
CHANGED = {**BASE, "alder": BASE["alder"][:1] + BASE["alder"][2:],
           "cedar": [*BASE["cedar"], ("erp00", "Cedar Optics", {"ref": "crm03"})]}
MODELS = ("ids_remembered", "ids_overlapping", "ids_kept", "records_assigned")


class Living(Company):
    """A company that is built again and again in its warehouse."""

    def with_groups(self, groups, shuffled=False, **settings):
        """The same warehouse with other extracts and vars."""
        shutil.rmtree(self.warehouse.parent / "extracts", ignore_errors=True)
        self.__init__(self.warehouse.parent, groups, shuffled)
        self.settings.update(settings)
        return self

    def build(self, manifest, *arguments):
        """dbt's result of a build of what leads to the ids and what tells of them."""
        os.environ["TIEOUT_DUCKDB_PATH"] = str(self.warehouse)
        try:
            return dbtRunner(manifest=manifest).invoke(
                ["build", *arguments, *options(self.target), "--vars", json.dumps(self.settings), "--indirect-selection",
                 "cautious", "--exclude-resource-type", "test", "unit_test", "--select", "countries", "+account_redirects"])
        finally:
            DuckDBConnectionManager.close_all_connections()

    def built(self, manifest, *arguments):
        """Build, and give record -> account id, the history and what the marts tell."""
        result = self.build(manifest, *arguments)
        assert result.success, result.exception
        self.compiled = {found.node.name: found.node.compiled_code for found in result.result
                         if found.node.resource_type == "model"}
        return SimpleNamespace(
            ids=dict(self.rows("select record_key, account_id from intermediate.int_accounts__records_assigned")),
            history=self.rows("select * from history.account_ids order by all"),
            merges=self.rows("select kind, from_account_id, to_account_id, records_moved, match_method, evidence, is_latest"
                             " from marts.account_merges order by run_number"),
            redirects=self.rows("select retired_account_id, account_id, why from marts.account_redirects order by all"))


@pytest.fixture(scope="module")
def manifest():
    """The parsed project, reused by every build."""
    return parsed.manifest({"systems": SYSTEMS})


@pytest.fixture(scope="module")
def life(tmp_path_factory, manifest):
    """The builds of one warehouse, by name, in their order."""
    company = Living(tmp_path_factory.mktemp("life"), BASE)
    builds = SimpleNamespace(company=company)
    builds.first = company.built(manifest)
    builds.refreshed = company.with_groups(BASE, shuffled=True).built(manifest, "--full-refresh")
    with duckdb.connect(str(company.warehouse)) as connection:
        connection.execute("create table history.good as from history.account_ids")
        connection.execute("create or replace table history.account_ids (record_key varchar, account_id varchar,"
                           " previous_account_id varchar check (previous_account_id is null), run_number integer,"
                           " as_of_at timestamp, kind varchar, match_method varchar, evidence varchar)")
        connection.execute("insert into history.account_ids from history.good")
    builds.failed = company.with_groups(JOINED).build(manifest)
    builds.after_failure = company.rows("select * from history.account_ids order by all")
    with duckdb.connect(str(company.warehouse)) as connection:
        connection.execute("create or replace table history.account_ids as from history.good")
        connection.execute("drop table history.good")
    builds.joined = company.built(manifest)
    builds.past = company.with_groups(BASE, as_of="2026-06-01").built(manifest)
    builds.apart = company.with_groups(BASE).built(manifest)
    return builds


def account(build, record):
    """The account id of a record, named without its system."""
    return build.ids[("salesforce:" if record.startswith("crm") else "netsuite:") + record]


def test_without_a_history_the_id_is_that_of_the_smallest_record(life):
    assert account(life.first, "crm01") == md5(b"account|netsuite:erp01").hexdigest()
    assert len(life.first.history) == len(life.first.ids) == 7
    assert life.first.merges == life.first.redirects == []


def test_a_full_refresh_from_shuffled_rows_changes_nothing(life):
    assert vars(life.refreshed) == vars(life.first)


def test_a_build_that_fails_while_it_writes_leaves_the_history_as_it_was(life):
    assert not life.failed.success
    assert life.after_failure == life.first.history


def test_the_smaller_account_retires_and_leads_to_the_one_that_it_joined(life):
    alder, birch = account(life.first, "crm01"), account(life.first, "crm02")
    assert {account(life.joined, record) for record in ("crm01", "erp01", "erp02", "crm02", "erp03")} == {alder}
    assert account(life.joined, "crm03") == account(life.first, "crm03")
    assert len(life.joined.history) == len(life.first.history) + 2
    assert life.joined.redirects == [(birch, alder, "joined")]
    [move] = life.joined.merges
    assert move[:5] == ("joined", birch, alder, 2, "native_id") and move[6]
    assert move[5] == "netsuite erp01 <- counterpart reference = erp01"


def test_a_run_of_the_past_reads_the_ids_and_leaves_the_history(life):
    assert life.past.ids == life.first.ids
    assert life.past.history == life.joined.history


def test_what_is_taken_apart_again_has_its_old_ids(life):
    assert life.apart.ids == life.first.ids
    assert life.apart.redirects == []
    assert [move[0] for move in life.apart.merges] == ["joined", "split"]
    assert [move[6] for move in life.apart.merges] == [False, True]


def test_a_new_warehouse_goes_on_where_the_exported_one_ended(life, manifest, tmp_path, monkeypatch, capsys):
    """Also from other extracts: the smallest record of one account is gone, another has a smaller one."""
    file = tmp_path / "kept" / "ids.csv"
    monkeypatch.setenv("TIEOUT_DUCKDB_PATH", str(life.company.warehouse))
    assert account_ids.main(["export", str(file)]) == 0
    new = Living(tmp_path / "new", CHANGED)
    monkeypatch.setenv("TIEOUT_DUCKDB_PATH", str(new.warehouse))
    assert account_ids.main(["import", str(file)]) == 0
    assert new.rows("select * from history.account_ids order by all") == life.apart.history
    assert account_ids.main(["export", str(tmp_path / "again.csv")]) == 0
    assert (tmp_path / "again.csv").read_bytes() == file.read_bytes()
    built = new.built(manifest, "--full-refresh")
    assert {key: built.ids[key] for key in life.apart.ids if key in built.ids} == {
        key: found for key, found in life.apart.ids.items() if key != "netsuite:erp01"}
    assert account(built, "erp00") == account(life.first, "crm03")
    # Its own ids are not overwritten by accident.
    assert account_ids.main(["import", str(file)]) == 2
    assert "has account ids of its own" in capsys.readouterr().err
    assert account_ids.main(["import", "--replace", str(file)]) == 0
    assert new.rows("select * from history.account_ids order by all") == life.apart.history


# --- files that contradict themselves --------------------------------------------------------------

A, B = "a" * 32, "b" * 32
ROWS = [
    ("s:1", A, None, 1, "2026-01-01 00:00:00", "first", None, None),
    ("s:2", B, None, 1, "2026-01-01 00:00:00", "first", None, None),
    ("s:2", A, B, 2, "2026-02-01 00:00:00", "joined", "tax_id", 'a, "b"\nc'),
]


def with_row(number, **cells):
    """The rows with other cells in one of them."""
    rows = [list(row) for row in ROWS]
    for name, cell in cells.items():
        rows[number][list(account_ids.COLUMNS).index(name)] = cell
    return account_ids.written(rows)


def test_a_file_that_agrees_with_itself_is_read():
    assert [row[:4] for row in account_ids.read(account_ids.written(ROWS))] == [row[:4] for row in ROWS]


@pytest.mark.parametrize(("text", "complaint"), [
    (account_ids.written(ROWS)[:-80], "it was cut"),
    (account_ids.written(ROWS[:1]).replace(A, B), "checksum"),
    (account_ids.written([]), "has no rows"),
    (account_ids.written([row[:-1] for row in ROWS]), "row 1 has 7 cells"),
    (with_row(0, record_key="1"), "row 1: record_key `1` is not system:id"),
    (with_row(0, account_id="x"), "row 1: `x` is no account id"),
    (with_row(2, kind="first"), "row 3: kind `first` does not go with"),
    (with_row(1, previous_account_id=A, kind="moved"), f"row 2: s:2 had {A} before run 1"),
    (with_row(2, previous_account_id=A), f"another row says {B}"),
    (with_row(2, account_id=B), f"row 3: s:2 had {B} already"),
    (with_row(2, run_number=1, as_of_at="2026-01-01 00:00:00"), f"row 3: s:2 got two ids in run 1, {B} and {A}"),
    (with_row(2, run_number=3), "row 3: run 3 after run 1"),
    (with_row(0, run_number="one"), "row 1: run_number `one`"),
    (with_row(1, as_of_at="2026-01-02 00:00:00"), "row 2: run 1 has two as-ofs"),
    (with_row(2, as_of_at="2025-12-31 00:00:00"), "row 3: run 2 is as of 2025-12-31 00:00:00, before the run"),
])
def test_a_file_that_contradicts_itself_is_refused(text, complaint, tmp_path, monkeypatch, capsys):
    file = tmp_path / "ids.csv"
    file.write_text(text)
    monkeypatch.setenv("TIEOUT_DUCKDB_PATH", str(tmp_path / "new.duckdb"))
    assert account_ids.main(["import", str(file)]) == 2
    assert complaint in capsys.readouterr().err
    assert not (tmp_path / "new.duckdb").exists()


# --- random partitions -----------------------------------------------------------------------------


class Partitions:
    """The models of the ids, run on clusters that are given."""

    def __init__(self, compiled):
        self.sql = {f"int_accounts__{name}": compiled[f"int_accounts__{name}"] for name in MODELS}
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute("attach ':memory:' as tieout")
        self.connection.execute("use tieout")
        self.connection.execute("create schema intermediate")
        self.connection.execute("create schema history")
        self.connection.execute("create table history.account_ids (record_key varchar, account_id varchar,"
                                " run_number integer, as_of_at timestamp)")

    def run(self, clusters):
        """One run; gives record -> id, after a look at what must always hold."""
        rows = [(record, min(cluster), True) for cluster in clusters for record in cluster]
        run = self.connection.execute
        run("create or replace table intermediate.int_accounts__records_clustered (record_key varchar, cluster_key varchar,"
            " is_in_account boolean)")
        self.connection.executemany("insert into intermediate.int_accounts__records_clustered values (?, ?, ?)", rows)
        for name, sql in self.sql.items():
            run(f"create or replace table intermediate.{name} as {sql}")
        ids = dict(run("select record_key, account_id from intermediate.int_accounts__records_assigned").fetchall())
        self.changed = run(
            "insert into history.account_ids select assigned.record_key, assigned.account_id,"
            " (select coalesce(max(run_number), 0) + 1 from history.account_ids), timestamp '2026-01-01'"
            " from intermediate.int_accounts__records_assigned as assigned"
            " left join intermediate.int_accounts__ids_remembered as before"
            " on assigned.record_key = before.record_key and before.next_run_number is null"
            " where before.account_id is distinct from assigned.account_id").fetchall()[0][0]
        assert sorted(ids) == sorted(record for record, *_ in rows)
        assert sorted({min(cluster): {ids[record] for record in cluster} for cluster in clusters}.items()) == sorted(
            (min(cluster), {ids[min(cluster)]}) for cluster in clusters)
        assert len({ids[min(cluster)] for cluster in clusters}) == len(clusters)
        return ids


def decided(clusters, decisions):
    """The clusters after decisions of stewards: `same` unites two, `different` divides one, always the same way."""
    clusters = set(clusters)
    for same, one, other in decisions:
        place = {record: cluster for cluster in clusters for record in cluster}
        if same and place[one] is not place[other]:
            clusters -= {place[one], place[other]}
            clusters.add(place[one] | place[other])
        elif not same and place[one] is place[other]:
            whole = place[one]
            part = frozenset(record for record in whole if record != one and (record == other or crc32(record.encode()) % 2))
            clusters.remove(whole)
            clusters |= {part, whole - part}
    return clusters


def random_clusters(chance, keys):
    """Clusters of one to five of the keys."""
    keys, clusters = chance.sample(keys, len(keys)), []
    while keys:
        size = chance.choice([1, 1, 2, 2, 3, 4, 5])
        clusters.append(frozenset(keys[:size]))
        keys = keys[size:]
    return clusters


@pytest.mark.parametrize("seed", range(12))
def test_decisions_that_are_undone_in_any_order_leave_the_ids_as_they_were(life, seed):
    chance = random.Random(seed)
    keys = [f"s:{number:02}" for number in range(chance.choice([6, 12, 30]))]
    clusters = random_clusters(chance, keys)
    warehouse = Partitions(life.company.compiled)
    first, decisions = warehouse.run(clusters), []
    for _ in range(4):
        if decisions and chance.random() < 0.4:
            decisions.pop(chance.randrange(len(decisions)))
        else:
            decisions += [(chance.random() < 0.5, *chance.sample(keys, 2)) for _ in range(chance.choice([1, 3]))]
        ids = warehouse.run(decided(clusters, decisions))
        assert warehouse.run(decided(clusters, decisions)) == ids
        assert warehouse.changed == 0
    while decisions and seed % 2:
        decisions.pop(chance.randrange(len(decisions)))
        warehouse.run(decided(clusters, decisions))
    assert warehouse.run(clusters) == first


@pytest.mark.parametrize("seed", range(3))
def test_new_records_change_no_id_but_those_of_accounts_that_they_unite(life, seed):
    """Every new record is a company of its own, joins one, or unites two: then the smaller one moves, all of it."""
    chance = random.Random(seed)
    clusters = random_clusters(chance, [f"s:{number:02}" for number in range(10, 40)])
    warehouse = Partitions(life.company.compiled)
    first = warehouse.run(clusters)
    grown, moved = set(clusters), 0
    for number in range(10):
        record = f"r:{number}" if number % 2 else f"t:{number}"
        joins = chance.sample(sorted(grown, key=min), [0, 1, 1, 1, 2][number % 5])
        if len(joins) == 2:
            moved += min(sum(record in first for record in cluster) for cluster in joins)
        grown = (grown - set(joins)) | {frozenset([record]).union(*joins)}
    ids = warehouse.run(grown)
    assert sum(ids[record] != first[record] for record in first) <= moved
    assert {ids[record] for record in ids} - set(first.values()) == {
        md5(f"account|{min(cluster)}".encode()).hexdigest() for cluster in grown if not cluster & first.keys()}


def test_an_id_is_never_given_twice(life):
    """The smallest record leaves again and again: each time it needs an id that nobody ever had."""
    warehouse = Partitions(life.company.compiled)
    warehouse.run([frozenset(["s:1", "s:2", "s:3"])])
    seen = {}
    for number in range(4, 9):
        company = frozenset(["s:2", "s:3"]) if number % 2 else frozenset(["s:2", f"s:{number}"])
        ids = warehouse.run([frozenset(["s:1"]), company])
        for key in ("s:1", "s:2"):
            assert seen.setdefault(ids[key], key) == key


def test_a_record_that_only_left_takes_no_id_along(life):
    """s:1 was the first of its account; 50 came later. It leaves: the 50 keep the id."""
    warehouse = Partitions(life.company.compiled)
    first = warehouse.run([frozenset(["s:01"])])
    company = frozenset(f"s:{number:02}" for number in range(1, 51))
    assert set(warehouse.run([company]).values()) == set(first.values())
    ids = warehouse.run([frozenset(["s:01"]), company - {"s:01"}])
    assert ids["s:02"] == first["s:01"] != ids["s:01"]
