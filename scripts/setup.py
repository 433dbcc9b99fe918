"""Prepare the project: the Python environment in `.venv`, then the dbt packages in `dbt_packages`.

Needs only Python 3.11 (or 3.12, 3.13) with pip. Safe to run again: what is already as the lock
files say is left alone. `make setup` calls it; `make packages` asks the dbt hub once more.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
VENV = ROOT / ".venv"
VENV_BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
VENV_STAMP = VENV / "installed_from.txt"
UV_HOME = ROOT / ".uv"
PACKAGES = ROOT / "dbt_packages"
SOURCE_MARKER = PACKAGES / "expectations_source.txt"
SETUP_LOG = ROOT / "logs" / "setup.log"
STAND_IN = ROOT / "offline_packages" / "dbt_expectations"

# The hub answers within seconds or not at all; a blocked network would make dbt wait for minutes.
HUB_PATIENCE_SECONDS = 20
OLDEST, TOO_NEW = (3, 11), (3, 14)


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


def run(*command: str | Path, quiet: bool = False, **options) -> bool:
    """Run a command in the project's folder; True when it worked. Quiet ones write to SETUP_LOG."""
    SETUP_LOG.parent.mkdir(exist_ok=True)
    with SETUP_LOG.open("a") as log:
        sink = log if quiet else None
        done = subprocess.run(
            [str(part) for part in command], cwd=ROOT, stdout=sink, stderr=sink, **options
        )
    return done.returncode == 0


def fingerprint(*parts: Path | str) -> str:
    """One hash of texts, files and folders (every file below, with its relative name)."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            digest.update(part.encode())
        elif part.is_dir():
            for path in sorted(p for p in part.rglob("*") if p.is_file()):
                digest.update(path.relative_to(part).as_posix().encode())
                digest.update(path.read_bytes())
        else:
            digest.update(part.read_bytes())
    return digest.hexdigest()


def stamp_text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


# --- the Python environment ---------------------------------------------------------------------


def find_uv() -> Path | None:
    """The pinned uv from the package index, kept in `.uv`; None when pip cannot bring it."""
    uv = UV_HOME / "bin" / ("uv.exe" if os.name == "nt" else "uv")
    wanted = fingerprint(SCRIPTS / "uv-requirements.txt")
    stamp = UV_HOME / "installed_from.txt"
    if uv.exists() and stamp_text(stamp) == wanted:
        return uv
    shutil.rmtree(UV_HOME, ignore_errors=True)
    fetched = run(
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--require-hashes", "--only-binary", ":all:", "--target", UV_HOME,
        "--requirement", SCRIPTS / "uv-requirements.txt",
        quiet=True,
    )
    if not (fetched and uv.exists()):
        shutil.rmtree(UV_HOME, ignore_errors=True)
        return None
    stamp.write_text(wanted)
    return uv


def install_with_uv(uv: Path) -> bool:
    # A VIRTUAL_ENV of the caller must not redirect the environment.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT")
    }
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    # The machine's own certificates first (a company's proxy is known there), then uv's.
    for system_certificates in ("true", "false"):
        environment["UV_SYSTEM_CERTS"] = system_certificates
        # The interpreter is the one that runs this script: uv would else look for another.
        if run(
            uv, "sync", "--frozen", "--all-groups", "--no-progress", "--python", sys.executable,
            env=environment, quiet=True,
        ):
            return True
    return False


def install_with_pip() -> bool:
    if not run(sys.executable, "-m", "venv", "--clear", VENV):
        say("`python -m venv` does not work here; on Debian or Ubuntu install python3-venv.")
        return False
    return run(
        VENV_BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        # The file lists everything, so pip has nothing to resolve.
        "--require-hashes", "--no-deps", "--requirement", ROOT / "requirements.txt",
    )


def ensure_environment(force: bool) -> None:
    wanted = fingerprint(
        sys.version, str(ROOT), ROOT / "pyproject.toml", ROOT / "uv.lock", ROOT / "requirements.txt"
    )
    if not force and stamp_text(VENV_STAMP) == wanted and (VENV_BIN / "dbt").exists():
        return
    started = time.monotonic()
    VENV_STAMP.unlink(missing_ok=True)
    uv = find_uv()
    tool = "uv"
    if uv is None or not install_with_uv(uv):
        tool = "pip"
        say("uv cannot be used here (why: logs/setup.log); going on with venv and pip.")
        if not install_with_pip():
            raise SystemExit("setup: the Python packages could not be installed; see above.")
    VENV_STAMP.write_text(wanted)
    say(f"Python packages installed in .venv with {tool}, {time.monotonic() - started:.0f} s.")


# --- the dbt packages ---------------------------------------------------------------------------


def hub_answers() -> bool:
    """Run `dbt deps`; False when the hub fails or takes too long. What dbt said is in logs/deps.log."""
    log = ROOT / "logs" / "deps.log"
    log.parent.mkdir(exist_ok=True)
    environment = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    with log.open("w") as sink:
        try:
            done = subprocess.run(
                [str(VENV_BIN / "dbt"), "--no-use-colors", "deps"],
                cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                stdout=sink, stderr=subprocess.STDOUT, timeout=HUB_PATIENCE_SECONDS,
            )
        except subprocess.TimeoutExpired:
            sink.write(f"\nNo answer within {HUB_PATIENCE_SECONDS} seconds.\n")
            return False
    return done.returncode == 0 and (PACKAGES / "dbt_expectations" / "dbt_project.yml").exists()


def ensure_packages(force: bool) -> None:
    wanted = fingerprint(ROOT / "packages.yml", STAND_IN)
    installed = PACKAGES / "dbt_expectations" / "dbt_project.yml"
    marker = stamp_text(SOURCE_MARKER).splitlines()
    if not force and installed.exists() and marker[1:2] == [wanted]:
        return
    say("asking the dbt hub for the packages ...")
    if hub_answers():
        source = "hub"
        say("dbt-expectations: the real package, from the dbt hub.")
    else:
        # An interrupted download may have left half a package behind.
        shutil.rmtree(PACKAGES, ignore_errors=True)
        shutil.copytree(STAND_IN, PACKAGES / "dbt_expectations")
        source = "stand-in"
        say("the dbt hub does not answer (what dbt said: logs/deps.log).")
        say("dbt-expectations: the project's own stand-in, from offline_packages/.")
        say("It holds the tests used here, with the same names, arguments and meaning.")
        say("`make packages` asks the hub again.")
    PACKAGES.mkdir(exist_ok=True)
    SOURCE_MARKER.write_text(f"{source}\n{wanted}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", action="store_true", help="ask the dbt hub again")
    parser.add_argument("--force", action="store_true", help="install everything again")
    options = parser.parse_args()
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        raise SystemExit(
            "setup: Python 3.11, 3.12 or 3.13 is needed, this is "
            f"{sys.version.split()[0]} ({sys.executable}). Name one: make setup PYTHON=python3.11"
        )
    ensure_environment(options.force)
    ensure_packages(options.force or options.packages)


if __name__ == "__main__":
    main()
