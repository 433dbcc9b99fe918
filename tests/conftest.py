"""
How the tests are shared out over several workers: `pytest -n 2`, which `make test` does.

A group goes to one worker, which builds what its tests share once. The long groups start first, so that the short
ones even out the end.
"""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest

# The stories' companies are built once for all files that ask for them.
STORIES = ("test_stories", "test_laws", "test_harness")
# Files whose tests share little: so many groups of them.
PARTS = {"test_faults": 6, "test_properties": 8}
# What takes longest, longest first; everything else follows as it was collected.
FIRST = ("stories", "test_companies", "test_properties", "test_faults", "test_account_ids", "test_stewards", "test_thresholds",
         "test_accounts", "test_matching", "test_account_weights", "test_checks_fire", "test_families", "test_before_and_after",
         "test_crosswalk", "test_landing", "test_summary")


def kind_of(file: str) -> str:
    """The file of a test, or what it shares with other files."""
    stem = Path(file).stem
    return "stories" if stem in STORIES else stem


def group_of(nodeid: str) -> str:
    """The group of a test, from its name alone: every worker must come to the same."""
    kind = kind_of(nodeid.split("::")[0])
    return f"{kind} {crc32(nodeid.encode()) % PARTS.get(kind, 1)}"


def place_of(nodeid: str) -> tuple:
    """What the tests are sorted by; those of one group stay in the order in which they were collected."""
    kind = kind_of(nodeid.split("::")[0])
    first = FIRST.index(kind) if kind in FIRST else len(FIRST)
    return first, group_of(nodeid) if kind in PARTS else ""


def pytest_collection_modifyitems(items):
    """Long groups first."""
    items.sort(key=lambda item: place_of(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A scheduler that hands out whole groups, in the order of the tests."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group_of(nodeid)

    return Groups(config, log)
