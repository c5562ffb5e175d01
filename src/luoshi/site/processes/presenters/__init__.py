"""What pages show of cases of any process."""
