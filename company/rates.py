"""Exchange rates of the ERP: a daily table without weekends, drawn between fixings."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from company.money import day

SIX = Decimal("0.000001")


class Rates:
    """Verbs for exchange rates. Mixed into the company."""

    def erp_rates(self, currency: str, base: str, fixings: dict):
        """
        Daily rates: one unit of `currency` is so many of `base`. They run straight from fixing to
        fixing, so that the rate on each fixing's date is exactly the one given. None falls on a
        weekend.
        """
        self.knots[(currency, base)] = {
            day(on): Decimal(str(rate)) for on, rate in sorted(fixings.items())}

    def erp_rate_table(self, currency: str, base: str, table: dict):
        """The ERP's rates as they stand in its table, by date: one unit of `currency` in `base`."""
        self.knots[(currency, base)] = {}
        self.rate_tables[(currency, base)] = {
            day(on): Decimal(str(rate)) for on, rate in sorted(table.items())}

    def daily_rates(self, currency: str, base: str) -> dict:
        """Date -> rate: the table, else every weekday from the first fixing to the last."""
        if (currency, base) in self.rate_tables:
            return self.rate_tables[(currency, base)]
        knots = self.knots[(currency, base)]
        dates = sorted(knots)
        rates = {}
        for start, end in zip(dates, dates[1:] + dates[-1:]):
            span = (end - start).days
            for step in range(max(span, 1)):
                on = start + timedelta(days=step)
                if on.weekday() < 5:
                    drift = (knots[end] - knots[start]) * step / span if span else 0
                    rates[on] = (knots[start] + drift).quantize(SIX, rounding=ROUND_HALF_UP)
        return rates

    def erp_rate(self, currency: str, base: str, on) -> Decimal:
        """The last daily rate on or before a date; 1 within one currency."""
        if currency == base:
            return Decimal(1)
        cache = self.__dict__.setdefault("_rate_cache", {})
        if (currency, base) not in cache:
            if (currency, base) not in self.knots:
                raise KeyError(f"no rates from {currency} to {base}")
            cache[(currency, base)] = self.daily_rates(currency, base)
        rates = cache[(currency, base)]
        for back in range(8):
            if (found := rates.get(day(on) - timedelta(days=back))) is not None:
                return found
        raise KeyError(f"no rate from {currency} to {base} within a week before {on}")
