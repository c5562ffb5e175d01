"""What pages of ledgers show: records, what is due, and who has declared."""
