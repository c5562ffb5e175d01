"""Pages of applications: those open to all, and the desk's."""
