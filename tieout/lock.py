"""One run at a time: a file that is locked for as long as the run lives.

The operating system drops the lock when the last process that has the file open ends, however it ends, so a
crash never leaves a lock behind. The file itself stays; what is written in it only says who holds it.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from tieout.outcome import Broken


@contextmanager
def held(path: Path, what: str):
    """Hold the lock beside `path` while `what` (build, publish, nightly) runs; gives the open file.

    Raises Broken at once, with who holds it, when another run does. Hand the file on to a child process
    (`pass_fds`) that must not be outlived by the lock.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Broken(
                f"another run is at work on {path}: {file.read().strip() or 'it did not say which'}.\n"
                "Wait until it has ended; a run that crashed holds nothing."
            ) from None
        file.truncate(0)
        file.write(f"{what}, process {os.getpid()}, since {datetime.now(timezone.utc):%Y-%m-%d %H:%M:%S} UTC")
        file.flush()
        yield file
