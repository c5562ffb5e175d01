"""How long a notice has run and how long it still runs."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Term:
    """The time from the first to the last day of a notice (both inclusive), seen from ``day``."""

    first: date
    last: date
    day: date

    @property
    def days(self) -> int:
        """Days in the whole term."""
        return (self.last - self.first).days + 1

    @property
    def passed(self) -> int:
        """Days of the term gone by, the day itself included."""
        return min(max((self.day - self.first).days + 1, 0), self.days)

    @property
    def is_over(self) -> bool:
        """Whether the last day is past."""
        return self.day > self.last

    @property
    def state(self) -> str:
        """In words: not yet, days left, or days since."""
        if self.day < self.first:
            return f"还有 {(self.first - self.day).days} 天开始执行"
        if self.is_over:
            return f"执行期限已过 {(self.day - self.last).days} 天"
        if self.day == self.last:
            return "执行期限的最后一天"
        return f"执行期限还剩 {(self.last - self.day).days} 天"
