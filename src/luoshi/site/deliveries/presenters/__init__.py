"""What pages show of deliveries and of the tables they come for."""
