"""
Write the demo company:

    python -m company.demo                                  # extracts/demo, its answers, its book
    python -m company.demo --scale 20 --out DIR [--lines K] # 20 such companies as Parquet in DIR

The first form replaces `extracts/demo`, `tests/fixtures/demo` and four files of `seeds/`; commit
what it wrote. The second writes DIR/<system>/<table>.parquet and DIR/book for larger builds; each
company has its own seed, customers and ids, all share one chart, one currency table, products and
people. `--lines` adds pairs of invoice lines that cancel out: volume without another answer.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from company.demo import story
from company.demo.answers import Truth
from company.demo.book import write_book
from company.demo.scale import write_companies

ROOT = Path(__file__).resolve().parents[2]


def whole_number(least: int):
    """A whole number of at least `least`, for argparse."""
    def read(text: str) -> int:
        if not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} on")
        return int(text)
    return read


def demo(extracts, answers, book):
    """The one company that the project bundles, with its truth. All is written, or nothing."""
    with tempfile.TemporaryDirectory(prefix="tieout-demo-") as scratch:
        scratch = Path(scratch)
        world = story.tell()
        world.c.write(scratch / "extracts")
        Truth(world).write(scratch / "answers")
        write_book(scratch / "book", world)
        for name, target in (("extracts", extracts), ("answers", answers), ("book", book)):
            count = 0
            for file in sorted((scratch / name).rglob("*")):
                if file.is_file():
                    place = Path(target) / file.relative_to(scratch / name)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, place)
                    count += 1
            print(f"demo: {count} files of {name} in {target}")
    print(f"demo: {len(world.contracts)} contracts, {len(world.c.documents):,} documents, "
          f"{len(world.planted)} planted disagreements")


def main():
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(
        prog="python -m company.demo", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=whole_number(1), help="how many companies, as Parquet")
    parser.add_argument("--out", type=Path, help="with --scale: a folder that is not there or empty")
    parser.add_argument("--lines", type=whole_number(0), default=0,
                        help="extra invoice lines per invoice, an even number")
    arguments = parser.parse_args()
    if (arguments.scale is None) != (arguments.out is None):
        parser.error("--scale and --out go together")
    if arguments.scale is None:
        if arguments.lines:
            parser.error("--lines needs --scale")
        demo(ROOT / "extracts" / "demo", ROOT / "tests" / "fixtures" / "demo", ROOT / "seeds")
        return
    if arguments.lines % 2:
        parser.error("--lines must be even: extra lines come in pairs that cancel out")
    if arguments.out.exists() and (not arguments.out.is_dir() or any(arguments.out.iterdir())):
        parser.error(f"{arguments.out} is there and not an empty folder")
    try:
        write_companies(arguments.scale, arguments.out, arguments.lines)
    except KeyboardInterrupt:
        sys.exit("demo: stopped; nothing was written")


if __name__ == "__main__":
    main()
