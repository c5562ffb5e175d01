"""Changes of divisions: sent as a table, agreed to by a second person, led on to every row."""
