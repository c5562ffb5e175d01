"""A household as the registers and the departments' data tell of it."""
