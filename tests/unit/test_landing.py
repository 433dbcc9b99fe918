"""Landing and staging, run by dbt on tiny extracts with planted faults.

The project is parsed once. Each test has a warehouse and an extracts folder of its own.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
from datetime import date
from pathlib import Path

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import parsed

ROOT = Path(__file__).resolve().parents[2]
SYSTEMS = ["salesforce", "spreadsheets"]

ACCOUNTS = """\
id,name,created_date,is_deleted,_fivetran_synced
001000000000001AAA,First,2026-01-01T10:00:00Z,false,2026-02-01T00:00:00Z
001000000000002AAA,Second,2026-01-02T10:00:00Z,false,2026-02-01T00:00:00Z
001000000000003AAA,"Third, ""quoted""
over two lines",2026-01-03T10:00:00Z,false,2026-02-01T00:00:00Z
"""
OPPORTUNITIES = """\
id,account_id,amount,close_date,is_won,stage_name,created_date,_fivetran_synced
006000000000001AAA,001000000000001AAA,100.50,2026-01-31,true,Won,2026-01-05T10:00:00Z,2026-02-01T00:00:00Z
006000000000002AAA,001000000000002AAA,200,2026-03-31,false,Open,2026-01-06T10:00:00Z,2026-02-01T00:00:00Z
"""


@pytest.fixture(scope="module")
def manifest():
    """The parsed project, reused by every run: only the extracts and the warehouse differ."""
    return parsed.manifest({"systems": SYSTEMS})


def options(target: Path) -> list[str]:
    return [
        "--quiet",
        "--no-write-json",
        "--log-level-file",
        "none",
        "--project-dir",
        str(ROOT),
        "--profiles-dir",
        str(ROOT),
        "--target-path",
        str(target / "target"),
    ]


class Company:
    """An extracts folder, a warehouse, and the builds between them."""

    def __init__(self, folder: Path, manifest):
        self.folder = folder
        self.manifest = manifest
        self.warehouse = folder / "tieout.duckdb"
        self.extracts = folder / "extracts"
        self.write("salesforce/account.csv", ACCOUNTS)
        self.write("salesforce/opportunity.csv", OPPORTUNITIES)

    def write(self, path: str, content: str | bytes) -> Path:
        target = self.extracts / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def build(self, *select: str, command: str = "run", **settings):
        """Run what is selected (the base models and the quarantine); gives dbt's result."""
        os.environ["TIEOUT_DUCKDB_PATH"] = str(self.warehouse)
        settings = {"systems": SYSTEMS, "extracts_dir": str(self.extracts), **settings}
        try:
            return dbtRunner(manifest=self.manifest).invoke(
                [
                    command,
                    *options(self.folder),
                    "--vars",
                    json.dumps(settings),
                    "--select",
                    *(select or ("+quarantined_rows",)),
                ]
            )
        finally:
            DuckDBConnectionManager.close_all_connections()

    def built(self, *select: str, **settings) -> Company:
        result = self.build(*select, **settings)
        assert result.success, result.exception or [
            (r.node.name, r.message) for r in result.result if r.status not in ("success", "pass")
        ]
        return self

    def refused(self, **settings) -> str:
        """The one error with which the build stops; no model may have run."""
        result = self.build(**settings)
        assert not result.success
        message = str(result.exception) if result.exception else ""
        for node in result.result or []:
            assert node.status not in ("success", "pass", "fail"), f"{node.node.name} ran"
            message += str(node.message)
        return message

    def rows(self, query: str) -> list[tuple]:
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def quarantine(self) -> list[tuple]:
        return self.rows(
            "select source_table, row_number, line_number, column_name, value, rule"
            " from checks.quarantined_rows order by all"
        )


@pytest.fixture
def company(tmp_path, manifest):
    return Company(tmp_path, manifest)


def test_every_record_of_a_csv_lands_as_text(company):
    company.built()
    expected = list(csv.reader(io.StringIO(ACCOUNTS)))[1:]
    landed = company.rows(
        "select id, name, created_date, is_deleted, _fivetran_synced from raw.salesforce__account"
        " order by _row_number"
    )
    assert [list(row) for row in landed] == expected
    assert company.rows("select _row_number, _file, phone from raw.salesforce__account order by 1") == [
        (1, "salesforce/account.csv", None),
        (2, "salesforce/account.csv", None),
        (3, "salesforce/account.csv", None),
    ]
    assert company.quarantine() == []


