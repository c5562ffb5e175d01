"""The figures of a scorecard: which it asks for, and what the records say of each place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.area_queries import Answers, Question, Value, calendar_year
from luoshi.area_queries.questions import parsed
from luoshi.expressions import Kind
from luoshi.frozen import Frozen, KeyPath
from luoshi.pack import Pack
from luoshi.pack.scorecards import Scorecard

KINDS = {
    "value": Kind.NUMBER,
    "unknown": Kind.NUMBER,
    "wanted": Kind.NUMBER,
    "at_least": Kind.NUMBER,
    "zero_at": Kind.NUMBER,
    "full_at": Kind.NUMBER,
    "count": Kind.NUMBER,
    "due": Kind.BOOLEAN,
    "holds": Kind.BOOLEAN,
    "when": Kind.BOOLEAN,
}
"""The keys under which expressions stand, and what each gives."""

NO_ROWS: Mapping[Kind, Value] = {Kind.NUMBER: Decimal(0), Kind.BOOLEAN: False}
"""What a figure is of a unit without rows."""


@dataclass(frozen=True)
class Ask:
    """An expression, and the column that names the unit where units are asked."""

    text: str
    kind: Kind
    by: str | None = None


def expressions(
    thing: object, path: KeyPath = (), by: str | None = None
) -> Iterator[tuple[KeyPath, Ask]]:
    """Every expression of a card or a thing of it, with the key it stands under below it."""
    if isinstance(thing, tuple):
        for i, one in enumerate(thing):
            yield from expressions(one, (*path, i), by)
    if not isinstance(thing, Frozen):
        return
    by = getattr(thing, "by", None) or by
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        if name in KINDS and isinstance(value, str):
            yield (*path, name), Ask(value, KINDS[name], by)
        else:
            yield from expressions(value, (*path, name), by)


Found = Mapping[str, Value]
"""What an expression gives, by place."""


def gather(pack: Pack, answers: Answers, card: Scorecard, year: int) -> dict[Ask, Found]:
    """Ask for all figures of a card in a year, in few queries."""
    wanted = {ask: _question(card, ask, year) for _, ask in expressions(card)}
    for ask, question in wanted.items():
        answers.want(question, ask.text, (ask.kind,))
    answers.fetch()
    return {ask: _by_place(answers, ask, one) for ask, one in wanted.items()}


def tables_of(pack: Pack, card: Scorecard, ask: Ask) -> frozenset[str]:
    """The tables whose rows an expression gathers."""
    found = parsed(ask.text, pack, card.subject == "unit", (ask.kind,))
    return frozenset(found.gathered)


def _question(card: Scorecard, ask: Ask, year: int) -> Question:
    units = card.subject == "unit"
    return Question(calendar_year(year), date(year, 12, 31), ask.by if units else None, units)


def _by_place(answers: Answers, ask: Ask, question: Question) -> dict[str, Value]:
    found = answers.found(question, ask.text)
    return {(unit or code): value for (code, unit), value in found.items()}
