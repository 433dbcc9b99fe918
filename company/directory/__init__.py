"""A directory of companies that several systems hold, with the truth about which records are one company."""
