"""Ledgers: the records behind the obligations, filled by people, each change kept."""
