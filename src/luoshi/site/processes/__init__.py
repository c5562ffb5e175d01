"""Cases of the pack's processes, and how they move."""
