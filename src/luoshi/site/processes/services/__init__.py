"""What other apps may ask of cases."""
