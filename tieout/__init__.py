"""What runs around dbt: build with exact exit codes, write-audit-publish, the nightly job, planted faults.

`scripts/run.py` is the command; docs/publishing.md describes it.
"""
