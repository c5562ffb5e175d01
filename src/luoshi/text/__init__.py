"""Text as people read and write it: numbers, numerals, dates, lists, masks. Needs nothing else."""
