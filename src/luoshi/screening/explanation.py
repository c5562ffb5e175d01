"""A rule's condition in words, with its thresholds as they were on a day."""

from datetime import date

from luoshi.pack import Pack
from luoshi.pack.models import Colour, ParameterValue
from luoshi.pack.rules import ParsedRule, parsed_rule


def condition_in_words(pack: Pack, rule: str, colour: Colour, day: date) -> str:
    """What a rule of the pack asks for a colour on a day; empty where it has none such."""
    parsed = parsed_rule(pack, rule)
    condition = parsed.conditions.get(colour)
    return condition.explain(_values(pack, parsed, day)) if condition else ""


def _values(pack: Pack, parsed: ParsedRule, day: date) -> dict[str, ParameterValue]:
    parameters = [pack.parameters[name] for name in parsed.parameters & pack.parameters.keys()]
    dated = ((parameter, parameter.on(day)) for parameter in parameters)
    return {p.id: p.typed(value) for p, value in dated if value} | {"as_of": day}
