"""Shared tools of the Python tests: tiny dbt projects that live in a temporary folder."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from dbt.cli.main import dbtRunner

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))


@dataclass
class TinyProject:
    """A dbt project in a folder of its own, on a DuckDB file of its own."""

    folder: Path

    def write(self, path: str, content: str | dict) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = yaml.safe_dump(content, sort_keys=False)
        target.write_text(content)

    def dbt(self, *arguments: str):
        """Run dbt in this process; gives dbt's own result object."""
        return dbtRunner().invoke(
            [
                "--quiet",
                "--log-level-file",
                "none",
                "--no-partial-parse",
                *arguments,
                "--project-dir",
                str(self.folder),
                "--profiles-dir",
                str(self.folder),
            ]
        )


@pytest.fixture
def tiny_project(tmp_path_factory):
    """A maker of tiny projects: `tiny_project(**keys_of_dbt_project_yml)`."""

    def make(**settings) -> TinyProject:
        folder = tmp_path_factory.mktemp("tiny")
        project = TinyProject(folder)
        project.write(
            "dbt_project.yml",
            {
                "name": "tiny",
                "version": "1.0.0",
                "config-version": 2,
                "profile": "tiny",
                "flags": {"send_anonymous_usage_stats": False},
                **settings,
            },
        )
        project.write(
            "profiles.yml",
            {
                "tiny": {
                    "target": "duckdb",
                    "outputs": {
                        "duckdb": {
                            "type": "duckdb",
                            "path": str(folder / "tiny.duckdb"),
                            "threads": 1,
                        }
                    },
                }
            },
        )
        return project

    return make
