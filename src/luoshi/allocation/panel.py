"""A scheme's numbers as a page lets them move."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from luoshi.allocation.adjustable_inputs import Dial, Switch
from luoshi.allocation.changes import BINDS, LEVEL, OFFICER, REASON, TOTAL, WEIGHT, Changes
from luoshi.text.numbers import plain


@dataclass(frozen=True)
class Field:
    """A number the page lets move: the field, what it says now, how far the slider goes."""

    name: str
    title: str
    value: str
    own: str
    most: str
    step: str
    unit: str = ""
    source: str = ""
    assumption: bool = False
    ending: str = ""
    error: str = ""


@dataclass(frozen=True)
class Binding:
    """A limit the page lets switch."""

    switch: Switch
    name: str
    binds: bool
    fields: tuple[Field, ...]
    officer: Field
    reason: Field


@dataclass(frozen=True)
class Panel:
    """All numbers of a scheme as the page lets them move."""

    total: Field | None
    weights: tuple[Field, ...]
    levels: tuple[Field, ...]
    bindings: tuple[Binding, ...]


def panel_of(changes: Changes, year: int, total: Decimal | None = None) -> Panel:
    """The fields of a page of numbers."""
    dials = changes.dials
    return Panel(
        None if changes.scheme.entitlement else _total(changes, total),
        tuple(_fields(changes, WEIGHT, dials.weights)),
        tuple(_fields(changes, LEVEL, dials.levels)),
        tuple(_binding(changes, one) for one in dials.switches),
    )


def _total(changes: Changes, total: Decimal | None) -> Field:
    own = plain(total) if total is not None else ""
    value = changes.values.get(TOTAL, own)
    error = changes.errors.get(TOTAL, "")
    return Field(TOTAL, "总额", value, own, "", "any", changes.scheme.unit, error=error)


def _fields(changes: Changes, prefix: str, dials: tuple[Dial, ...]) -> Iterator[Field]:
    for dial in dials:
        name = f"{prefix}{dial.name}"
        most = Decimal(100) if prefix == WEIGHT else 2 * dial.value or Decimal(1)
        yield Field(
            name,
            dial.title,
            changes.values.get(name, plain(dial.value)),
            plain(dial.value),
            plain(most),
            _step(most),
            dial.unit,
            dial.source,
            dial.assumption,
            dial.ending,
            changes.errors.get(name, ""),
        )


def _binding(changes: Changes, switch: Switch) -> Binding:
    id_ = switch.limit.id
    texts: Mapping[str, str] = changes.values

    def said(prefix: str, title: str) -> Field:
        name = f"{prefix}{id_}"
        error = changes.errors.get(name, "")
        return Field(name, title, texts.get(name, ""), "", "", "", error=error)

    fields = tuple(_fields(changes, LEVEL, switch.dials))
    officer, reason = said(OFFICER, "批准人"), said(REASON, "理由")
    return Binding(switch, f"{BINDS}{id_}", changes.binds(switch), fields, officer, reason)


def _step(most: Decimal) -> str:
    """A hundredth of the way, to a round number."""
    for step in ("0.001", "0.01", "0.1", "1", "10", "100"):
        if Decimal(step) * 400 >= most:
            return step
    return "1000"
