"""
The demo company, Harbourlight Systems: an invented vendor of harbour software and sensors.

A seeded generator tells some seven hundred deals in the builder's verbs. Most tie out; the others
hold planted disagreements. An independent ledger works out from what was told, never from the
extracts and never with the project's SQL, what the bridge must say. See company/README.md.
"""
