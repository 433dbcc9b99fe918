"""A small ledger-like builder of CRM and ERP extracts, and the bundled company made with it."""
