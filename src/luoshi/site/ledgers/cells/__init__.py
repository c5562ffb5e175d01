"""What a cell of a record may hold, and what other tables already know of it."""
