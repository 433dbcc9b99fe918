#!/usr/bin/env bash
# Does the project also work on the DuckDB that follows the pinned one? Builds the bundled company with it,
# with every test, and compares the bridge with the truth. And can readers with an older
# DuckDB read what is published? Publishes with both versions and reads it with the old ones. Leaves nothing
# behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=2.0.0
older=(1.0.0 1.1.3 1.2.2)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A Python environment of its own: new_environment NAME PACKAGE...
new_environment() {
    local folder="$scratch/$1"
    shift
    if [ -x .uv/bin/uv ]; then
        .uv/bin/uv venv --quiet --python .venv/bin/python "$folder"
        .uv/bin/uv pip install --quiet --python "$folder/bin/python" "$@"
    else
        .venv/bin/python -m venv "$folder"
        "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    fi
}

new_environment venv --requirement requirements.txt
if [ -x .uv/bin/uv ]; then
    .uv/bin/uv pip install --quiet --python "$scratch/venv/bin/python" "duckdb==$version"
else
    "$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check "duckdb==$version"
fi

export TIEOUT_DUCKDB_PATH="$scratch/tieout.duckdb" TIEOUT_PUBLISHED_PATH="$scratch/new/tieout.duckdb"
export DBT_TARGET_PATH="$scratch/target" DBT_LOG_PATH="$scratch/logs"
echo "compat: DuckDB $("$scratch/venv/bin/python" -c 'import duckdb; print(duckdb.__version__)')"
"$scratch/venv/bin/python" scripts/run.py nightly >"$scratch/build.log" 2>&1 || { cat "$scratch/build.log"; exit 1; }
"$scratch/venv/bin/python" tests/fixtures/compare.py "$TIEOUT_DUCKDB_PATH" tests/fixtures/demo --exact

# The same from the pinned version, from a build of a few rows.
export TIEOUT_DUCKDB_PATH="$scratch/tiny/tieout.duckdb"
.venv/bin/python -c "import sys; sys.path.insert(0, 'tests/unit'); from pathlib import Path; import tiny_build
tiny_build.make_build(Path('$TIEOUT_DUCKDB_PATH'))"
TIEOUT_PUBLISHED_PATH="$scratch/pinned/tieout.duckdb" .venv/bin/python scripts/run.py publish

readers=0
for old in "${older[@]}"; do
    # A Python that is newer than a DuckDB has no wheel of it.
    if new_environment "$old" --only-binary :all: "duckdb==$old" 2>"$scratch/install.log"; then
        for file in new pinned; do
            "$scratch/$old/bin/python" - "$scratch/$file/tieout.duckdb" <<'PYTHON'
import sys

import duckdb

connection = duckdb.connect(
    sys.argv[1], read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
)
tables = connection.execute(
    "select schema_name, table_name from duckdb_tables() where table_name <> 'publication'").fetchall()
rows = sum(len(connection.execute(f'select * from "{schema}"."{name}"').fetchall()) for schema, name in tables)
signed = connection.execute("select tables, rows, duckdb_version from marts.publication").fetchall()[0]
assert (len(tables), rows) == signed[:2], (len(tables), rows, signed)
print(f"compat: DuckDB {duckdb.__version__} reads all {rows} rows that DuckDB {signed[2]} published")
PYTHON
        done
        readers=$((readers + 1))
    else
        echo "compat: DuckDB $old cannot be had for this Python: $(tail -n 1 "$scratch/install.log")"
    fi
done
[ "$readers" -gt 0 ]
