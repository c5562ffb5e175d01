"""What guards written in the pack say of cases: pass, or the sentence that says why not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from luoshi.casework.case_file import CaseFile
from luoshi.casework.guard_queries import Question, Row, question
from luoshi.casework.parsed import HOLES, ParsedAsk, parsed
from luoshi.expressions import Expression
from luoshi.expressions.tree import Aggregate, ColumnCell, Node
from luoshi.pack import Pack
from luoshi.pack.guards import Ask
from luoshi.pack.lacking import lacking, told
from luoshi.pack.rules import in_words, values_known
from luoshi.warehouse.schema import FieldType

UNTOLD = "没法核对："

Refusals = Mapping[str | Ask, "Refusal"]
"""The guards that do not let a case pass, each with why."""


@dataclass(frozen=True)
class Refusal:
    """Why a guard does not let a case pass; ``known`` is false where that cannot be told."""

    said: str
    known: bool = True


def refusals(
    pack: Pack, process: str, files: Sequence[CaseFile], guards: Sequence[str | Ask]
) -> Iterator[Refusals]:
    """What guards of the pack say of cases of one process: one query for all of them.

    Cases for which parameters have other values than for those before are asked by themselves.
    """
    known = {one: found for one in guards if (found := parsed(pack, process, one))}
    names = frozenset[str]().union(*(one.parameters for one in known.values()))
    for values, some in groupby(files, lambda file: values_known(pack, names, file.today)):
        asked = tuple(one for one in known if known[one].parameters <= values.keys())
        alike, query = list(some), question(pack, process, asked, tuple(values.items()))
        for file, row in zip(alike, query.of(alike), strict=True):
            lacks = {one: lacking(pack, known[one].parameters, file.today) for one in known}
            untold = {one: _untold(told(lack)) for one, lack in lacks.items() if lack}
            yield untold | _Answers(query, file, row).refusals()


def _untold(why: str) -> Refusal:
    return Refusal(UNTOLD + why, known=False)


@dataclass(frozen=True)
class _Answers:
    """What a query gave for a case, put into words."""

    query: Question
    file: CaseFile
    row: Row

    def refusals(self) -> dict[str | Ask, Refusal]:
        found = {guard: self._first(guard) for guard in self.query.guards}
        return {guard: one for guard, one in found.items() if one}

    def _first(self, guard: str | Ask) -> Refusal | None:
        """The first condition that does not hold."""
        answers = (self._refusal(place, ask) for place, ask in self.query.asks(guard))
        return next((one for one in answers if one), None)

    def _refusal(self, place: str, ask: ParsedAsk) -> Refusal | None:
        if self.row[f"{place} holds"]:
            return None
        if self.row[f"{place} fails"]:
            return Refusal(self._said(place, ask))
        return _untold(self._unknown(place, ask))

    def _said(self, place: str, ask: ParsedAsk) -> str:
        values = {
            text: _in_words(one, self.row[f"{place} says {number}"])
            for number, (text, one) in enumerate(ask.says.items())
        }
        return HOLES.sub(lambda hole: values[hole[1]], ask.say)

    def _unknown(self, place: str, ask: ParsedAsk) -> str:
        """Why a condition cannot be told: an empty field, a value not in force, or no rows."""
        empty = [name for name in ask.own if not self.file.facts.get(name)]
        if empty:
            return f"没有填{_quoted(empty)}"
        for number, node in enumerate(ask.dated):
            day = self.row[f"{place} day {number}"]
            lacks = lacking(self.query.pack, [node.parameter], day) if day else ()
            if lacks:
                return told(lacks)
        titles = [self.query.vocabulary.tables[one].title for one in sorted(ask.elsewhere)]
        return f"{_quoted(titles)}里没有要核对的内容" if titles else f"{_quoted(ask.own)}说不准"


def _quoted(names: Iterable[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


def _in_words(expression: Expression, value: object) -> str:
    """A value as the site writes it: days as 2025-07-05, years without a comma."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if _is_year(expression, expression.node) else in_words(value)


def _is_year(expression: Expression, node: Node) -> bool:
    match node:
        case ColumnCell():
            column = expression.vocabulary.tables[node.table].by_name[node.column]
            return column.type is FieldType.YEAR
        case Aggregate():
            return _is_year(expression, node.argument)
        case _:
            return False
