"""The proofs run on the harness: where it and the builder lie, and what they share in a session."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / name) for name in ("support", "scenarios"))]

import companies  # noqa: E402

COMMON = {"deadline": None, "database": None, "print_blob": False, "suppress_health_check": [
    HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example,
    HealthCheck.function_scoped_fixture]}
# `make test` tells the same few companies each time; `make properties` looks for new ones.
settings.register_profile("few", derandomize=True, max_examples=3,
                          phases=[Phase.generate, Phase.shrink], **COMMON)
settings.register_profile("many", max_examples=60, **COMMON)
settings.register_profile("quick", max_examples=60, phases=[Phase.generate], **COMMON)
settings.load_profile(os.environ.get("TIEOUT_PROPERTIES", "few"))


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """The operating book of the stories."""
    folder = tmp_path_factory.mktemp("proofs") / "book"
    companies.write_book(ROOT / "seeds", folder)
    return folder