def test_broken_lines_are_set_aside_with_their_line(company):
    company.write(
        "salesforce/account.csv",
        'id,name,is_deleted\n1,"over\ntwo lines",false\n2,too few\n3,too,many,false\n4,"un"quoted,false\n5,good,false\n',
    )
    company.built()
    assert company.rows("select id from raw.salesforce__account order by _row_number") == [("1",), ("5",)]
    broken = [row for row in company.quarantine() if row[5] == "broken_line"]
    assert [(row[0], row[2], row[4]) for row in broken] == [
        ("account", 3, "2,too few"),
        ("account", 4, "3,too,many,false"),
        ("account", 5, '4,"un"quoted,false'),
    ]


def test_a_quote_that_never_closes_loses_nothing(company):
    text = 'id,name\n1,good\n2,"open\n3,swallowed\n'
    company.write("salesforce/account.csv", text)
    company.built()
    kept = "".join(row[4] for row in company.quarantine() if row[5] == "broken_line")
    assert "3,swallowed" in kept
    assert company.rows("select id from raw.salesforce__account") == [("1",)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + ACCOUNTS.encode(), id="byte-order mark"),
        pytest.param(
            b"id,name\r\n001000000000001AAA,First\r\n001000000000002AAA,Second\r\n"
            b'001000000000003AAA,"Third\nover two lines"\r\n',
            id="CRLF with a newline inside quotes",
        ),
        pytest.param(
            b"id,name\r\n001000000000001AAA,First\n001000000000002AAA,Second\r\n"
            b'001000000000003AAA,"Third\r\nover\ntwo lines"\n',
            id="CRLF first, then LF as well",
        ),
        pytest.param(
            b"id,name\n\n001000000000001AAA,First\n001000000000002AAA,Second\r\n001000000000003AAA,b\r\n",
            id="LF first, then CRLF as well, and an empty line",
        ),
        pytest.param(
            b'"id","name"\n"001000000000001AAA","First"\n"001000000000002AAA","x"\n"001000000000003AAA","y"',
            id="quoted header, no newline at the end",
        ),
        pytest.param(
            b'"note, with comma","Id","",Name\n,001000000000001AAA,,First\n,001000000000002AAA,,b\n,001000000000003AAA,,c\n',
            id="API casing beside unnamed columns and a comma in the header",
        ),
    ],
)
def test_dialects_that_exports_really_have(company, content):
    company.write("salesforce/account.csv", content)
    company.built()
    rows = company.rows("select id, name from raw.salesforce__account order by _row_number")
    assert [row[0][-4:] for row in rows] == ["1AAA", "2AAA", "3AAA"]
    assert rows[0][1] == "First"
    assert company.quarantine() == []


def test_broken_lines_between_mixed_line_ends_keep_their_numbers(company):
    text = b'id,name\r\n1,good\n2\r\n3,a,b\n4,"x\r\ny"\r\n5,"un"quoted\n6,good\r\n'
    company.write("salesforce/account.csv", text)
    company.built()
    assert company.rows("select id from raw.salesforce__account order by _row_number") == [
        ("1",),
        ("4",),
        ("6",),
    ]
    broken = [row for row in company.quarantine() if row[5] == "broken_line"]
    assert [(row[2], row[4]) for row in broken] == [(3, "2"), (4, "3,a,b"), (6, '5,"un"quoted')]
    # The copy that was read holds nothing of the extract any more.
    assert [path.stat().st_size for path in company.warehouse.parent.glob("*.landing.csv")] == [0]
    company.write("salesforce/account.csv", "id,name\r\n1,Fairlie\n2,Café\n".encode("latin-1"))
    assert "account.csv is not UTF-8" in company.refused()


def test_a_file_with_only_a_header_is_an_empty_table(company):
    company.write("salesforce/contact.csv", "id,account_id,email\n")
    company.built("base_salesforce__contact", "int_time__source_columns")
    assert company.rows("select count(*) from raw.salesforce__contact") == [(0,)]
    assert company.rows(
        "select is_present from intermediate.int_time__source_columns"
        " where source_table = 'contact' and source_column is null"
    ) == [(True,)]


def test_a_compressed_csv_is_a_csv(company):
    company.write("salesforce/product_2.csv.gz", gzip.compress(b"id,name\n1,One\n"))
    company.built()
    assert company.rows("select id, name from raw.salesforce__product_2") == [("1", "One")]


