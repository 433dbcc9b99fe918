#!/usr/bin/env bash
# The shape of the project: dbt must be able to read it, and dbt-bouncer checks what dbt read.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
.venv/bin/dbt --quiet parse --target-path target/lint
# Its table of findings takes the width of the terminal; a log has none.
COLUMNS=${COLUMNS:-180} .venv/bin/dbt-bouncer run --config-file dbt-bouncer.yml --show-all-failures
