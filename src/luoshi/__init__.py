"""luoshi (落实): turns a government notice into delivery that can be checked and answered for."""
