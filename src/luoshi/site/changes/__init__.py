"""Changes: what a value that waits, or is tried, touches before it counts."""
