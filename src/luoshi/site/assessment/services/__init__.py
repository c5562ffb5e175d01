"""What other apps may ask of the assessment app."""
