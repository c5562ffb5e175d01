"""Where bulk data lives: schemas, reading files, batches, the vault, engines."""
