"""Template tags of the divisions app."""
