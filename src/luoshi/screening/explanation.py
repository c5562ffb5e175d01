"""A rule's condition in words, with its thresholds as they were on a day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from luoshi.expressions import compile_query
from luoshi.expressions.tree import conjuncts
from luoshi.pack import Pack
from luoshi.pack.example_rows import example_of
from luoshi.pack.models import Colour, ParameterValue
from luoshi.pack.rules import ParsedRule, parsed_rule, values_on, vocabulary
from luoshi.screening.identity import identity
from luoshi.warehouse.engine import Session


def condition_in_words(pack: Pack, rule: str, colour: Colour, day: date) -> str:
    """What a rule of the pack asks for a colour on a day; empty where it has none such."""
    parsed = parsed_rule(pack, rule)
    condition = parsed.conditions.get(colour)
    return condition.explain(_values(pack, parsed, day)) if condition else ""


def _values(pack: Pack, parsed: ParsedRule, day: date) -> dict[str, ParameterValue]:
    parameters = [pack.parameters[name] for name in parsed.parameters & pack.parameters.keys()]
    dated = ((parameter, parameter.on(day)) for parameter in parameters)
    return {p.id: p.typed(value) for p, value in dated if value} | {"as_of": day}


def unmet(
    pack: Pack, session: Session, rule: str, colour: Colour, day: date, example: int
) -> list[str]:
    """In words, the parts of a condition that hold for no row of an example's households.

    All must hold for the rule to give the colour; empty where it has none such.
    """
    parsed, words = parsed_rule(pack, rule), vocabulary(pack)
    condition = parsed.conditions.get(colour)
    if condition is None:
        return []
    parts = [replace(condition, node=node) for node in conjuncts(condition.node)]
    outputs = {str(place): part for place, part in enumerate(parts)}
    values = values_on(pack, parsed.parameters, day)
    subject = parsed.rule.table
    sql = compile_query(subject, identity(words, subject) | outputs, None, words, values)
    rows = [one for one in session.query(sql).to_pylist() if _of_example(one, example)]
    false = (part for name, part in outputs.items() if not any(row[name] for row in rows))
    return [part.explain(values) for part in false]


def _of_example(row: Mapping[str, object], example: int) -> bool:
    return row["household"] is not None and example_of(str(row["household"])) == example
