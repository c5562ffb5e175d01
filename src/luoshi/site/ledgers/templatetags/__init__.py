"""Template filters of the ledgers."""
