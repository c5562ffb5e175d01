"""What people do: upload exports, send findings down, answer, exempt, call back."""
