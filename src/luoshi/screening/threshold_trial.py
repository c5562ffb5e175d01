"""Trying other thresholds of a rule: how many leads, where, and what of the past would change."""

from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from luoshi import pack
from luoshi.areas import Level
from luoshi.memory import remembered
from luoshi.pack.models import DatedValue, Parameter, ParameterKind
from luoshi.pack.rules import parsed_rule
from luoshi.screening import RuleLeads
from luoshi.screening.trial import KeptRule, keep_rule, try_rule
from luoshi.text.numbers import plain
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.request_values import number

Changes = tuple[tuple[str, str], ...]
"""Changed parameters with their values as text, by id."""


@dataclass(frozen=True)
class Knob:
    """A threshold that may be moved: its value in force, and the one tried."""

    parameter: Parameter
    value: DatedValue
    tried: str

    @property
    def moved(self) -> bool:
        """Whether another value is tried."""
        return Decimal(self.tried) != Decimal(self.value.value)


@dataclass(frozen=True)
class PlaceCount:
    """Leads in a place now, and with the thresholds tried."""

    place: str
    now: int
    tried: int


@dataclass(frozen=True)
class Known:
    """A rule asked on a day of what has come; ``state`` tells one state of that from another.

    The engine is asked for when it is needed: answers that are kept shall not keep it too.
    """

    state: object
    rule: str
    day: date
    engine: Callable[[], Engine] = field(compare=False)


@dataclass(frozen=True)
class Past:
    """The facts of a rule's leads that were found true, and those found harmless."""

    true: Set[str]
    false: Set[str]


@dataclass(frozen=True)
class Trial:
    """What a rule would find with the thresholds tried, against what it finds now.

    ``caught`` of the ``true`` past cases would still be found, and ``false`` of the past
    false alarms would still be raised.
    """

    now: int
    tried: int
    places: tuple[PlaceCount, ...]
    true: int
    caught: int
    false: int
    raised: int

    @property
    def lost(self) -> int:
        """Past true cases that would be missed."""
        return self.true - self.caught


def knobs(rule_id: str, day: date, asked: Mapping[str, str]) -> list[Knob]:
    """The numbers a rule asks, with what is tried of each; what is no number is not tried."""
    found = []
    for parameter in _thresholds(rule_id):
        value = parameter.on(day)
        if value is not None:
            tried = number(asked.get(parameter.id, ""))
            found.append(Knob(parameter, value, value.value if tried is None else plain(tried)))
    return found


def _thresholds(rule_id: str) -> list[Parameter]:
    """The numbers a rule asks; a year it names is none, nor is a day."""
    policy = pack.load()
    parsed = parsed_rule(policy, rule_id)
    names = sorted(parsed.parameters & policy.parameters.keys())
    asked = (policy.parameters[name] for name in names)
    return [parameter for parameter in asked if parameter.kind is ParameterKind.NUMBER]


Found = list[tuple[str, str]]
"""Village and fact of each lead."""


Where = Callable[[str], bool]
"""Whether a village (by code) counts."""


def trial(known: Known, moved: list[Knob], past: Past, where: Where, level: Level) -> Trial:
    """Ask the rule of everyone with the thresholds tried, and count what lies ``where``."""
    now = _inside(where, _leads(known, ()))
    tried = now
    changes = tuple((knob.parameter.id, knob.tried) for knob in moved if knob.moved)
    if changes:
        tried = _inside(where, _leads(known, changes))
    facts = {fact for _, fact in tried}
    return Trial(
        len(now),
        len(tried),
        _places(now, tried, level.digits),
        len(past.true),
        len(past.true & facts),
        len(past.false),
        len(past.false & facts),
    )


@remembered(16)
def _leads(known: Known, changes: Changes) -> RuleLeads:
    values = {name: Decimal(text) for name, text in changes}
    kept = _kept(known)
    if kept:
        return kept.leads(values)
    return try_rule(pack.load(), known.engine(), known.rule, known.day, values)


@remembered(2)
def _kept(known: Known) -> KeptRule | None:
    """The rule ready for its thresholds to be moved, in a state of the warehouse.

    Few are kept, as they hold rows in memory; the rows go when the last who asks is done.
    """
    moved = frozenset(parameter.id for parameter in _thresholds(known.rule))
    return keep_rule(pack.load(), known.engine(), known.rule, known.day, moved)


def _inside(where: Where, leads: RuleLeads) -> Found:
    rows = leads.rows.select(["village", "fact"]).to_pydict()
    pairs = zip(rows["village"], rows["fact"], strict=True)
    return [(village or "", fact) for village, fact in pairs if where(village or "")]


def _places(now: Found, tried: Found, digits: int) -> tuple[PlaceCount, ...]:
    before, after = (Counter(village[:digits] for village, _ in found) for found in (now, tried))
    every = sorted(before.keys() | after.keys())
    return tuple(PlaceCount(place, before[place], after[place]) for place in every)
