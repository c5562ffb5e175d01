"""What pages show of the notice for one user: the drawn dashboard, days, records, duties."""
