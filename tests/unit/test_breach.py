"""`make breach`: each fault is planted in a copy, on whichever company, and the command wants a red build."""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from tiny_build import make_build

sys.path.insert(0, str(ROOT))

from tieout import breach, command  # noqa: E402
from tieout.faults import FAULTS, Extracts, amount  # noqa: E402
from tieout.outcome import NodeResult, judge  # noqa: E402

# What each fault changes, and nothing else.
TOUCHES = {
    "slipped_decimal": {"salesforce/opportunity", "salesforce/opportunity_line_item"},
    "lost_orders": {"netsuite/transaction", "netsuite/transactionline", "netsuite/transactionaccountingline",
                    "netsuite/nexttransactionlinelink"},
    "text_in_amounts": {"salesforce/opportunity"},
    "old_load": {"salesforce/opportunity"},
    "no_owners": {"salesforce/opportunity"},
    "wrong_account": {"netsuite/transactionaccountingline"},
}


def table(folder, name):
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(breach.DEMO, tmp_path / "extracts"))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_changes_what_it_says_and_nothing_else(copy, name):
    said = FAULTS[name](Extracts(copy))
    files = [path.relative_to(breach.DEMO) for path in breach.DEMO.rglob("*.csv")]
    changed = {
        path.with_suffix("").as_posix() for path in files
        if list(csv.reader((copy / path).open(newline=""))) != list(csv.reader((breach.DEMO / path).open(newline="")))
    }
    assert changed == TOUCHES[name]
    assert said
    # The columns stay, in their order.
    for path in files:
        with (copy / path).open() as new, (breach.DEMO / path).open() as old:
            assert next(csv.reader(new)) == next(csv.reader(old))


def test_the_slipped_decimal_hits_one_deal_and_its_lines(copy):
    said = FAULTS["slipped_decimal"](Extracts(copy))
    for name, key, column in (("opportunity", "id", "amount"), ("opportunity_line_item", "opportunity_id", "total_price")):
        before, after = table(breach.DEMO, f"salesforce/{name}"), table(copy, f"salesforce/{name}")
        differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert {new[key] for _, new in differing} == {said.split()[1]}
        assert all(amount(new[column]) == 100 * amount(old[column]) > 0 for old, new in differing)


def test_a_fault_without_its_table_says_so(copy):
    (copy / "salesforce" / "opportunity.csv").unlink()
    with pytest.raises(breach.Broken, match="needs salesforce/opportunity.csv"):
        FAULTS["no_owners"](Extracts(copy))


def building(monkeypatch, *results, failing=()):
    """Let the build of a breach end in the results, in a warehouse with the failing thresholds."""
    planted = []

    def build(arguments, *, environment, target):
        make_build(Path(environment["TIEOUT_DUCKDB_PATH"]), failing=failing)
        planted.append((arguments, environment, target))
        return judge(list(results))

    monkeypatch.setattr(breach, "build", build)
    return planted


def test_a_red_build_is_what_a_breach_wants(monkeypatch, capsys):
    before = {path: path.read_bytes() for path in breach.DEMO.rglob("*.csv")}
    red = NodeResult("threshold_overdue", "test", frozenset({"threshold"}), "fail")
    planted = building(monkeypatch, red, failing=("overdue_invoices",))
    assert command.main(["breach"]) == 0
    said = capsys.readouterr().out
    for part in (FAULTS["slipped_decimal"].__doc__, "overdue_invoices, total: 12.5000 %", "Billing <bill@x.com>",
                 "D-7 40.00", "Invoice the order lines", "BREACHED (exit code 1)"):
        assert part in said
    # It worked on copies, and nothing of them stays.
    folder = Path(planted[0][1]["TIEOUT_DUCKDB_PATH"]).parent
    assert not folder.exists() and ROOT not in folder.parents
    assert {path: path.read_bytes() for path in breach.DEMO.rglob("*.csv")} == before


@pytest.mark.parametrize("status", ["pass", "error"])
def test_any_other_build_is_a_failure_of_the_breach(monkeypatch, capsys, status):
    building(monkeypatch, NodeResult("threshold_overdue", "test", frozenset({"threshold"}), status))
    assert command.main(["breach", "--fault", "lost_orders"]) == 2
    assert "the build should be breached" in capsys.readouterr().out


def test_the_list_of_faults(capsys):
    assert command.main(["breach", "--fault", "list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(FAULTS)
