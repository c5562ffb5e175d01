"""What people decide on leads, and opening the vault."""
