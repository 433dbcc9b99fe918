"""No key of a property file is misspelt: dbt would ignore it in silence."""

from __future__ import annotations

import pytest
import yaml

from conftest import ROOT
from yaml_keys import (
    FOLDER_CONFIGS,
    PROPERTIES,
    problems_in,
    unknown_folder_settings,
    unknown_keys,
)

FOLDERS = ("models", "seeds", "reference", "snapshots", "macros", "tests", "analyses")


def property_files():
    return sorted(
        path
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".yml", ".yaml")
    )


def test_no_key_is_misspelt():
    assert problems_in(property_files(), ROOT) == []


def test_no_setting_of_a_folder_is_misspelt():
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text())
    found = [
        problem
        for section, known in FOLDER_CONFIGS.items()
        for problem in unknown_folder_settings(project.get(section), known, section)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("properties", "key"),
    [
        ("models: [{name: a, contract: {enforced: true}}]", "models[a].contract"),
        ("models: [{name: a, config: {contarct: {}}}]", "models[a].config.contarct"),
        ("models: [{name: a, config: {contract: {enforce: true}}}]", "models[a].config.contract.enforce"),
        ("models: [{name: a, tests: [unique]}]", "models[a].tests"),
        ("model: []", "model"),
        ("models: [{name: a, columns: [{name: b, data_test: [unique]}]}]", "models[a].columns[b].data_test"),
        (
            "models: [{name: a, data_tests: [{unique: {column_name: x}}]}]",
            "models[a].data_tests[unique].column_name",
        ),
        (
            "models: [{name: a, data_tests: [{unique: {config: {severty: warn}}}]}]",
            "models[a].data_tests[unique].config.severty",
        ),
        (
            "models: [{name: a, data_tests: [{unique: {}, config: {}}]}]",
            "models[a].data_tests[unique + config] (one test name with its keys below is expected)",
        ),
        ("unit_tests: [{name: a, givn: []}]", "unit_tests[a].givn"),
        ("sources: [{name: a, tables: [{name: b, loaded_at: c}]}]", "sources[a].tables[b].loaded_at"),
        ("models: {name: a}", "models (a list is expected)"),
    ],
)
def test_a_misspelt_key_is_found(properties, key):
    assert list(unknown_keys(yaml.safe_load(properties), PROPERTIES)) == [key]


def test_a_misspelt_folder_setting_is_found():
    models = {"tieout": {"marts": {"+contarct": {"enforced": True}, "schema": "marts"}}}
    assert list(unknown_folder_settings(models, FOLDER_CONFIGS["models"], "models")) == [
        "models.tieout.marts.+contarct",
        "models.tieout.marts.schema (a setting begins with +)",
    ]
