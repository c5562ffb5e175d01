"""What the demonstration may play of a household: a way through the monitoring process.

Each act comes with the days since the one before. Acts are moves of the process, and deeds
beside it.
"""

from dataclasses import dataclass

ANSWER, INCOME, RICHER, ASK, TAKE, DONE = "answer", "income", "richer", "ask", "take", "done"
"""Deeds: departments' answers, an income sheet (a better one), help asked for, taken up, done."""

DEEDS = frozenset({ANSWER, INCOME, RICHER, ASK, TAKE, DONE})


@dataclass(frozen=True)
class Act:
    """A move or a deed, and how many days after the last one; ``reason`` where one is asked."""

    name: str
    after: int
    reason: str = ""


@dataclass(frozen=True)
class Tale:
    """What was done to one household; the last act was ``quiet`` days ago."""

    acts: tuple[Act, ...]
    quiet: int

    @property
    def days(self) -> int:
        """How long ago its case was opened."""
        return sum(act.after for act in self.acts) + self.quiet
