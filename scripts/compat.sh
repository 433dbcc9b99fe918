#!/usr/bin/env bash
# Does the project also work on the DuckDB that follows the pinned one? Builds the bundled company with it,
# with every test, and compares the bridge with its truth. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=2.0.0

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ -x .uv/bin/uv ]; then
    .uv/bin/uv venv --quiet --python .venv/bin/python "$scratch/venv"
    install=(.uv/bin/uv pip install --quiet --python "$scratch/venv/bin/python")
else
    .venv/bin/python -m venv "$scratch/venv"
    install=("$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check)
fi
"${install[@]}" --requirement requirements.txt
"${install[@]}" "duckdb==$version"

export TIEOUT_DUCKDB_PATH="$scratch/tieout.duckdb"
echo "compat: DuckDB $("$scratch/venv/bin/python" -c 'import duckdb; print(duckdb.__version__)')"
"$scratch/venv/bin/dbt" --quiet build --target-path "$scratch/target" --log-path "$scratch/logs" \
    >"$scratch/build.log" 2>&1 || { cat "$scratch/build.log"; exit 1; }
"$scratch/venv/bin/python" tests/fixtures/compare.py "$TIEOUT_DUCKDB_PATH" tests/fixtures/demo --exact
