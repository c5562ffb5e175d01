"""What others may call of ledgers: schemas, values, files, entries, and an engine."""
