"""The generator of the demo company: the committed files are what it writes; what it refuses."""

import csv
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from company.demo import story  # noqa: E402
from company.demo.__main__ import demo  # noqa: E402
from company.demo.answers import CATEGORY_OF, Truth, line_type  # noqa: E402
from company.demo.names import word  # noqa: E402


@pytest.fixture(scope="module")
def world():
    return story.tell()


@pytest.fixture(scope="module")
def truth(world):
    return Truth(world)


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "company.demo", *map(str, arguments)], cwd=ROOT,
                          capture_output=True, text=True, check=False)


def test_the_committed_files_are_what_the_generator_writes(tmp_path):
    demo(tmp_path / "extracts", tmp_path / "answers", tmp_path / "book")
    for fresh, committed in (("extracts", ROOT / "extracts" / "demo"),
                             ("answers", ROOT / "tests" / "fixtures" / "demo"),
                             ("book", ROOT / "seeds")):
        files = [file for file in sorted((tmp_path / fresh).rglob("*")) if file.is_file()]
        assert files
        for file in files:
            twin = committed / file.relative_to(tmp_path / fresh)
            assert twin.read_bytes() == file.read_bytes(), f"{twin} is out of date: make demo"


def test_a_seed_tells_one_story_and_another_seed_another(world):
    again, other = story.tell(), story.tell(seed=7, deals=60)
    assert [d.gross for d in again.c.documents] == [d.gross for d in world.c.documents]
    assert other.buyers[0].name != world.buyers[0].name


def test_the_ledger_balances_by_itself(truth):
    """In each month, step, deal, account and currency: from + reasons = to, in both currencies."""
    totals = {}
    for row in truth.ledger.rows:
        sign = -1 if line_type(row.step, row.line) == "to" else 1
        total = totals.setdefault(
            (row.month, row.step, row.contract, row.account, row.currency), [0, 0])
        total[0] += sign * row.amount
        total[1] += sign * row.reporting
    assert totals and not [key for key, total in totals.items() if any(total)]


def test_the_ledger_agrees_with_what_was_planted(truth):
    """What a life says of itself, by hand, is what the ledger finds by walking its documents."""
    found = {}
    for row in truth.ledger.rows:
        found[row.month, row.step, row.contract, row.account, row.line, row.currency] = row
    planted = {}
    for contract, account, step, line, month, currency, amount, usd, _, _ in truth.w.planted:
        key = (month, step, contract, account, line,
               currency or truth.ledger.currency_of(contract))
        pair = planted.setdefault(key, [0, 0])
        pair[0] += amount
        pair[1] = None if usd is None else pair[1] + usd
    assert len(planted) > 200
    for key, (amount, usd) in planted.items():
        assert found[key].amount == amount, key
        assert usd is None or found[key].reporting == usd, key


def test_rounding_stays_within_cents(truth):
    """What the ledger leaves to rounding is cents: a wrong rate or a lost line would not be."""
    assert max(abs(row.reporting) for row in truth.ledger.rows if row.line == "rounding") < 1


def test_every_reason_line_has_a_category(truth):
    with open(ROOT / "seeds" / "reason_codes.csv", newline="", encoding="utf-8") as file:
        book = {row["line"]: row["category"] for row in csv.DictReader(file)}
    assert {line: book[line] for line in CATEGORY_OF} == CATEGORY_OF


def test_words_of_numbers_never_meet():
    assert len({word(number) for number in range(1, 40000)}) == 39999


