"""What people do to cases: each action checks the rights, works, and logs."""
