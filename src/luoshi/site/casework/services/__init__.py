"""What is worked out over many cases: needs, statistics, report cards, trials."""