def test_what_is_missing_is_told_at_once_and_nothing_changes(company):
    company.built()
    before = company.rows("select * from raw.landed_files order by all")
    (company.extracts / "salesforce/account.csv").unlink()
    company.write("salesforce/opportunity.csv", "id,account_id,Amount,is_won\n1,2,3,true\n")
    company.write("salesforce/contact.csv", b"")
    company.write("salesforce/user.csv", "name\nDana\n")
    message = company.refused()
    for said in (
        "system salesforce, table account: missing",
        "salesforce/account.csv",
        "system salesforce, table opportunity, column close_date: missing",
        "salesforce/opportunity.csv, which has: id, account_id, Amount, is_won",
        "salesforce/contact.csv is empty (0 bytes",
        "system salesforce, table user, column id: missing",
        "4 problem(s)",
    ):
        assert said in message, message
    assert company.rows("select * from raw.landed_files order by all") == before
    assert company.rows("select count(*) from raw.salesforce__account") == [(3,)]


def test_a_file_that_is_not_utf_8_stops_the_build_and_nothing_changes(company):
    company.built()
    company.write("salesforce/account.csv", "id,name\n1,Fairlie\n2,Café\n".encode("latin-1"))
    company.write("salesforce/contact.csv", "id\nnew\n")
    message = company.refused()
    assert "account.csv is not UTF-8 (line 3)" in message
    assert company.rows("select count(*) from raw.salesforce__account") == [(3,)]
    assert company.rows("select count(*) from raw.salesforce__contact") == [(0,)]
    company.write("salesforce/account.csv", "id,name\n1,Café\n".encode("utf-16"))
    assert "no header can be read from" in company.refused()


def test_two_files_for_one_table_stop_the_build(company):
    company.write("salesforce/Account.csv", ACCOUNTS)
    message = company.refused()
    assert "table account: several files hold it" in message


def test_api_casing_and_loaders_of_other_makes(company):
    (company.extracts / "salesforce/opportunity.csv").unlink()
    company.write(
        "salesforce/Opportunity.csv",
        "Id,AccountId,Amount,CloseDate,IsWon,Contract_Term__c,_airbyte_extracted_at\n"
        "006000000000001AAA,001000000000001AAA,10,2026-01-31,true,12.0,2026-02-01 00:00:00+00\n",
    )
    company.write("salesforce/Product2.csv", "Id,Name,ProductCode\n1,One,P-1\n")
    company.built()
    assert company.rows(
        "select id, account_id, contract_term_c, cast(_fivetran_synced as varchar)"
        " from staging.base_salesforce__opportunity"
    ) == [("006000000000001AAA", "001000000000001AAA", 12, "2026-02-01 00:00:00")]
    assert company.rows("select product_code from raw.salesforce__product_2") == [("P-1",)]


def test_a_column_in_two_spellings_is_read_from_both(company):
    company.write("salesforce/account.csv", "id,name,ParentId,parent_id\n1,One,,A\n2,Two,B,\n3,Three,C,D\n")
    company.built()
    assert company.rows("select parent_id from raw.salesforce__account order by _row_number") == [
        ("A",),
        ("B",),
        ("D",),
    ]


def test_a_custom_field_under_the_companys_own_name(company):
    company.write(
        "salesforce/opportunity.csv",
        "id,account_id,amount,close_date,is_won,My_Term__c\n1,1,10,2026-01-31,true,24\n",
    )
    company.built("+stg_salesforce__deals", custom_fields={"salesforce.opportunity": {"contract_term_c": "my_term__c"}})
    assert company.rows("select contract_term_months from staging.stg_salesforce__deals") == [(24,)]
    message = company.refused(custom_fields={"salesforce.opportunity": {"contract_terms": "x"}})
    assert "no concept 'contract_terms'" in message


