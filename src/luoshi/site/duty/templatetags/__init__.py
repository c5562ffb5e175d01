"""Template tags of the duty app."""
