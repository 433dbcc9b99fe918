"""What the tests share: the parsed project is the one that dbt would parse for the vars of any run."""

from __future__ import annotations

import shutil

import pytest
from dbt.contracts.graph.manifest import Manifest

from conftest import ROOT
from parsed import PARSED_BY, manifest, parse

# Every var that the project has, each other than its default.
OTHERS = {
    "extracts_dir": "elsewhere", "source_timezones": {"salesforce": "America/Los_Angeles"},
    "custom_fields": {"salesforce.opportunity": {"contract_term_c": "my_term__c"}}, "reporting_currency": "EUR",
    "reporting_timezone": "Europe/Berlin", "crm_amounts_include_tax": True, "inferred_link_window_days": 7, "override_merge_limit": 5,
    "review_scores": [-1, 1],
    "fiscal_year_start_month": 4, "history_starts_on": "2026-05-01", "as_of": "2026-03-31", "close_lookback": 2,
    "dbt_date:time_zone": "Europe/Berlin",
}


def shown(parsed) -> dict:
    """What a run takes from a parsed project: each node but for when and from which folder it was read."""
    told = {}
    for nodes in (parsed.nodes, parsed.sources, parsed.unit_tests):
        for name, node in nodes.items():
            told[name] = node.to_dict()
            told[name].pop("created_at", None)
            told[name].pop("root_path", None)
    return told


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return shutil.copytree(ROOT / "seeds", tmp_path_factory.mktemp("parsed") / "book")


def test_no_other_var_changes_what_is_parsed(book, tmp_path):
    variables = {**OTHERS, "book_dir": str(book)}
    parsed = Manifest.from_msgpack(parse(variables, tmp_path).read_bytes())
    assert shown(manifest(variables)) == shown(parsed)


def test_every_var_of_the_project_is_asked_about():
    import yaml

    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text())
    assert set(project["vars"]) == set(OTHERS) | set(PARSED_BY)


def test_switched_off_systems_are_parsed_for_themselves():
    assert "model.tieout.stg_ops__projects" in manifest().nodes
    assert "model.tieout.stg_ops__projects" not in manifest({"systems": ["salesforce", "spreadsheets"]}).nodes
