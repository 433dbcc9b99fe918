"""
The bundled company, Brambleway Software: an invented vendor with customers in three currencies.

Each scenario tells what happened and, beside it, the bridge that must come out, worked out by hand
from the definitions. `python -m company.demo` writes the extracts, the operating book of this
company and the answers.
"""
