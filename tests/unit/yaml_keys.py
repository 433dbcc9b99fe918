"""The keys that dbt's property files may have, and a walk that finds the others.

dbt 1.11 takes an unknown key without a word: `contarct: {enforced: true}` enforces nothing. So every
key is checked here against the list of what dbt reads. What a company may fill freely (`meta`,
`vars`, arguments of tests, rows of unit tests) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

FREE = None  # anything goes below this key
META = {"meta": FREE, "tags": FREE}
DOCS = {"docs": {"show": FREE, "node_color": FREE}}
RELATION = {"enabled": FREE, "schema": FREE, "alias": FREE, "database": FREE, "group": FREE, **META, **DOCS}
HOOKS = {"pre_hook": FREE, "post_hook": FREE, "sql_header": FREE, "grants": FREE, "persist_docs": FREE}

TEST_CONFIG = {
    "enabled": FREE, "severity": FREE, "warn_if": FREE, "error_if": FREE, "fail_calc": FREE,
    "limit": FREE, "where": FREE, "store_failures": FREE, "store_failures_as": FREE,
    "schema": FREE, "alias": FREE, "database": FREE, "group": FREE, **META,
}
MODEL_CONFIG = {
    **RELATION, **HOOKS,
    "materialized": FREE, "contract": {"enforced": FREE, "alias_types": FREE}, "access": FREE,
    "full_refresh": FREE, "unique_key": FREE, "incremental_strategy": FREE,
    "incremental_predicates": FREE, "on_schema_change": FREE, "merge_update_columns": FREE,
    "merge_exclude_columns": FREE, "event_time": FREE, "batch_size": FREE, "begin": FREE,
    "lookback": FREE, "concurrent_batches": FREE, "on_configuration_change": FREE,
    "file_format": FREE, "location": FREE, "options": FREE, "indexes": FREE, "partition_by": FREE,
}
SEED_CONFIG = {
    **RELATION, **HOOKS,
    "quote_columns": FREE, "column_types": FREE, "delimiter": FREE, "full_refresh": FREE,
    "file_format": FREE,
}
SNAPSHOT_CONFIG = {
    **RELATION, **HOOKS,
    "strategy": FREE, "unique_key": FREE, "updated_at": FREE, "check_cols": FREE,
    "hard_deletes": FREE, "dbt_valid_to_current": FREE, "snapshot_meta_column_names": FREE,
    "target_schema": FREE, "target_database": FREE, "file_format": FREE,
}
SOURCE_CONFIG = {
    "enabled": FREE, "event_time": FREE, "loaded_at_field": FREE, "loaded_at_query": FREE,
    "freshness": {
        "warn_after": {"count": FREE, "period": FREE},
        "error_after": {"count": FREE, "period": FREE},
        "filter": FREE,
    },
    **META,
}

CONSTRAINTS = [{
    "type": FREE, "name": FREE, "columns": FREE, "expression": FREE, "to": FREE, "to_columns": FREE,
    "warn_unenforced": FREE, "warn_unsupported": FREE,
}]
# A data test is a name, or a name with these keys below it.
DATA_TESTS = "data tests"
DATA_TEST = {"name": FREE, "description": FREE, "arguments": FREE, "config": TEST_CONFIG}
COLUMNS = [{
    "name": FREE, "description": FREE, "data_type": FREE, "quote": FREE, "constraints": CONSTRAINTS,
    "data_tests": DATA_TESTS, "config": META,
}]
ROWS = {"rows": FREE, "format": FREE, "fixture": FREE}

PROPERTIES = {
    "version": FREE,
    "models": [{
        "name": FREE, "description": FREE, "config": MODEL_CONFIG, "columns": COLUMNS,
        "data_tests": DATA_TESTS, "constraints": CONSTRAINTS, "latest_version": FREE,
        "versions": FREE, "deprecation_date": FREE, "time_spine": FREE,
    }],
    "seeds": [{
        "name": FREE, "description": FREE, "config": SEED_CONFIG, "columns": COLUMNS,
        "data_tests": DATA_TESTS,
    }],
    "snapshots": [{
        "name": FREE, "description": FREE, "relation": FREE, "config": SNAPSHOT_CONFIG,
        "columns": COLUMNS, "data_tests": DATA_TESTS,
    }],
    "sources": [{
        "name": FREE, "description": FREE, "database": FREE, "schema": FREE, "loader": FREE,
        "quoting": FREE, "config": SOURCE_CONFIG,
        "tables": [{
            "name": FREE, "description": FREE, "identifier": FREE, "quoting": FREE,
            "config": SOURCE_CONFIG, "columns": COLUMNS, "data_tests": DATA_TESTS,
        }],
    }],
    "data_tests": [{"name": FREE, "description": FREE, "config": TEST_CONFIG}],
    "unit_tests": [{
        "name": FREE, "description": FREE, "model": FREE, "versions": FREE,
        "given": [{"input": FREE, **ROWS}], "expect": ROWS,
        "overrides": {"macros": FREE, "vars": FREE, "env_vars": FREE},
        "config": {"enabled": FREE, **META},
    }],
    "macros": [{
        "name": FREE, "description": FREE, "config": {**META, **DOCS},
        "arguments": [{"name": FREE, "type": FREE, "description": FREE}],
    }],
    "analyses": [{"name": FREE, "description": FREE, "columns": COLUMNS, "config": META}],
    "exposures": [{
        "name": FREE, "label": FREE, "type": FREE, "description": FREE, "url": FREE,
        "maturity": FREE, "depends_on": FREE, "owner": {"name": FREE, "email": FREE},
        "config": {"enabled": FREE, **META},
    }],
    "groups": [{
        "name": FREE, "description": FREE, "owner": FREE, "config": META,
    }],
}

# In dbt_project.yml the settings of a folder are the keys that begin with a plus.
FOLDER_CONFIGS = {
    "models": MODEL_CONFIG,
    "seeds": SEED_CONFIG,
    "snapshots": SNAPSHOT_CONFIG,
    "sources": SOURCE_CONFIG,
    "data_tests": TEST_CONFIG,
    "unit_tests": {"enabled": FREE, **META},
}


def unknown_keys(content, known, path: str = "") -> Iterator[str]:
    """Paths of keys in `content` that `known` does not list."""
    if known is FREE or content is None:
        return
    if known is DATA_TESTS:
        for test in content:
            if isinstance(test, dict):
                yield from unknown_keys_of_test(test, path)
    elif isinstance(known, list):
        if not isinstance(content, list):
            yield f"{path} (a list is expected)"
            return
        for position, item in enumerate(content):
            label = item.get("name", position) if isinstance(item, dict) else position
            yield from unknown_keys(item, known[0], f"{path}[{label}]")
    elif not isinstance(content, dict):
        yield f"{path} (keys are expected)"
    else:
        for key, value in content.items():
            below = f"{path}.{key}" if path else key
            if key not in known:
                yield below
            else:
                yield from unknown_keys(value, known[key], below)


def unknown_keys_of_test(test: dict, path: str) -> Iterator[str]:
    """A test is written `{its_name: {keys}}`; `{test_name: its_name, keys}` is the longer way."""
    if "test_name" in test:
        keys = {key: value for key, value in test.items() if key != "test_name"}
        yield from unknown_keys(keys, DATA_TEST, f"{path}[{test['test_name']}]")
    elif len(test) != 1:
        yield f"{path}[{' + '.join(map(str, test))}] (one test name with its keys below is expected)"
    else:
        [(name, keys)] = test.items()
        yield from unknown_keys(keys, DATA_TEST, f"{path}[{name}]")


def unknown_folder_settings(content, known: dict, path: str) -> Iterator[str]:
    for key, value in (content or {}).items():
        below = f"{path}.{key}"
        if key.startswith("+"):
            if key[1:] not in known:
                yield below
            else:
                yield from unknown_keys(value, known[key[1:]], below)
        elif isinstance(value, dict):
            yield from unknown_folder_settings(value, known, below)
        else:
            # Without the plus dbt takes the key for a folder and the setting for nothing.
            yield f"{below} (a setting begins with +)"


def problems_in(files: list[Path], root: Path) -> list[str]:
    found = []
    for file in files:
        content = yaml.safe_load(file.read_text()) or {}
        label = file.relative_to(root).as_posix()
        found += [f"{label}: {key}" for key in unknown_keys(content, PROPERTIES)]
    return found
