#!/usr/bin/env bash
# The style of SQL, then the shape of the project: all findings first, the verdict last.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
verdict=0
.venv/bin/sqlfluff lint --disable-progress-bar --processes 2 models tests analyses snapshots ||
    verdict=1
scripts/lint_project.sh || verdict=1
exit "$verdict"
