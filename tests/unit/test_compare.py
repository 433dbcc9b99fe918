"""The comparison of a bridge with its answers finds what is missing, wrong or too much."""

import gzip
import importlib.util
from pathlib import Path

import duckdb
import pytest

SPEC = importlib.util.spec_from_file_location(
    "compare", Path(__file__).resolve().parents[1] / "fixtures" / "compare.py")
compare = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(compare)

EXPECTED = """\
month,step,crm_opportunity_id,erp_document_number,erp_document_id,account,line,line_type,category,\
currency,amount,amount_reporting
2026-01-01,booked_to_invoiced,006A,,,001A,booked,from,,EUR,100.00,110.00
2026-01-01,booked_to_invoiced,006A,,,001A,missing_order,reason,quality,EUR,-100.00,-110.00
2026-01-01,invoiced_to_collected,,,,77,unapplied_cash,reason,timing,USD,5.00,5.00
2026-01-01,invoiced_to_collected,,,,77,collected,to,,USD,5.00,5.00
2026-02-01,invoiced_to_recognised,,JE-9,9,,manual_journal,reason,adjustment,USD,8.00,8.00
2026-02-01,invoiced_to_recognised,,JE-9,9,,recognised,to,,USD,8.00,8.00
"""
ACCOUNTS = """\
account_key,ultimate_parent_key,source_system,source_account_id
buyer,buyer,salesforce,001A
buyer,buyer,netsuite,66
payer,buyer,netsuite,77
"""
EXCEPTIONS = """\
rule,source_system,source_record_id,note
missing_order,salesforce,006A,
"""


@pytest.fixture
def world(tmp_path):
    """A warehouse that says exactly what is expected."""
    for name, text in (("bridge", EXPECTED), ("accounts", ACCOUNTS), ("exceptions", EXCEPTIONS)):
        (tmp_path / f"{name}.csv").write_text(text)
    db = duckdb.connect()
    db.execute("""
        create schema marts;
        create table marts.accounts as from (values ('a', 'a'), ('p', 'a'))
            as t(account_id, ultimate_parent_id);
        create table marts.account_records as from (values ('a', 'salesforce', '001A'),
            ('a', 'netsuite', '66'), ('p', 'netsuite', '77'))
            as t(account_id, source_system, source_account_id);
        create table marts.deals as from (values ('d', '006A', null), ('j', null, '9'))
            as t(deal_id, crm_opportunity_id, erp_document_id);
        create table marts.deal_links (deal_id varchar, document_number varchar);
        create table marts.exceptions as from (values
            ('missing_order', 'salesforce', '006A', 'open'), ('late', 'netsuite', '1', 'resolved'))
            as t(rule, source_system, source_record_id, status);
        create table marts.revenue_bridge (as_of varchar, month date, step varchar,
            deal_id varchar, account_id varchar, line varchar, line_type varchar,
            category varchar, currency varchar, amount decimal(18, 2),
            amount_reporting decimal(18, 2));
        insert into marts.revenue_bridge values
            ('latest', '2026-01-01', 'booked_to_invoiced', 'd', 'a', 'booked', 'from', null,
                'EUR', 100, 110),
            ('latest', '2026-01-01', 'booked_to_invoiced', 'd', 'a', 'missing_order', 'reason',
                'quality', 'EUR', -100, -110.01),
            ('latest', '2026-01-01', 'invoiced_to_collected', null, 'p', 'unapplied_cash',
                'reason', 'timing', 'USD', 5, 5),
            ('latest', '2026-01-01', 'invoiced_to_collected', null, 'p', 'collected', 'to', null,
                'USD', 5, 5),
            ('latest', '2026-02-01', 'invoiced_to_recognised', 'j', 'unassigned',
                'manual_journal', 'reason', 'adjustment', 'USD', 8, 8),
            ('latest', '2026-02-01', 'invoiced_to_recognised', 'j', 'unassigned', 'recognised',
                'to', null, 'USD', 8, 8),
            ('close 2026-01', '2026-01-01', 'booked_to_invoiced', 'd', 'a', 'booked', 'from',
                null, 'EUR', 1, 1)
    """)
    return db, tmp_path


