"""What is worked out once about the notice: results, closed periods, its own text."""
