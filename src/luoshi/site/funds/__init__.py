"""Funds: what each county would get, the plans that were adopted, and their papers."""