def differences(world):
    db, folder = world
    return (compare.compare_accounts(db, folder / "accounts.csv")
            + compare.compare_bridge(db, folder / "bridge.csv", folder / "accounts.csv")
            + compare.compare_exceptions(db, folder / "exceptions.csv"))


def test_a_bridge_that_is_right_has_no_differences(world):
    assert differences(world) == []


@pytest.mark.parametrize("change, found", [
    ("update marts.revenue_bridge set amount = 99.99 where line = 'booked'", 1),
    ("update marts.revenue_bridge set amount_reporting = 110.02 where line = 'booked'", 1),
    ("update marts.revenue_bridge set amount_reporting = 5.01 where line = 'collected'", 1),
    ("update marts.revenue_bridge set amount_reporting = null where line = 'booked'", 1),
    ("update marts.revenue_bridge set account_id = 'p' where line = 'booked'", 2),
    ("update marts.revenue_bridge set deal_id = 'x' where line = 'unapplied_cash'", 2),
    ("update marts.revenue_bridge set category = 'timing' where line = 'missing_order'", 2),
    ("delete from marts.revenue_bridge where line = 'recognised'", 1),
    ("insert into marts.revenue_bridge select * replace ('unexplained' as line) "
     "from marts.revenue_bridge where line = 'collected'", 1),
    ("update marts.account_records set account_id = 'p' where source_account_id = '66'", 2),
    ("update marts.accounts set ultimate_parent_id = 'p' where account_id = 'p'", 1),
    ("update marts.exceptions set status = 'open'", 1),
    ("delete from marts.exceptions", 1),
])
def test_every_kind_of_difference_is_found(world, change, found):
    world[0].execute(change)
    assert len(differences(world)) == found


def test_exact_forgives_no_cent_and_reads_packed_answers(world):
    db, folder = world
    with gzip.open(folder / "expected_bridge.csv.gz", "wt") as file:
        file.write(EXPECTED)
    packed = compare.bridge_answers(folder)
    assert packed.suffix == ".gz"
    assert compare.compare_bridge(db, packed, folder / "accounts.csv") == []
    found = compare.compare_bridge(db, packed, folder / "accounts.csv", exact=True)
    assert len(found) == 1 and "missing_order" in found[0]


PLANTED = """\
plant,crm_opportunity_id,erp_document_number,erp_document_id,account_key,step,line,month,currency,\
amount,amount_reporting,why
a sale,006A,,,buyer,booked_to_invoiced,missing_order,2026-01-01,EUR,-60.00,,
a sale,006A,,,buyer,booked_to_invoiced,missing_order,2026-01-01,EUR,-40.00,,
a journal,,JE-9,9,,invoiced_to_recognised,manual_journal,2026-02-01,USD,8.00,8.00,
cash,,,,payer,invoiced_to_collected,unapplied_cash,2026-01-01,USD,5.00,,
"""


@pytest.mark.parametrize("change, found", [
    ("select 1", []),
    ("update marts.revenue_bridge set amount = -99.99 where line = 'missing_order'", ["a sale"]),
    ("update marts.revenue_bridge set month = '2026-02-01' where line = 'missing_order'", ["a sale"]),
    ("update marts.revenue_bridge set amount_reporting = 8.01 where line = 'manual_journal'",
     ["a journal"]),
    ("delete from marts.revenue_bridge where line = 'unapplied_cash'", ["cash"]),
])
def test_a_planted_disagreement_must_be_there_exactly(world, change, found):
    db, folder = world
    (folder / "planted.csv").write_text(PLANTED)
    db.execute(change)
    differences = compare.compare_planted(db, folder / "planted.csv", folder / "accounts.csv")
    assert [difference.split(":")[0] for difference in differences] == found
