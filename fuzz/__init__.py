"""Random input at the gate and the cells, for as long as one likes: ``make fuzz``."""
