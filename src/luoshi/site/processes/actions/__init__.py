"""What people do to cases of any process: each action checks the rights, works, and logs."""
