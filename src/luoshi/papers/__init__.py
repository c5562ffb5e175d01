"""Word and Excel files that people take along and print."""
