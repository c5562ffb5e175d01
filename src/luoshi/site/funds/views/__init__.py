"""Pages of funds."""
