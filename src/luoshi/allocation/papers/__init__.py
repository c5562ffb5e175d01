"""Plans on paper: Word and Excel as an office sends them."""
