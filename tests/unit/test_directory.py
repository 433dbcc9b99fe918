"""company.directory: the labelled companies that account matching is measured on. One seed, one directory; the truth names every record."""

from __future__ import annotations

import duckdb
import pytest

from company.directory.__main__ import write


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("directory")
    write(folder, 2_000, seed=5)
    return folder


def rows(folder, query):
    return duckdb.connect().execute(query.replace("{}", str(folder))).fetchall()


def test_the_truth_names_each_record_once(folder):
    records = rows(folder, "select 'salesforce', id from '{}/salesforce/account.parquet'"
                           " union all select 'netsuite', id from '{}/netsuite/customer.parquet'")
    truth = rows(folder, "select source_system, source_account_id from '{}/truth.parquet'")
    assert sorted(records) == sorted(truth) and len(set(truth)) == len(truth) >= 2_000


def test_families_hold_several_companies_and_strangers_share_names(folder):
    assert rows(folder, "select max(companies) > 2 from (select count(distinct company_id) as companies"
                        " from '{}/truth.parquet' group by family_id)") == [(True,)]
    assert rows(folder, "select max(families) > 1 from (select count(distinct family_id) as families"
                        " from '{}/truth.parquet' join '{}/salesforce/account.parquet' on id = source_account_id"
                        " group by lower(name))") == [(True,)]


def test_one_seed_is_one_directory(folder, tmp_path):
    write(tmp_path, 2_000, seed=5)
    for table in ("truth", "salesforce/account", "salesforce/contact", "netsuite/customer", "netsuite/entityaddress"):
        assert rows(folder, f"select * from '{{}}/{table}.parquet'") == rows(tmp_path, f"select * from '{{}}/{table}.parquet'")
