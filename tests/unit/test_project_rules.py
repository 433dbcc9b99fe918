"""Rules of the house that neither dbt nor the linters check."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from dbt.cli.main import dbtRunner

from conftest import ROOT

MACRO = re.compile(r"{%-?\s*(?:macro|test|materialization)\s+(\w+)\s*[(,]")


@pytest.fixture(scope="module")
def manifest(tmp_path_factory):
    """What dbt makes of the project as it stands."""
    target = tmp_path_factory.mktemp("target")
    outcome = dbtRunner().invoke(
        ["--quiet", "--log-level-file", "none", "--no-partial-parse", "parse"]
        + ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--target-path", str(target)]
    )
    assert outcome.success, outcome.exception
    return json.loads((target / "manifest.json").read_text())


def models_of(manifest, folder):
    return [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and node["package_name"] == "tieout"
        and node["original_file_path"].startswith(f"models/{folder}/")
    ]


def test_every_mart_has_an_enforced_contract(manifest):
    marts = models_of(manifest, "marts")
    assert marts
    open_marts = [model["name"] for model in marts if not model["config"]["contract"]["enforced"]]
    assert open_marts == []


def test_no_money_is_kept_as_a_float(manifest):
    floats = [
        f"{node['name']}.{column['name']}"
        for node in [*manifest["nodes"].values(), *manifest["sources"].values()]
        for column in node.get("columns", {}).values()
        if re.match(r"float|double|real", (column.get("data_type") or "").lower())
    ]
    assert floats == []


@pytest.mark.parametrize(
    ("select", "columns"),
    [
        ("select 1 as deal_id", {"deal_id": "varchar"}),
        ("select 'a' as deal_id, 1 as more", {"deal_id": "varchar"}),
        ("select 'a' as deal_id", {"deal_id": "varchar", "amount": "decimal(18,2)"}),
    ],
    ids=["another type", "a column too many", "a column too few"],
)
def test_contracts_bite(tiny_project, select, columns):
    """The folder settings of dbt_project.yml alone make a mart that breaks its contract fail."""
    settings = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["models"]["tieout"]["marts"]
    project = tiny_project(models={"tiny": {"marts": settings}})
    project.write("models/marts/deals.sql", select)
    described = [{"name": name, "data_type": kind} for name, kind in columns.items()]
    project.write("models/marts/deals.yml", {"models": [{"name": "deals", "columns": described}]})
    outcome = project.dbt("run")
    assert not outcome.success
    assert "contract" in str(outcome.exception or [result.message for result in outcome.result])


def test_dbt_clean_leaves_what_only_setup_can_bring_back():
    """After `dbt clean` a plain `dbt build` works: only what every command makes anew may go."""
    settings = yaml.safe_load((ROOT / "dbt_project.yml").read_text())
    assert set(settings["clean-targets"]) <= {settings["target-path"], "logs"}


def macro_files():
    return sorted([*(ROOT / "macros").rglob("*.sql"), *(ROOT / "tests" / "generic").rglob("*.sql")])


@pytest.mark.parametrize("file", macro_files(), ids=lambda file: file.stem)
def test_a_macro_file_explains_itself_and_holds_one_macro(file):
    text = file.read_text()
    assert text.lstrip().startswith("{#"), "a macro begins with a comment: what, arguments, errors"
    names = MACRO.findall(text)
    others = [name for name in names if name != file.stem and not name.endswith(f"__{file.stem}")]
    assert file.stem in names or any(name.endswith(f"__{file.stem}") for name in names)
    assert others == [], "one macro a file, with its versions for the engines"


@pytest.mark.parametrize("file", macro_files(), ids=lambda file: file.stem)
def test_no_loop_of_a_macro_sets_what_is_read_after_it(file):
    """Jinja forgets at the end of a loop what the loop set: only a namespace keeps it."""
    loops, before = 0, set()
    for word, name in re.findall(r"\{%-?\s*(for|endfor|set)\s*((?<=set )\w+(?=\s*=))?", file.read_text()):
        loops += {"for": 1, "endfor": -1}.get(word, 0)
        if name and not loops:
            before.add(name)
        assert not loops or not name or name not in before, f"`{name}` is set in a loop and forgotten after it"