def test_values_that_cannot_be_read_are_quarantined(company):
    company.write(
        "salesforce/opportunity.csv",
        "id,account_id,amount,close_date,is_won,contract_term_c,created_date\n"
        "1,1,\"1,234.56\",2026-01-31,true,,\n"
        "2,1,10,31/01/2026,true,,\n"
        "3,1,10,2026-02-30,true,,\n"
        "4,1,10,2026-01-31,perhaps,,\n"
        "5,1,10,2026-01-31,true,12.5,\n"
        "6,1,10,2026-01-31,true,,yesterday\n"
        ",1,10,2026-01-31,true,,\n"
        "8,1, ,2026-01-31,T,12.0,2026-01-05T10:00:00.000+0000\n",
    )
    company.built()
    assert company.quarantine() == [
        ("opportunity", 1, None, "amount", "1,234.56", "unreadable_value"),
        ("opportunity", 2, None, "close_date", "31/01/2026", "unreadable_value"),
        ("opportunity", 3, None, "close_date", "2026-02-30", "unreadable_value"),
        ("opportunity", 4, None, "is_won", "perhaps", "unreadable_value"),
        ("opportunity", 5, None, "contract_term_c", "12.5", "unreadable_value"),
        ("opportunity", 6, None, "created_date", "yesterday", "unreadable_value"),
        ("opportunity", 7, None, "id", None, "missing_key"),
    ]
    assert company.rows(
        "select id from staging.base_salesforce__opportunity where quarantine_rule is null"
    ) == [("8",)]


def test_dates_and_stamps_keep_their_meaning(company):
    header = "id,account_id,amount,close_date,is_won,created_date\n"
    company.write(
        "salesforce/opportunity.csv",
        header
        + "1,1,1,2026-03-31,true,2026-03-31T23:30:00-04:00\n"
        + "2,1,1,2026-03-31T00:00:00Z,true,2026-03-31T23:30:00Z\n"
        + "3,1,1,2026-04-01T03:30:00Z,true,2026-03-31 23:30:00\n"
        + "4,1,1,2026-03-31 23:30:00-04,true,2026-03-31\n",
    )
    company.built("+stg_salesforce__deals", source_timezones={"salesforce": "America/Los_Angeles"})
    assert company.rows(
        "select cast(close_date as varchar), cast(record_created_at as varchar)"
        " from staging.stg_salesforce__deals order by source_deal_id"
    ) == [
        ("2026-03-31", "2026-04-01 03:30:00"),
        ("2026-03-31", "2026-03-31 23:30:00"),
        ("2026-03-31", "2026-04-01 06:30:00"),
        ("2026-03-31", "2026-03-31 07:00:00"),
    ]


REPEATED = [
    "006A,001,100,2026-01-31,true,2026-02-01T00:00:00Z",
    "006A,001,300,2026-01-31,true,2026-02-03T00:00:00Z",
    "006A,001,200,2026-01-31,true,2026-02-03T00:00:00Z",
    "006A,001,bad,2026-01-31,true,2026-02-09T00:00:00Z",
    "006B,001,400,2026-01-31,true,2026-02-01T00:00:00Z",
]


def test_the_newest_copy_of_a_key_stays_in_whatever_order_rows_come(company):
    contents = []
    for seed in range(3):
        rows = REPEATED[:]
        random.Random(seed).shuffle(rows)
        company.write(
            "salesforce/opportunity.csv",
            "\n".join(["id,account_id,amount,close_date,is_won,_fivetran_synced", *rows]) + "\n",
        )
        company.built()
        contents.append(
            company.rows(
                "select * exclude (_row_number) from staging.base_salesforce__opportunity order by all"
            )
            + company.rows(
                "select source_table, column_name, value, rule from checks.quarantined_rows order by all"
            )
        )
        assert company.rows(
            "select id, amount from staging.base_salesforce__opportunity"
            " where quarantine_rule is null order by all"
        ) == [("006A", 200), ("006B", 400)]
    assert contents[0] == contents[1] == contents[2]


