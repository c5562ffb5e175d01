"""What is worked out once about the notice: its results, and its own text brought in."""
