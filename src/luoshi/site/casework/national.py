"""Monitored households as the national system exports them: nobody types a thing twice.

Two rows of titles, the heads in the third, cells as text, one row for each member.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from django.db.models import Prefetch, QuerySet

from luoshi import pack
from luoshi.areas import AreaError, Level
from luoshi.casework.income import by_section
from luoshi.expressions import Entity, compile_query, entity, parse
from luoshi.pack.national import NationalColumn
from luoshi.pack.processes import Phase
from luoshi.pack.rules import values_on, vocabulary
from luoshi.site.casework.choices import MeasureState
from luoshi.site.casework.models import Case, IncomeSheet, Measure, Step
from luoshi.site.casework.seen import seen_cases
from luoshi.site.rights import Ability, Scope
from luoshi.site.sources import engine, vault
from luoshi.site.workbooks import workbook_to_send
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.duck import text
from luoshi.warehouse.errors import VaultError
from luoshi.warehouse.masking import HIDDEN

PROCESS = "monitoring"
PHASES = (Phase.HELP, Phase.EXIT, Phase.WATCH)
HEAD_ROW = 2
"""The row of heads, from 0."""

NUMBER, HOME = "_person", "_household"
"""Columns of the members' query beside those of the layout."""


@dataclass(frozen=True)
class Household:
    """A case with what its rows are made of."""

    case: Case
    measures: tuple[Measure, ...]
    sheets: dict[str, IncomeSheet]
    months: dict[str, str]
    members: list[dict[str, Any]] = field(default_factory=list)


def national_workbook(scope: Scope, today: date) -> tuple[IO[bytes], int]:
    """The workbook, at its beginning, and how many households it holds."""
    layout = pack.load().national
    homes = list(_households(monitored(scope), today))
    with workbook_to_send() as (book, file):
        sheet = book.add_worksheet(layout.title)
        sheet.write_string(0, 0, layout.title)
        sheet.write_string(1, 0, f"导出日期：{today}")
        for at, column in enumerate(layout.columns):
            sheet.write_string(HEAD_ROW, at, column.heading)
        for row, cells in enumerate(_rows(scope, homes), start=HEAD_ROW + 1):
            for at, cell in enumerate(cells):
                sheet.write_string(row, at, cell)
    return file, len(homes)


def monitored(scope: Scope) -> QuerySet[Case]:
    """The cases of households in monitoring, or watched after it, a user may see."""
    cases = seen_cases(scope).filter(process=PROCESS, closed_on=None, phase__in=PHASES)
    parts = (Prefetch("measures"), Prefetch("incomes"), Prefetch("steps"))
    return cases.order_by("village", "household").prefetch_related(*parts)


def _households(cases: QuerySet[Case], today: date) -> Iterator[Household]:
    every = list(cases)
    members = _members([case.household for case in every], today)
    for case in every:
        steps = list(case.steps.all())
        yield Household(
            case,
            tuple(m for m in case.measures.all() if m.state != MeasureState.REFUSED),
            _sheets(list(case.incomes.all()), steps),
            {step.move: f"{step.on:%Y%m}" for step in steps},
            members.get(case.household, []),
        )


def _sheets(incomes: list[IncomeSheet], steps: list[Step]) -> dict[str, IncomeSheet]:
    """The sheet that counted at entry and, if there is one, the newest since: at exit."""
    approved = next((step.on for step in steps if step.move == "approve"), None)
    before = [one for one in incomes if approved is None or one.on <= approved]
    after = [one for one in incomes if approved is not None and one.on > approved]
    found = {"entry": before[0]} if before else {}
    return found | ({"exit": after[0]} if after else {})


def _members(households: list[str], today: date) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    if households:
        for row in engine().query(_query(households, today)).to_pylist():
            found.setdefault(row[HOME], []).append(row)
    return found


def _query(households: list[str], today: date) -> str:
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


def _rows(scope: Scope, homes: list[Household]) -> Iterator[list[str]]:
    columns = pack.load().national.columns
    for home in homes:
        for member in home.members or [{}]:
            yield [_cell(scope, home, member, column) for column in columns]


def _cell(scope: Scope, home: Household, member: dict[str, Any], column: NationalColumn) -> str:
    if column.person:
        return _told(scope, column, member.get(column.heading))
    if column.number:
        return _id_number(scope, member.get(NUMBER))
    if column.place:
        return _place(home.case.village, Level(column.place))
    return _of_case(scope, home, column)


def _told(scope: Scope, column: NationalColumn, value: object) -> str:
    if value is None:
        return ""
    told = f"{value:%Y%m%d}" if isinstance(value, date) else str(value)
    if "电话" in column.heading:
        return scope.phone(told)
    return scope.name(told) if column.heading == "姓名" else told


def _id_number(scope: Scope, person: object) -> str:
    if not isinstance(person, int):
        return ""
    if not scope.can(Ability.ID_NUMBERS):
        return HIDDEN
    try:
        return vault().open(person)
    except VaultError:
        return ""


def _place(village: str, level: Level) -> str:
    areas = pack.load().areas
    try:
        chain = (*areas.ancestors(village), areas.by_code(village))
    except AreaError:
        return ""
    return next((area.name for area in chain if area.level is level), "")


def _of_case(scope: Scope, home: Household, column: NationalColumn) -> str:
    case = home.case
    if column.field:
        value = str(case.facts.get(column.field, ""))
        return scope.phone(value) if "电话" in column.heading and value else value
    if column.risk:
        risks = [one for one in str(case.facts.get("致贫返贫风险", "")).split(",") if one]
        return risks[column.risk - 1] if len(risks) >= column.risk else ""
    if column.step:
        return home.months.get(column.step, "")
    if column.help:
        return ",".join(one.kind for one in home.measures if one.group == column.help)
    if column.cleared:
        return "是" if case.phase == Phase.WATCH else "否"
    if column.developed:
        return _developed(home)
    return _income(home, column)


def _developed(home: Household) -> str:
    groups = pack.load().help_groups
    return "已实施" if any(groups[one.group].develops for one in home.measures) else "尚未实施"


def _income(home: Household, column: NationalColumn) -> str:
    sheet = home.sheets.get(column.sheet or "")
    if sheet is None:
        return ""
    if column.item:
        return str(sheet.items.get(column.item, "0.00"))
    if column.income in ("net", "per_head"):
        return str(getattr(sheet, column.income))
    items = by_section(pack.load().income_items.values())[column.income or ""]
    return f"{sum(float(sheet.items.get(item.id, 0)) for item in items):.2f}"
