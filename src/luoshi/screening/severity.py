"""How severe a fact is: whether it is worse than what was decided on before."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from luoshi.pack.models import Colour


@dataclass(frozen=True)
class LeadSeverity:
    """A lead's colour and the rule's measure (in the rule's unit; None where it has none)."""

    colour: Colour
    measure: Decimal | None = None

    def exceeds(self, earlier: "LeadSeverity", growth: Decimal) -> bool:
        """Whether this is worse: a more severe colour, or a measure grown by more than ``growth``.

        ``growth`` is a share: 0.5 asks for half as much again.
        """
        if self.colour != earlier.colour:
            return self.colour.rank > earlier.colour.rank
        if self.measure is None or earlier.measure is None:
            return False
        return self.measure > earlier.measure * (1 + growth)


Decisions = Mapping[tuple[str, str], LeadSeverity]
"""What was decided: the severity of each (rule, fact) when somebody decided on it."""
