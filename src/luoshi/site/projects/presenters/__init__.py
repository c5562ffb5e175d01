"""What pages and files show of projects."""
