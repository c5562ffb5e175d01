"""Ledgers: the records behind the promises, filled by people, each change kept."""
