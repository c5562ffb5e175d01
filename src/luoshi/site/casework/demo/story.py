"""What the demonstration may play of a household: a way through the monitoring process.

Each step comes with the days since the one before. Steps are moves of the process, and actions
beside it.
"""

from dataclasses import dataclass

ANSWER, INCOME, RICHER, ASK, TAKE, DONE = "answer", "income", "richer", "ask", "take", "done"
"""Actions: departments' answers, an income sheet (a better one), help asked for, taken up, done."""

ACTIONS = frozenset({ANSWER, INCOME, RICHER, ASK, TAKE, DONE})


@dataclass(frozen=True)
class HouseholdStep:
    """A move or an action, and how many days after the last one; ``reason`` where one is asked."""

    name: str
    after: int
    reason: str = ""


@dataclass(frozen=True)
class HouseholdStory:
    """What was done to one household; the last step was ``idle_days`` days ago."""

    steps: tuple[HouseholdStep, ...]
    idle_days: int

    @property
    def days(self) -> int:
        """How long ago its case was opened."""
        return sum(step.after for step in self.steps) + self.idle_days
