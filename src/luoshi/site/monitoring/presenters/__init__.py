"""What pages and files show of flagged households, their leads and facts."""
