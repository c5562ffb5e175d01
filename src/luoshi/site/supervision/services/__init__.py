"""What other apps may ask of the supervision app."""
