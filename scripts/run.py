"""Build, publish, both by night, or show a breach: `python scripts/run.py build|publish|nightly|breach`.

Its exit code is exact: 0 it holds, 1 a threshold is breached, 2 something is broken (docs/publishing.md). Python
itself ends with 1 after an error, so every error is caught here and becomes 2.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if __name__ == "__main__":
    try:
        from tieout.command import main

        code = main()
    except SystemExit as stop:
        code = stop.code
    except BaseException:
        traceback.print_exc()
        print("BROKEN (exit code 2)", file=sys.stderr)
        code = 2
    sys.exit(code)
