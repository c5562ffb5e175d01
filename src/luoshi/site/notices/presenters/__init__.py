"""What pages show of the notice: the dashboard, an obligation, a county, a unit, the map."""
