"""What other apps may ask of the divisions app."""
