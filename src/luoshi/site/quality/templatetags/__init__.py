"""Template tags of the quality app."""
