"""Standing duties: who answers for which village, site or household, and who is without one."""
