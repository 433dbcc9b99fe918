"""
Write the hand-worked company:

    python -m company.brambleway FOLDER [--answers FOLDER] [--book FOLDER]

`--answers` also writes the bridge that must come out, `--book` the company's part of the operating
book. After a change to a scenario run it with `--answers tests/fixtures/brambleway` and commit what
that wrote; the extracts are told afresh by whoever needs them.
"""

import argparse

from company.brambleway import billing, cash, currencies, records, revenue
from company.brambleway.world import World, write_book


def tell() -> World:
    """The whole story: every scenario, then the revenue journals up to June."""
    world = World()
    for module in (billing, revenue, cash, currencies, records):
        for scenario in module.SCENARIOS:
            world.answers.scenario = scenario.__name__
            scenario(world)
    world.c.recognise(through="2026-06")
    return world


def main():
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(prog="python -m company.brambleway")
    parser.add_argument("folder", help="where the extracts go, one folder a system")
    parser.add_argument("--answers", help="where the expected results go")
    parser.add_argument("--book", help="where the operating book of this company goes")
    arguments = parser.parse_args()
    world = tell()
    world.c.write(arguments.folder)
    if arguments.answers:
        world.answers.write(arguments.answers)
    if arguments.book:
        write_book(arguments.book)


if __name__ == "__main__":
    main()
