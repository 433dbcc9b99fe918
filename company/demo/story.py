"""The whole story of one company of the generator: its customers, and all its deals in mixed order."""

from company.demo import dirt, lives, plants_billing, plants_cash, plants_revenue, records
from company.demo.catalog import LAST_DAY
from company.demo.world import World
from company.money import month_of

PLANTS = [*plants_billing.PLANTS, *plants_revenue.PLANTS, *plants_cash.PLANTS]
SEED, DEALS, ACCOUNTS, TIMES = 20260630, 700, 300, 5
# Plants that share a line with another one need not be told as often.
SELDOM = {"won_on_a_day_to_come", "rest_cancelled", "half_a_line_cancelled", "posted_for_a_customer",
          "deposit_first", "paid_without_a_word"}


def tell(seed=SEED, number=0, deals=DEALS, clean=False) -> World:
    """
    Tell a company of so many deals; every plant at least once, five times in the full size. `clean` leaves the records of
    accounts as the deals were told for them.
    """
    share = deals / DEALS
    w = World(seed, number, accounts=max(round(ACCOUNTS * share), 40))
    times = max(round(TIMES * share), 1)
    told = [plant for plant in PLANTS
            for _ in range(max(times * 3 // 5, 1) if plant.__name__ in SELDOM else times)]
    told += [life for life, often in dirt.DIRT.items() for _ in range(max(round(often * share), 1))]
    usual, weights = zip(*lives.LIVES.items())
    told += w.rng.choices(usual, weights, k=max(deals - len(told), 0))
    w.rng.shuffle(told)
    for life in told:
        w.life, w.c.contract = life.__name__, None
        life(w)
    w.c.contract = None
    w.c.recognise(through=month_of(LAST_DAY))
    if not clean:
        records.tell(w, seed, share)
    return w
