"""The part of the operating book that holds the demo company's own facts."""

from pathlib import Path

from company.demo import catalog
from company.demo.answers import name_of, save, system_of


def write_book(folder, world):
    """product_map.csv, handoffs.csv, close_calendar.csv and golden_pairs.csv, into the folder of a book."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        [system, code, name, str(booked).lower(), str(invoiced).lower(), recognition]
        for system in ("salesforce", "netsuite")
        for code, (name, _, _, _, booked, invoiced, recognition, _) in catalog.PRODUCTS.items()
        if system == "salesforce" or code != "WEATHER-PTR"]
    rows.append(["netsuite", catalog.BAD_DEBT, "Bad debt allowance", "false", "true",
                 "point_in_time"])
    save(folder / "product_map.csv",
         ["source_system", "product_code", "product", "is_booked", "is_invoiced",
          "recognition_method"], rows)
    save(folder / "handoffs.csv",
         ["handoff", "from_stage", "to_stage", "owner", "required_fields", "sla_days"],
         catalog.HANDOFFS)
    save(folder / "close_calendar.csv", ["period", "closes_at"], catalog.closes())
    save(folder / "golden_pairs.csv",
         ["source_system", "source_account_id", "other_source_system", "other_source_account_id",
          "is_same", "why"],
         [[system_of(record), record.id, system_of(other), other.id, str(is_same).lower(),
           f"{name_of(record)} and {name_of(other)}: {why}"]
          for record, other, is_same, why in world.golden])
