"""Rounds of assessment: planned, scored, objected to, adopted, published, followed up."""
