"""Ledgers as Excel workbooks to fill: what a ledger's schema says of its sheets."""