def test_versions_of_history_mode_are_no_repeats(company):
    company.write(
        "salesforce/opportunity.csv",
        "id,account_id,amount,close_date,is_won,_fivetran_start,_fivetran_end,_fivetran_active\n"
        "1,1,10,2026-01-31,false,2026-01-01T00:00:00Z,2026-01-31T00:00:00Z,false\n"
        "1,1,20,2026-01-31,true,2026-01-31T00:00:00Z,9999-12-31T23:59:59Z,true\n"
        "1,1,20,2026-01-31,true,2026-01-31T00:00:00Z,9999-12-31T23:59:59Z,true\n"
        # Deleted: its versions have ended, and none followed.
        "2,1,30,2026-01-31,true,2026-01-01T00:00:00Z,2026-01-31T00:00:00Z,false\n"
        "2,1,40,2026-01-31,true,2026-01-31T00:00:00Z,2026-03-01T00:00:00Z,false\n"
        # Deleted and back again: the version that is active counts, whichever began last.
        "3,1,50,2026-01-31,true,2026-02-01T00:00:00Z,2026-03-01T00:00:00Z,false\n"
        "3,1,60,2026-01-31,true,2026-01-01T00:00:00Z,9999-12-31T23:59:59Z,true\n"
        # An active version that cannot be read is no answer, but the record is not forgotten.
        "4,1,70,2026-01-31,true,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,false\n"
        "4,1,much,2026-01-31,true,2026-02-01T00:00:00Z,9999-12-31T23:59:59Z,true\n",
    )
    company.built("+stg_salesforce__deals", "+quarantined_rows")
    assert company.rows(
        "select source_deal_id, deal_amount, is_deleted, cast(known_to as date)"
        " from staging.stg_salesforce__deals order by all"
    ) == [
        ("1", 20, False, None),
        ("2", 40, True, date(2026, 3, 1)),
        ("3", 60, False, None),
        ("4", 70, True, date(2026, 2, 1)),
    ]
    assert [row[5] for row in company.quarantine()] == ["repeated_key", "unreadable_value"]


def test_a_folder_of_parquet_reads_like_the_same_folder_of_csv_and_back(company):
    company.built()
    tables = ("base_salesforce__account", "base_salesforce__opportunity")
    before = [company.rows(f"select * from staging.{table} order by all") for table in tables]
    texts = {}
    with duckdb.connect() as connection:
        for table, types in {
            "account": "cast(created_date as timestamptz) as created_date, cast(is_deleted as boolean) as is_deleted",
            "opportunity": "cast(amount as decimal(10, 2)) as amount, cast(close_date as date) as close_date,"
            " cast(is_won as boolean) as is_won, cast(created_date as timestamp) as created_date",
        }.items():
            source = company.extracts / f"salesforce/{table}.csv"
            connection.execute(
                f"copy (select * replace ({types}) from read_csv('{source}', all_varchar = true))"
                f" to '{source.with_suffix('.parquet')}' (format parquet)"
            )
            texts[source] = source.read_text()
            source.unlink()
    company.built()
    assert [company.rows(f"select * from staging.{table} order by all") for table in tables] == before
    assert company.rows("select file from raw.landed_files where table_name = 'account'") == [
        ("salesforce/account.parquet",)
    ]
    for source, text in texts.items():
        source.with_suffix(".parquet").unlink()
        source.write_text(text)
    company.built()
    assert [company.rows(f"select * from staging.{table} order by all") for table in tables] == before


def test_a_parquet_file_is_read_where_it_lies(company):
    with duckdb.connect() as connection:
        source = company.extracts / "salesforce/account.csv"
        connection.execute(
            f"copy (from read_csv('{source}', all_varchar = true)) to '{source.with_suffix('.parquet')}' (format parquet)"
        )
        source.unlink()
    company.built()
    assert company.rows("select table_type from information_schema.tables where table_name = 'salesforce__account'") == [
        ("VIEW",)
    ]
    assert company.rows("select _row_number, name from raw.salesforce__account where id like '%1AAA'") == [(1, "First")]


def test_only_files_that_changed_are_loaded_again(company):
    company.built()
    # A mark in the landed table shows whether it was written anew.
    with duckdb.connect(str(company.warehouse)) as connection:
        connection.execute("update raw.salesforce__account set phone = 'mark'")
        connection.execute("update raw.salesforce__opportunity set type = 'mark'")
    os.utime(company.extracts / "salesforce/account.csv", (1, 1))
    company.write("salesforce/opportunity.csv", OPPORTUNITIES.replace("100.50", "100.51"))
    company.built()
    assert company.rows("select distinct phone from raw.salesforce__account") == [("mark",)]
    assert company.rows("select amount, type from raw.salesforce__opportunity order by _row_number") == [
        ("100.51", None),
        ("200", None),
    ]


def test_a_table_whose_file_is_gone_becomes_empty(company):
    contact = company.write("salesforce/contact.csv", "id,name\n1,One\n2\n")
    company.built()
    assert len(company.quarantine()) == 1
    contact.unlink()
    company.built()
    assert company.rows("select count(*) from raw.salesforce__contact") == [(0,)]
    assert company.quarantine() == []


