"""Template tags of the processes app."""
