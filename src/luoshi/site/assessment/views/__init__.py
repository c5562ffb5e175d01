"""The pages of rounds, and what is done on them."""
