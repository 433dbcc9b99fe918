def write_companies(*a): raise SystemExit("later")
