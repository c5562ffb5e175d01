"""Trying other thresholds of a rule: how many leads, where, and what of the past would change."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi import pack
from luoshi.areas import Level
from luoshi.memory import remembered
from luoshi.pack.models import DatedValue, Parameter, ParameterKind
from luoshi.pack.rules import parsed_rule
from luoshi.screening import RuleLeads
from luoshi.screening.trial import KeptRule, keep_rule, try_rule
from luoshi.site.casework.services.outcomes import Outcome
from luoshi.site.casework.services.report_cards import past
from luoshi.site.rights import Scope
from luoshi.site.sources import batches, engine
from luoshi.text.numbers import plain
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


def trial(scope: Scope, rule_id: str, day: date, moved: list[Knob], level: Level) -> Trial:
    """Ask the rule of everyone with the thresholds tried, in the user's areas."""
    known = (batches(), pack.load())
    now = _inside(scope, _leads(known, rule_id, day, ()))
    tried = now
    changes = tuple((knob.parameter.id, knob.tried) for knob in moved if knob.moved)
    if changes:
        tried = _inside(scope, _leads(known, rule_id, day, changes))
    looked = past(scope, rule_id)
    true, false = looked[Outcome.TRUE], looked[Outcome.FALSE]
    facts = {fact for _, fact in tried}
    return Trial(
        len(now),
        len(tried),
        _places(now, tried, level.digits),
        len(true),
        len(true & facts),
        len(false),
        len(false & facts),
    )


Found = list[tuple[str, str]]
"""Village and fact of each lead."""


@remembered(16)
def _leads(known: object, rule_id: str, day: date, changes: Changes) -> RuleLeads:
    values = {name: Decimal(text) for name, text in changes}
    kept = _kept(known, rule_id, day)
    return kept.leads(values) if kept else try_rule(pack.load(), engine(), rule_id, day, values)


@remembered(2)
def _kept(known: object, rule_id: str, day: date) -> KeptRule | None:
    """The rule ready for its thresholds to be moved, in a state of the warehouse.

    Few are kept, as they hold rows in memory; the rows go when the last who asks is done.
    """
    moved = frozenset(parameter.id for parameter in _thresholds(rule_id))
    return keep_rule(pack.load(), engine(), rule_id, day, moved)


def _inside(scope: Scope, leads: RuleLeads) -> Found:
    rows = leads.rows.select(["village", "fact"]).to_pydict()
    pairs = zip(rows["village"], rows["fact"], strict=True)
    return [(village or "", fact) for village, fact in pairs if scope.allows(village or "")]


def _places(now: Found, tried: Found, digits: int) -> tuple[PlaceCount, ...]:
    before, after = (Counter(village[:digits] for village, _ in found) for found in (now, tried))
    every = sorted(before.keys() | after.keys())
    return tuple(PlaceCount(place, before[place], after[place]) for place in every)
