"""The command line: build, publish, nightly, breach. Every way ends in one of three exit codes."""

from __future__ import annotations

import argparse

from tieout import settings
from tieout.breach import show_breach
from tieout.build import build
from tieout.lock import held
from tieout.outcome import HOLDS, WORDS, Breached, Broken
from tieout.publish import Override, publish, standing

EXITS = "Exit codes: 0 it holds, 1 a threshold is breached, 2 something is broken."


def say(command: str, words: str) -> None:
    """Print what a command has to say, its name first."""
    print(f"{command}: {words}", flush=True)


def verdict(command: str, code: int) -> int:
    """Print the exit code in words and give it."""
    say(command, f"{WORDS[code]} (exit code {code})")
    return code


def building(command: str, options: argparse.Namespace, lock) -> int:
    """Build and tell what failed; gives the exit code."""
    outcome = build(options.dbt, verbose=options.verbose, keep_open=(lock.fileno(),))
    for line in outcome.lines():
        say(command, line.strip())
    return outcome.code


def publishing(command: str, override: Override | None) -> int:
    """Publish and tell what was published; gives the exit code."""
    path = settings.published_path()
    try:
        if path.resolve() == settings.build_path().resolve():
            raise Broken("TIEOUT_PUBLISHED_PATH names the file that dbt builds: readers need one of their own.")
        with held(path, command):
            say(command, f"published {publish(override)}")
    except Breached as breach:
        say(command, f"NOT published. {breach}")
        say(command, standing(path))
        say(command, 'To publish all the same: make publish OVERRIDE_BY="your name" OVERRIDE_WHY="the reason"')
        return breach.code
    except Broken as fault:
        say(command, f"NOT published: {fault}")
        say(command, standing(path))
        return fault.code
    return HOLDS


def asked_override(options: argparse.Namespace) -> Override | None:
    """The override of the command line. Raises Broken if only one half of it was given."""
    by, why = (options.override_by or "").strip(), (options.override_why or "").strip()
    if bool(by) != bool(why) or (options.override_by is not None and not by):
        raise Broken('an override needs both who and why: OVERRIDE_BY="name" OVERRIDE_WHY="reason".')
    return Override(by, why) if by else None


def run(options: argparse.Namespace) -> int:
    """Do what was asked; gives the exit code. Raises Broken."""
    command = options.command
    with held(settings.build_path(), command) as lock:
        if command == "publish":
            return publishing(command, asked_override(options))
        code = building(command, options, lock)
        if command == "nightly" and code == 2:
            say(command, f"NOT published: the build is broken.\n{standing(settings.published_path())}")
        elif command == "nightly":
            # Also after a breach: publishing refuses, and says whose it is and what readers keep.
            code = max(code, publishing(command, None))
        return code


def parser() -> argparse.ArgumentParser:
    """The arguments. What build and nightly do not know goes to dbt."""
    top = argparse.ArgumentParser(description=f"{__doc__} {EXITS}", allow_abbrev=False)
    commands = top.add_subparsers(dest="command", required=True)
    for name, about in {
        "build": "dbt build; further arguments go to dbt",
        "nightly": "dbt build, and publish if it holds; further arguments go to dbt",
        "publish": "publish what was built",
        "breach": "plant a fault in a copy of the demo and show the red build",
    }.items():
        sub = commands.add_parser(name, help=about, description=f"{about}. {EXITS}", allow_abbrev=False)
        if name in ("build", "nightly"):
            sub.add_argument("--verbose", action="store_true", help="dbt's own log")
        elif name == "publish":
            sub.add_argument("--override-by", help="who publishes in spite of a breach")
            sub.add_argument("--override-why", help="and why")
        else:
            sub.add_argument("--fault", default="", help="name of the fault; `list` shows them")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run a command; gives its exit code."""
    options, rest = parser().parse_known_args(arguments)
    if rest and options.command not in ("build", "nightly"):
        parser().error(f"unknown: {' '.join(rest)}")
    options.dbt = rest
    try:
        if options.command == "breach":
            # It succeeds if the build that it shows is breached: that build's verdict is printed, not its own.
            return show_breach(options.fault)
        code = run(options)
    except Broken as fault:
        say(options.command, str(fault))
        code = fault.code
    return verdict(options.command, code)
