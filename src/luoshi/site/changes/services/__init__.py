"""What other apps and commands may call of the changes app."""
