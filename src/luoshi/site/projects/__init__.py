"""The projects app: the project bank, its notices, its money and what it leaves behind."""
