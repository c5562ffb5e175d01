"""What is worked out about projects: money, labour, assets, papers, what is amiss."""
