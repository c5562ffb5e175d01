"""Who holds a duty, and for what one must be held."""
