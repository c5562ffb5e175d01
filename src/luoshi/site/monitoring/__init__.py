"""Monitoring: the households with leads, why each rule fired, and what was decided."""
