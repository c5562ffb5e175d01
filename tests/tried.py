"""How often a law is tried: a few times in the gate, many times by ``make explore``."""

import os
from typing import Any

from hypothesis import settings

EXPLORING = os.environ.get("HYPOTHESIS_PROFILE") == "explore"
USUAL = 30
"""How often the gate tries a law that says nothing else; edges that matter are named examples."""

_MORE = 40
"""So many times as often while exploring."""


def tried(times: int, **rest: Any) -> settings:
    """Settings of a law the gate tries so many times."""
    return settings(max_examples=times * _MORE if EXPLORING else times, **rest)
