"""
The hand-worked company, Brambleway Software: an invented vendor with customers in three currencies.

Each scenario tells what happened and, beside it, the bridge that must come out, worked out by hand
from the definitions. The tests build it and compare; only its answers are committed.
"""
