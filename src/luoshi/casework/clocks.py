"""How much time is left until a day, in words."""

from dataclasses import dataclass
from datetime import date

from luoshi.pack.models import Colour

SOON = 3
"""Days before the end of a clock from which it is shown as due soon."""


@dataclass(frozen=True)
class Clock:
    """How something stands with time: ``colour`` None where there is time enough."""

    due_on: date | None
    words: str
    colour: Colour | None

    @property
    def late(self) -> bool:
        """Whether the time is over."""
        return self.colour is Colour.RED


def clock(due_on: date | None, today: date) -> Clock:
    """How much time is left, in words."""
    if due_on is None:
        return Clock(None, "没有时限", None)
    left = (due_on - today).days
    if left < 0:
        return Clock(due_on, f"逾期 {-left} 天", Colour.RED)
    words = "今天到期" if left == 0 else f"还有 {left} 天"
    return Clock(due_on, words, Colour.ORANGE if left <= SOON else None)
