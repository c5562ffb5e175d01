"""Parameters: the numbers that offices enter, each agreed to by a second person."""
