"""What the pack says that guards and clocks ask: numbers in force, processes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from luoshi.casework.calendar import due_on
from luoshi.pack import Pack
from luoshi.pack.processes import Process, Stage
from luoshi.pack.rules import values_on

NO_FACTS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Rules:
    """The pack as casework asks it."""

    pack: Pack

    def number(self, parameter: str, day: date) -> Decimal:
        """A parameter's value in force on a day.

        Raises:
            ValueError: none is in force.
        """
        return _number(self.pack, parameter, day)

    def due(self, clock: str, start: date) -> date:
        """When what began on ``start`` is due by a clock (a parameter of days)."""
        unit = self.pack.parameters[clock].unit or ""
        return due_on(start, int(self.number(clock, start)), unit)

    def stage_due(
        self, stage: Stage, since: date, facts: Mapping[str, str] = NO_FACTS
    ) -> date | None:
        """When a case that came to a stage is due to leave it; None where no clock runs."""
        until = facts.get(stage.until or "")
        if until:
            return date.fromisoformat(until)
        return self.due(stage.clock, since) if stage.clock else None

    def process(self, id_: str) -> Process:
        """A process by id."""
        return self.pack.processes[id_]


@lru_cache(maxsize=4096)
def _number(pack: Pack, parameter: str, day: date) -> Decimal:
    """Kept: lists ask the same number of every row."""
    return Decimal(str(values_on(pack, frozenset({parameter}), day)[parameter]))
