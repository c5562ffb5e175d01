"""Running the worked examples of obligations: together where none sees another's rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.area_queries import define_subjects
from luoshi.area_queries.period import Period
from luoshi.area_queries.places import places_of
from luoshi.area_queries.reported import EVERYTHING, Reported
from luoshi.obligations.evaluation import judge
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.obligations.period import current
from luoshi.obligations.results import Result
from luoshi.obligations.status import Status
from luoshi.pack import Pack, Problem
from luoshi.pack.example_rows import (
    ExampleRows,
    Shown,
    columns_of,
    named_wrongly,
    placed,
    shown,
)
from luoshi.pack.names import unknown
from luoshi.pack.obligations import ObligationBase
from luoshi.pack.worked_examples import ObligationExample, StatusAnswer
from luoshi.warehouse.schema import Table

ObligationShown = Shown[ObligationBase, ObligationExample]


@dataclass(frozen=True)
class AllTold:
    """Everybody has reported everything, on whatever day."""

    known_on: date

    def of(self, table: Table, county: str, span: Period, day: date) -> Reported:
        """How a table stands: complete."""
        return EVERYTHING


def check(pack: Pack) -> list[Problem]:
    """The examples of the pack's obligations that get another answer than they say."""
    obligations: list[ObligationBase] = [*pack.obligations.values()]
    examples = shown(placed(pack, obligations), lambda one: one.examples)
    wrongly = named_wrongly(examples, columns_of(_filled(pack)))
    wrongly += [problem for one in examples for problem in _answered_wrongly(pack, one)]
    if wrongly:
        return wrongly
    groups = _apart([_Asked.of(pack, one) for one in examples])
    return [problem for group in groups for problem in _failed(pack, group)]


def _filled(pack: Pack) -> list[Table]:
    """The tables somebody fills: those of the program hold what they always do."""
    return [table for table in pack.tables.values() if table.home != "reference"]


def _answered_wrongly(pack: Pack, one: ObligationShown) -> Iterator[Problem]:
    names = places_of(pack).names.values()
    for place, answer in one.example.gives.items():
        if place not in names:
            yield one.problem(*unknown(("gives", place), "县", place, names))
        if answer.status not in list(Status):
            yield one.problem(*unknown(("gives", place), "状态", answer.status, Status))


@dataclass(frozen=True)
class _Asked:
    """An example as a question, and the tables it asks or has rows of."""

    shown: ObligationShown
    inquiry: ObligationInquiry
    tables: frozenset[str]

    @classmethod
    def of(cls, pack: Pack, one: ObligationShown) -> "_Asked":
        """The question an example asks."""
        day, rows = one.example.as_of, ExampleRows(pack)
        rows.add(one)
        asked = ObligationInquiry(one.thing, current(one.thing, day), day, pack)
        asks = (table for table, _ in (*asked.tables, *asked.census, *asked.limits))
        return cls(one, asked, frozenset({*one.thing.records, *asked.proof, *asks, *rows.rows}))

    def goes_with(self, other: "_Asked") -> bool:
        """Whether neither sees rows of the other."""
        return self.inquiry.day == other.inquiry.day and not self.tables & other.tables


def _apart(asked: Iterable[_Asked]) -> list[list[_Asked]]:
    """The examples in as few groups as come easily, none of which sees another's rows."""
    groups: list[list[_Asked]] = []
    for one in asked:
        fitting = (group for group in groups if all(map(one.goes_with, group)))
        group = next(fitting, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _failed(pack: Pack, group: Sequence[_Asked]) -> list[Problem]:
    """Those of a group that get another answer than they say."""
    rows, day = ExampleRows(pack), group[0].inquiry.day
    for one in group:
        rows.add(one.shown)
    read = {*rows.rows, pack.registers.residents, pack.registers.households}
    read |= {table for one in group for table in one.tables}
    engine, misread = rows.engine(one for one in _filled(pack) if one.id in read)
    if misread:
        return misread
    define_subjects(pack, engine)
    results = judge(pack, engine, day, [one.inquiry for one in group], AllTold(day))
    names = places_of(pack).names
    found = {(one.id, names[one.county]): one for one in results}
    return [problem for one in group for problem in _judged(one.shown, found)]


def _judged(one: ObligationShown, found: Mapping[tuple[str, str], Result]) -> Iterator[Problem]:
    for place, wanted in one.example.gives.items():
        came = found.get((one.thing.id, place))
        if came is None:
            yield one.problem(("gives", place), f"这项承诺不问{place}")
        elif came.status != wanted.status:
            message = f"{place}应当是 {wanted.status}，得到的是 {came.status}（{came.reason}）"
            yield one.problem(("gives", place), message)
        else:
            yield from _reasoned(one, place, wanted, came)


def _reasoned(
    one: ObligationShown, place: str, wanted: StatusAnswer, came: Result
) -> Iterator[Problem]:
    if wanted.reason is not None and wanted.reason != came.reason:
        message = f"{place}的理由应当是“{wanted.reason}”，得到的是“{came.reason}”"
        yield one.problem(("gives", place, "reason"), message)
