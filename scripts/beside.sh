#!/usr/bin/env bash
# Runs commands side by side: beside.sh "COMMAND" "COMMAND" ... What each says is shown whole once it has ended, in
# the order given. Fails where one of them failed; all of them come to their end.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

running=()
for number in $(seq $#); do
    bash -c "${!number}" >"$scratch/$number" 2>&1 &
    running+=($!)
done
failed=()
for number in $(seq $#); do
    wait "${running[number - 1]}" || failed+=("${!number}")
    cat "$scratch/$number"
done
# Said at the end as well: much may stand between a failure and the last line.
for command in "${failed[@]}"; do
    echo "beside: failed, see above: $command" >&2
done
exit $((${#failed[@]} > 0))