def test_several_companies_share_masters_and_nothing_else(tmp_path):
    """Ids, names, numbers and domains of two companies never meet; one chart, one list of rates."""
    done = run("--scale", 2, "--out", tmp_path / "two", "--lines", 2)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["two"]
    connection = duckdb.connect()

    def count(table, column):
        return connection.execute(
            f"select count(*), count(distinct {column}) from '{tmp_path}/two/{table}.parquet' "
            f"where {column} is not null").fetchone()

    one, two = (story.tell(story.SEED + number, number) for number in range(2))
    for table, column in (
            ("netsuite/transaction", "id"), ("netsuite/transaction", "tranid"),
            ("netsuite/transactionline", "uniquekey"), ("netsuite/customer", "id"),
            ("netsuite/customer", "entityid"), ("netsuite/revenueelement", "id"),
            ("netsuite/revenueplanplannedrevenue", "id"), ("salesforce/opportunity", "id"),
            ("salesforce/opportunity_line_item", "id"), ("ops/projects", "project_id"),
            ("spreadsheets/adjustments", "adjustment_id"), ("netsuite/currencyrate", "id"),
            ("netsuite/item", "id"), ("netsuite/account", "id"), ("salesforce/user", "id")):
        rows, distinct = count(table, column)
        assert rows == distinct > 0, (table, column)
    names = [{buyer.name for buyer in w.buyers} for w in (one, two)]
    assert not names[0] & names[1]
    assert count("netsuite/transaction", "id")[0] == sum(len(w.c.documents) + 1 for w in (one, two))
    extra, without = (connection.execute(
        f"""select count(*), sum(cast(line.foreignamount as decimal(18, 2)))
        from '{tmp_path}/two/netsuite/transactionline.parquet' as line
        inner join '{tmp_path}/two/netsuite/transaction.parquet' as document
            on line.transaction = document.id
        where document.type = 'CustInvc' and line.mainline = 'F' and line.rate {rate}
        and abs(cast(line.foreignamount as decimal(18, 2))) {rate}""").fetchone()
        for rate in ("= '10.00'", "<> '10.00'"))
    assert extra[1] == 0 and extra[0] > 1000 and without[0] > 1000


@pytest.mark.parametrize("arguments, says", [
    (["--scale", "0", "--out", "x"], "'0' is not a whole number from 1 on"),
    (["--scale", "many", "--out", "x"], "'many' is not a whole number"),
    (["--scale", "2"], "--scale and --out go together"),
    (["--out", "x"], "--scale and --out go together"),
    (["--lines", "2"], "--lines needs --scale"),
    (["--scale", "2", "--out", "x", "--lines", "3"], "--lines must be even"),
    (["--scale", "2", "--out", ROOT / "seeds"], "is there and not an empty folder"),
])
def test_bad_arguments_are_refused(arguments, says, tmp_path):
    arguments = [tmp_path / x if x == "x" else x for x in arguments]
    done = run(*arguments)
    assert done.returncode == 2 and says in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_nothing_behind(tmp_path, monkeypatch):
    from company.demo import scale

    def broken(*_):
        raise OSError("no space left")

    monkeypatch.setattr(scale, "_merge", broken)
    with pytest.raises(OSError, match="no space left"):
        scale.write_companies(1, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_page_counts_as_the_files_do(truth):
    """docs/demo_company.md says on how many deals each line was planted and occurs: so it is."""
    planted, occurs, told = {}, {}, {}

    def record(contract, account):
        return account if contract is None else max(truth.named(contract))

    for contract, account, step, line, *_ in truth.w.planted:
        planted.setdefault((step, line), set()).add(record(contract, account))
    for row in truth.ledger.rows:
        occurs.setdefault((row.step, row.line), set()).add(record(row.contract, row.account))
    step = None
    for text in (ROOT / "docs" / "demo_company.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        if len(cells) == 4 and " -> " in cells[0]:
            step = cells[0].replace(" -> ", "_to_")
        elif len(cells) == 4 and cells[0].startswith("`") and step:
            told[step, cells[0].strip("`")] = (int(cells[2]), int(cells[3]))
        elif len(cells) == 4 and cells[0] == "reported numbers":
            step = None
    assert len(told) > 35
    assert told == {key: (len(planted.get(key, ())), len(occurs[key])) for key in told}
    reasons = {(row.step, row.line) for row in truth.ledger.rows
               if line_type(row.step, row.line) == "reason" and "reported" not in row.step}
    assert set(told) == reasons
