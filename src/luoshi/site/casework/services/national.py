"""Monitored households as the national system exports them: nobody types a thing twice.

Two rows of titles, the heads in the third, cells as text, one row for each member.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from luoshi import pack
from luoshi.batches import batched
from luoshi.casework.national_cells import APPROVE, CLEAR, NUMBER, Household, cell
from luoshi.expressions import Entity, compile_query, entity, parse
from luoshi.pack.processes import MONITORING, Phase
from luoshi.pack.rules import values_on, vocabulary
from luoshi.papers.excel import workbook_to_send
from luoshi.site.casework.choices import MeasureState
from luoshi.site.casework.models import IncomeSheet
from luoshi.site.processes.models import Case, Event
from luoshi.site.processes.policies import seen_cases
from luoshi.site.rights import Ability, Scope
from luoshi.site.sources import engine, vault
from luoshi.text.masking import HIDDEN
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.duck import text
from luoshi.warehouse.errors import VaultError

PHASES = (Phase.HELP, Phase.EXIT, Phase.WATCH)
HEAD_ROW = 2
"""The row of heads, from 0."""

HOME = "_household"
"""The column of the members' query that tells whose they are."""


def national_workbook(scope: Scope, today: date) -> tuple[IO[bytes], int]:
    """The workbook, at its beginning, and how many households it holds."""
    layout, count, row = pack.load().national, 0, HEAD_ROW
    with workbook_to_send() as (book, file):
        sheet = book.add_worksheet(layout.title)
        sheet.write_string(0, 0, layout.title)
        sheet.write_string(1, 0, f"导出日期：{today}")
        for at, column in enumerate(layout.columns):
            sheet.write_string(HEAD_ROW, at, column.heading)
        for home in _households(monitored(scope), today):
            count += 1
            for member in home.members or [{}]:
                row += 1
                known = {**member, NUMBER: _id_number(scope, member.get(NUMBER))}
                for at, column in enumerate(layout.columns):
                    sheet.write_string(row, at, cell(scope, home, known, column))
    return file, count


def _id_number(scope: Scope, person: int | None) -> str:
    if person is None:
        return ""
    if not scope.can(Ability.ID_NUMBERS):
        return HIDDEN
    try:
        return vault().open(person)
    except VaultError:
        return ""


def monitored(scope: Scope) -> QuerySet[Case]:
    """The newest case of each household in monitoring, watched after it, or that has left."""
    mine = seen_cases(scope).filter(process=MONITORING)
    inside = Q(closed_on=None, phase__in=PHASES)
    cleared = Exists(Event.objects.filter(case=OuterRef("pk"), move=CLEAR))
    found = mine.filter(inside | cleared)
    later = found.filter(household=OuterRef("household"), pk__gt=OuterRef("pk"))
    return found.filter(~Exists(later)).order_by("village", "household")


def _households(cases: QuerySet[Case], today: date) -> Iterator[Household]:
    for keys in batched(cases.values_list("pk", flat=True)):
        some = Case.objects.filter(pk__in=keys).order_by("village", "household")
        read = list(some.prefetch_related(Prefetch("measures"), "incomes", "events"))
        members = _members([case.household for case in read], today)
        for case in read:
            yield _household(case, members.get(case.household, []))


def _household(case: Case, members: list[dict[str, Any]]) -> Household:
    events = list(case.events.all())
    turns = [event for event in events if event.move in (APPROVE, CLEAR)]
    return Household(
        case.head,
        case.village,
        case.facts,
        bool(turns) and turns[-1].move == CLEAR,
        tuple(one for one in case.measures.all() if one.state != MeasureState.REFUSED),
        _sheets(list(case.incomes.all()), events),
        {event.move: event.data for event in events},
        members,
    )


def _sheets(incomes: list[IncomeSheet], events: list[Event]) -> dict[str, IncomeSheet]:
    """The sheet that counted at entry and, if there is one, the newest since: at exit."""
    approved = next((event.on for event in reversed(events) if event.move == APPROVE), None)
    before = [one for one in incomes if approved is None or one.on <= approved]
    after = [one for one in incomes if approved is not None and one.on > approved]
    found = {"entry": before[0]} if before else {}
    return found | ({"exit": after[0]} if after else {})


def _members(households: list[str], today: date) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in engine().query(_query(households, today)).to_pylist():
        found.setdefault(row[HOME], []).append(row)
    return found


def _query(households: Iterable[str], today: date) -> str:
    policy, words = pack.load(), vocabulary(pack.load())
    people = policy.tables[policy.registers.residents]
    asked = {c.heading: c.person for c in policy.national.columns if c.person}
    outputs = {name: parse(one, words, people.id) for name, one in asked.items()}
    for name, whose in ((NUMBER, Entity.PERSON), (HOME, Entity.HOUSEHOLD)):
        known = entity(words, people.id, whose)
        assert known is not None
        outputs[name] = known
    names = frozenset().union(*(one.parameters for one in outputs.values()))
    query = compile_query(people.id, outputs, None, words, values_on(policy, names, today))
    listed = ", ".join(text(one) for one in households)
    return f"SELECT * FROM ({query}) WHERE {quoted(HOME)} IN ({listed})"
