"""How good a rule is: what came of its leads, how fast, at what cost in visits."""

from dataclasses import dataclass

from luoshi.pack.models import Rule


@dataclass(frozen=True)
class ReportCard:
    """What came of a rule's leads.

    ``true`` were found to be so by somebody who looked, ``false`` not; before anybody looked
    ``dismissed`` were dismissed and ``gone`` fired no more, and ``waiting`` wait still. ``days`` is
    the median from the case to the finding.
    """

    rule: Rule
    true: int
    false: int
    dismissed: int
    gone: int
    waiting: int
    days: float | None

    @property
    def leads(self) -> int:
        """All of them."""
        return self.true + self.false + self.dismissed + self.gone + self.waiting

    @property
    def share(self) -> float | None:
        """True of those looked at."""
        looked = self.true + self.false
        return self.true / looked if looked else None

    @property
    def visits(self) -> float | None:
        """Households looked at for one that was true."""
        return (self.true + self.false) / self.true if self.true else None