def test_a_dropped_table_and_a_full_refresh_are_loaded_again(company):
    company.built()
    with duckdb.connect(str(company.warehouse)) as connection:
        connection.execute("drop table raw.salesforce__account cascade")
    company.built()
    assert company.rows("select count(*) from raw.salesforce__account") == [(3,)]


def test_a_sheet_without_the_excel_extension_says_what_to_do(company, monkeypatch, tmp_path):
    # DuckDB looks for its extensions under the home folder.
    monkeypatch.setenv("HOME", str(tmp_path))
    company.write("spreadsheets/adjustments.xlsx", b"PK not really a workbook")
    assert "Save the sheet as CSV" in company.refused()


def test_a_sheet_reads_like_a_csv(company):
    with duckdb.connect() as connection:
        installed = connection.execute(
            "select bool_or(installed or loaded) from duckdb_extensions() where extension_name = 'excel'"
        ).fetchall()
        if not installed[0][0]:
            pytest.skip("DuckDB's excel extension is not installed here")
        connection.execute("load excel")
        (company.extracts / "spreadsheets").mkdir()
        connection.execute(
            "copy (select * from (values"
            " ('A1', date '2026-03-01', 250.5, timestamp '2026-04-01 12:00:00', 1001, 'x'),"
            " ('A2', null, null, null, null, '2026-03-31'))"
            " as rows (adjustment_id, period, amount, approved_at, account_ref, expires_on))"
            f" to '{company.extracts / 'spreadsheets/adjustments.xlsx'}' (format xlsx, header true)"
        )
    company.built()
    assert company.rows(
        "select adjustment_id, cast(period as varchar), amount, cast(approved_at as varchar), account_ref,"
        " cast(expires_on as varchar), quarantine_column"
        " from staging.base_spreadsheets__adjustments order by 1"
    ) == [
        ("A1", "2026-03-01", 250.5, "2026-04-01 12:00:00", "1001", None, "expires_on"),
        ("A2", None, None, None, None, "2026-03-31", None),
    ]


def test_the_latest_as_of_is_the_newest_load(company):
    company.built("close_calendar", command="seed")
    company.built("+int_time__as_ofs")
    assert company.rows("select as_of, cast(as_of_at as varchar), cast(as_of_date as varchar)"
        " from intermediate.int_time__as_ofs") == [("latest", "2026-02-01 00:00:00", "2026-01-31")]
    company.built("int_time__as_ofs", as_of="2026-01-20")
    assert company.rows("select cast(as_of_at as varchar) from intermediate.int_time__as_ofs") == [
        ("2026-01-21 04:59:59",)
    ]
    assert "The var as_of is 'soon'" in str(
        [node.message for node in company.build("int_time__as_ofs", as_of="soon").result]
    )


@pytest.mark.parametrize("asked", ["2026-03-15", "2026-13-01", "March 2026"])
def test_a_history_that_starts_within_a_month_stops_the_build(company, asked):
    message = company.refused(history_starts_on=asked)
    assert f"The var history_starts_on is '{asked}'" in message
    assert "Write the first day of a month" in message


@pytest.mark.parametrize("asked", [None, "", "2026-03-01"])
def test_a_history_may_start_with_any_month_or_with_the_extracts(company, asked):
    assert company.build("base_salesforce__account", history_starts_on=asked).success


def test_without_any_stamp_the_build_says_to_set_the_as_of(company):
    company.write("salesforce/account.csv", "id,name\n1,One\n")
    company.write("salesforce/opportunity.csv", "id,account_id,amount,close_date,is_won\n1,1,1,2026-01-31,true\n")
    company.built("close_calendar", command="seed")
    result = company.build("+int_time__as_ofs")
    messages = [str(node.message) for node in result.result if node.status == "error"]
    assert len(messages) == 1 and "set the var as_of" in messages[0]


def test_the_conservation_test_fires_on_a_lost_row(company):
    company.built()
    with duckdb.connect(str(company.warehouse)) as connection:
        connection.execute("delete from staging.base_salesforce__account where name = 'Second'")
    laws = ("rows_of_salesforce_account_are_conserved", "rows_of_salesforce_opportunity_are_conserved")
    result = company.build(*laws, command="test")
    assert {node.node.name: str(node.status) for node in result.result if node.node.name in laws} == {
        "rows_of_salesforce_account_are_conserved": "fail",
        "rows_of_salesforce_opportunity_are_conserved": "pass",
    }
