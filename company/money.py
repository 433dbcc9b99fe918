"""Money and moments: decimals only, one rounding rule, no clock."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def money(value) -> Decimal:
    """A value as an amount of two places, rounded half away from zero. Refuses floats."""
    if isinstance(value, float):
        raise TypeError(f"money is never a float: {value!r}")
    return Decimal(str(value)).quantize(CENT, rounding=ROUND_HALF_UP)


def day(value) -> date:
    """A date from '2026-01-31', from a month '2026-01' (its first day) or from a date."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(value if len(value) > 7 else f"{value}-01")


def moment(value) -> str:
    """A UTC stamp 'YYYY-MM-DD HH:MM:SS'. A bare date means four in the afternoon UTC."""
    text = str(value).replace("T", " ").rstrip("Z")
    return f"{text} 16:00:00" if len(text) == 10 else text


def month_of(value) -> str:
    """The month '2026-01' of a date."""
    return str(value)[:7]


def months_from(first, count: int) -> list[str]:
    """`count` months from the month of `first` on."""
    year, month = int(str(first)[:4]), int(str(first)[5:7])
    return [
        f"{year + (month - 1 + step) // 12}-{(month - 1 + step) % 12 + 1:02d}"
        for step in range(count)
    ]


def month_end(month: str) -> date:
    """The last day of a month '2026-01'."""
    return day(months_from(month, 2)[1]) - timedelta(days=1)


def in_parts(total: Decimal, count: int) -> list[Decimal]:
    """`count` equal parts that add up to `total`; the last part takes the rest."""
    part = money(abs(total) / count) * (1 if total >= 0 else -1)
    return [part] * (count - 1) + [total - part * (count - 1)]
