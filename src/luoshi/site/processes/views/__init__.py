"""Views of processes."""
