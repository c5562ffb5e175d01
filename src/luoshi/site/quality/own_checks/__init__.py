"""Checks that offices write themselves: drafted, tried, saved, every edition kept."""
