"""A check in words, with what it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi import pack
from luoshi.pack.checks import Check, ParsedCheck
from luoshi.pack.rules import values_known


@dataclass(frozen=True)
class Threshold:
    """A parameter the check asks, as in force on the run's day."""

    title: str
    value: str
    source: str
    assumption: bool
    ending: str


@dataclass(frozen=True)
class Explained:
    """A check in words; ``condition`` is empty where the pack has it no longer."""

    check: Check | None
    condition: str
    thresholds: Sequence[Threshold] = ()


def explain(check: Check | None, parsed: ParsedCheck | None, day: date) -> Explained:
    """A check in words, with its parameters on a day."""
    if check is None or parsed is None:
        return Explained(check, "")
    policy = pack.load()
    names = parsed.parameters & policy.parameters.keys()
    values = values_known(policy, names, day)
    thresholds = []
    for name in sorted(names):
        parameter = policy.parameters[name]
        value = parameter.on(day)
        if value is not None:
            text = f"{value.value}{parameter.unit or ''}"
            thresholds.append(
                Threshold(parameter.title, text, value.source, value.assumption, value.ending)
            )
    return Explained(check, parsed.when.explain(values), thresholds)
