"""What the demonstration plays of projects: cases with their steps, and rows of ledgers."""
