"""What people do in a round, each with what must hold before."""
