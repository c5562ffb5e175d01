"""Accounts: who signs in, for which role, division and unit."""
