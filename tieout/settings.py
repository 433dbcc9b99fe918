"""Where things are: the project, the file that dbt builds, the file that readers open."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def build_path() -> Path:
    """The file that `dbt build` writes, as profiles.yml has it."""
    return ROOT / os.environ.get("TIEOUT_DUCKDB_PATH", "warehouse/tieout.duckdb")


def published_path() -> Path:
    """The file for readers. Its name is the build's, so the catalog is called `tieout` in both."""
    return ROOT / os.environ.get("TIEOUT_PUBLISHED_PATH", "warehouse/published/tieout.duckdb")


def target_path() -> Path:
    """Where dbt leaves run_results.json and manifest.json."""
    return ROOT / os.environ.get("DBT_TARGET_PATH", "target")


def dbt_command() -> Path:
    """The dbt beside this Python."""
    return Path(sys.executable).with_name("dbt")
