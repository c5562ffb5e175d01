"""What an obligation is held against over its periods: its target, or the two bounds of a range."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from luoshi.obligations import Period, Result
from luoshi.obligations.dashboard.figures import only
from luoshi.pack import Pack
from luoshi.pack.obligations import Obligation, Range


@dataclass(frozen=True)
class Bound:
    """A line of the chart: a name, and a value for each period, None where there is no one."""

    name: str
    values: tuple[Decimal | None, ...]

    def document(self) -> dict[str, object]:
        """What the chart draws of it."""
        values = [None if value is None else float(value) for value in self.values]
        return {"name": self.name, "values": values}


def bounds(
    obligation: Obligation, pack: Pack, periods: Sequence[Period], asked: Iterable[Result]
) -> list[Bound]:
    """The lines an obligation's figures are held against.

    A result of a range carries only the bound that decides it, so both are read from the pack;
    bounds that differ by county are drawn as the results' target where it is one for all.
    """
    if isinstance(obligation, Range):
        found = [
            Bound("下限", _constants(obligation.at_least, pack, periods)),
            Bound("上限", _constants(obligation.at_most, pack, periods)),
        ]
        if drawn := [bound for bound in found if any(bound.values)]:
            return drawn
    held = list(asked)
    name = "上限" if held and all(one.at_most for one in held if one.target is not None) else "目标"
    target = Bound(name, _targets(periods, held))
    return [target] if any(value is not None for value in target.values) else []


def _constants(text: str, pack: Pack, periods: Sequence[Period]) -> tuple[Decimal | None, ...]:
    return tuple(_constant(text.strip(), pack, period.end) for period in periods)


def _constant(text: str, pack: Pack, day: date) -> Decimal | None:
    """A number, or a parameter's value in force on the day; None for what is to be counted."""
    parameter = pack.parameters.get(text.removeprefix(":")) if text.startswith(":") else None
    dated = parameter.on(day) if parameter else None
    try:
        return Decimal(dated.value if dated else text)
    except InvalidOperation:
        return None


def _targets(periods: Sequence[Period], asked: Sequence[Result]) -> tuple[Decimal | None, ...]:
    """The target by period, where it is one for all."""
    return tuple(
        only(result.target for result in asked if result.period == period) for period in periods
    )
