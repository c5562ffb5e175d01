"""What pages and files show of topics: figures, charts, standings and findings."""
