# One command per job. `make help` lists them; every one starts with `make setup`, which is quick
# when there is nothing to do.
SHELL := bash
.DEFAULT_GOAL := help

# The first Python that is new enough. `make setup PYTHON=/path/to/python` names another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	>/dev/null 2>&1 && echo "$$p" && break; done)
BIN := .venv/bin

# `make build VERBOSE=1` shows dbt's own log; the default shows errors and the summary.
# ARGS goes to dbt: make build ARGS="--select staging"
DBT := $(BIN)/dbt $(if $(VERBOSE),,--quiet)
ARGS ?=

# Prints whether it holds, is breached or broken. `make` ends with 2 after any failure; the exact
# exit code (0, 1, 2) is that of this command without make (docs/publishing.md).
RUN := $(BIN)/python scripts/run.py
FAULT ?=

.PHONY: help setup packages build publish nightly breach export-crosswalk demo test compat lint format docs lock clean \
	distclean bench bench-matching properties mutate export-ids import-ids

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | \
		{ [ -f scripts/bench.py ] && cat || grep -v '^bench'; } | \
		awk 'BEGIN {FS = ":.*## *"} {printf "  make %-15s %s\n", $$1, $$2}'

setup:  ## Python environment in .venv and dbt packages
	@if [ -z "$(PYTHON)" ]; then \
		echo "setup: Python 3.11, 3.12 or 3.13 is needed and was not found." >&2; exit 1; fi
	@$(PYTHON) scripts/setup.py

packages:  ## ask the dbt hub again for the packages
	@$(PYTHON) scripts/setup.py --packages

build: setup  ## build everything into warehouse/tieout.duckdb and print the bridge
	@$(RUN) build $(if $(VERBOSE),--verbose) $(ARGS)

# An override counts only on the command line, never from the environment, and reaches Python unread
# by make and shell.
given = $(filter command,$(firstword $(origin $(1))))

publish: setup  ## give the build to the readers, if it holds: warehouse/published/tieout.duckdb
	@$(RUN) publish $(if $(call given,OVERRIDE_BY),--override-by "$$OVERRIDE_BY") \
		$(if $(call given,OVERRIDE_WHY),--override-why "$$OVERRIDE_WHY")

nightly: setup  ## build, then publish if it holds
	@$(RUN) nightly $(if $(VERBOSE),--verbose) $(ARGS)

# FILE and REPLACE count only on the command line, like the overrides.
IDS := $(BIN)/python scripts/account_ids.py
ids_file = "$(if $(call given,FILE),$$FILE,warehouse/account_ids.csv)"

export-ids: setup  ## the account ids of the warehouse into a file: FILE=ids.csv
	@$(IDS) export $(ids_file)

import-ids: setup  ## the account ids of a file into a new warehouse: FILE=ids.csv, REPLACE=yes for an old one
	@$(IDS) import $(if $(call given,REPLACE),--replace) $(ids_file)

export-crosswalk: setup  ## master ids and corrections for each system, as CSV: warehouse/crosswalk
	@$(BIN)/python scripts/export_crosswalk.py $(ARGS)

breach: setup  ## plant a fault in a copy of the demo and show the red build (FAULT=list)
	@$(RUN) breach --fault "$(FAULT)"

lint: setup  ## check the style of SQL, YAML and models
	@scripts/lint.sh

format: setup  ## let sqlfluff mend what it can
	@$(BIN)/sqlfluff fix --quiet --processes 2 models macros tests analyses snapshots || true
	@$(BIN)/sqlfluff lint --nofail --processes 2 models macros tests analyses snapshots

# Two workers share the Python tests (tests/conftest.py). COMPAT=1, for CI, runs `make compat` beside the build.
test: setup  ## lint, dbt build with its unit and data tests, Python tests
	@scripts/beside.sh $(if $(COMPAT),scripts/compat.sh) scripts/lint.sh \
		"$(RUN) build $(if $(VERBOSE),--verbose) $(ARGS)"
	@$(BIN)/pytest -n 2

demo: setup  ## rewrite the bundled company; SCALE=n OUT=dir [EXTRA_LINES=k]: n such companies as Parquet
	@$(BIN)/python -m company.demo $(if $(SCALE),--scale "$(SCALE)") $(if $(OUT),--out "$(OUT)") \
		$(if $(EXTRA_LINES),--lines "$(EXTRA_LINES)")

properties: setup  ## look for companies that break the bridge, and decisions that break the accounts: many random ones, half an hour
	@TIEOUT_PROPERTIES=many $(BIN)/pytest tests/proofs/test_properties.py tests/unit/test_stewards.py $(ARGS)

mutate: setup  ## change one sign or bound of the bridge at a time: does a test notice?
	@$(BIN)/python scripts/mutate.py $(ARGS)

compat: setup  ## the bundled company on the DuckDB after the pinned one; its published file on older ones
	@scripts/compat.sh

docs: setup  ## dbt's documentation site in target/
	@$(DBT) docs generate $(ARGS)
	@echo "docs: open it with $(BIN)/dbt docs serve"

lock: setup  ## after a change of pyproject.toml: resolve and export the pinned packages
	@.uv/bin/uv lock --python "$(PYTHON)"
	@.uv/bin/uv export --quiet --frozen --no-header \
		--no-emit-project --all-groups --format requirements-txt -o requirements.txt

clean:  ## remove what builds wrote (the warehouse too)
	@rm -rf target logs .pytest_cache warehouse/*.duckdb warehouse/*.wal

distclean: clean  ## remove the environment and the packages as well
	@rm -rf .venv .uv dbt_packages

ifneq ($(wildcard scripts/bench.py),)
bench: setup  ## measure a large build
	@$(BIN)/python scripts/bench.py $(ARGS)

bench-matching: setup  ## how well and how fast records are told apart, on companies whose truth is known
	@$(BIN)/python scripts/bench_matching.py $(ARGS)
endif
