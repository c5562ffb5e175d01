"""Matters handed over and followed up."""

from luoshi.demonstration.runner.accounts import account
from luoshi.demonstration.runner.progress import Tell
from luoshi.site.supervision.demo import play_demo_matters


def play_matters(tell: Tell) -> None:
    """Play matters unless there are some."""
    tell("督办", 0)
    play_demo_matters(account("province"), account("department"), account("county"))
