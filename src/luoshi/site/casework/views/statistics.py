"""Statistics: numbers that equal the worklists to the household."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.areas import Level
from luoshi.casework.requirements import NATIONAL
from luoshi.casework.statistics import StatisticsLine
from luoshi.pack.endings import Ending
from luoshi.pack.processes import MONITORING, Phase
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.area_picker import below
from luoshi.site.audit.services import Action, record
from luoshi.site.casework.filters import UNTOLD, CaseFilter
from luoshi.site.casework.presenters.worklist import Tab
from luoshi.site.casework.services.national import national_workbook
from luoshi.site.casework.services.statistics import By, statistics
from luoshi.site.casework.tables import numbers_workbook
from luoshi.site.casework.templatetags.casework import full_code, place_name
from luoshi.site.filtering import AREA_TITLES
from luoshi.site.listing import chosen
from luoshi.site.modules import part_of
from luoshi.site.place import level_title
from luoshi.site.processes.policies import seen_cases
from luoshi.site.rights import Ability, require

OPEN_PHASES = [phase for phase in Phase if phase is not Phase.CLOSED]

COLUMNS = ("phase", "ending")
"""Filters of the worklist that are columns here."""


@dataclass(frozen=True)
class StatisticsCell:
    """A number under a head, and the query of the list it counts (empty: none has just these)."""

    head: str
    number: int
    query: str


@dataclass(frozen=True)
class StatisticsRow:
    """A line with its name and its numbers: each open phase, all open, closed, each ending."""

    name: str
    cells: tuple[StatisticsCell, ...]


@dataclass(frozen=True)
class Numbers:
    """The numbers as asked by a request: the same filters as the worklist, broken down."""

    request: HttpRequest

    @cached_property
    def form(self) -> CaseFilter:
        """The worklist's filters, of all monitoring unless something else is asked."""
        asked = self.request.GET.copy()
        asked.setdefault("process", MONITORING)
        for name in COLUMNS:
            asked.pop(name, None)
        return CaseFilter(asked, scope_in(self.request), pack.load())

    @cached_property
    def by(self) -> By:
        """What the numbers are broken down by."""
        asked = self.request.GET.get("by")
        return chosen(By, asked, By.AREA)

    @property
    def level(self) -> Level:
        """The level below the division chosen."""
        area = self.form.area
        return below(area)

    @property
    def title(self) -> str:
        """What the first column says."""
        return level_title(self.level) if self.by is By.AREA else self.by.label

    @property
    def heads(self) -> list[str]:
        """What stands above the columns."""
        return [self.title, *(cell.head for row in self.rows[:1] for cell in row.cells)]

    @cached_property
    def rows(self) -> list[StatisticsRow]:
        """A row for each value, and one for all of them, where each case counts once."""
        cases = self.form.rows(seen_cases(scope_in(self.request)))
        lines = statistics(cases, self.by, self.level.digits)
        rows = [
            StatisticsRow(self._name(line.value), self._cells(line, self._own(line)))
            for line in lines
        ]
        every = statistics(cases, By.AREA, 0)
        return rows + [
            StatisticsRow("合计", self._cells(line, {})) for line in every if len(rows) > 1
        ]

    def _cells(
        self, line: StatisticsLine, own: dict[str, str] | None
    ) -> tuple[StatisticsCell, ...]:
        asked = None if own is None else self._asked() | own
        phases = (
            StatisticsCell(one.label, line.phases.get(one, 0), _query(Tab.ALL, asked, phase=one))
            for one in OPEN_PHASES
        )
        endings = (
            StatisticsCell(
                one.label, line.endings.get(one, 0), _query(Tab.CLOSED, asked, ending=one)
            )
            for one in self._endings
        )
        standing = StatisticsCell("在办合计", line.standing, _query(Tab.ALL, asked))
        closed = StatisticsCell("已办结", line.closed, _query(Tab.CLOSED, asked))
        return (*phases, standing, closed, *endings)

    @cached_property
    def _endings(self) -> list[Ending]:
        """What cases of the kind asked for, or of any, may come to."""
        processes, asked = pack.load().processes, self.form.asked("process")
        kinds = [processes[asked]] if asked in processes else list(processes.values())
        there = {stage.end for kind in kinds for stage in kind.stages}
        return [one for one in Ending if one in there]

    def _own(self, line: StatisticsLine) -> dict[str, str] | None:
        """What of the filters gives just this line; None where nothing does (no village)."""
        if self.by is By.AREA:
            return {self.level.value: full_code(line.value)} if line.value else None
        return {self.by.value: line.value or UNTOLD}

    def _asked(self) -> dict[str, Any]:
        area = self.form.area
        above = (*pack.load().areas.ancestors(area.code), area) if area else ()
        where = {one.level.value: one.code for one in above if one.level.value in AREA_TITLES}
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        return asked | where

    def _name(self, value: str) -> str:
        if self.by is not By.AREA:
            return value or "还没有填"
        return place_name(value)


def _query(tab: Tab, asked: dict[str, Any] | None, **of: Phase | Ending) -> str:
    if asked is None:
        return ""
    return urlencode({"tab": tab.value, **asked, **{name: one.value for name, one in of.items()}})


@require(Ability.READ)
@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """Cases by area, class, risk or month, and by phase; the filters are the worklist's."""
    found = Numbers(request)
    fields = [field for field in found.form.others if field.name not in COLUMNS]
    context = {"numbers": found, "bys": By.choices, "fields": fields}
    return render(request, "casework/statistics.html", context)


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The numbers as asked, as an Excel file."""
    found, today = Numbers(request), localdate()
    lines = ([row.name, *(cell.number for cell in row.cells)] for row in found.rows)
    file = numbers_workbook(found.heads, lines, today)
    area = found.form.area.code if found.form.area else ""
    record(Action.EXPORT, user=user_of(request), request=request, target="监测统计", area=area)
    return FileResponse(file, as_attachment=True, filename=f"监测统计_{today}.xlsx")


@part_of(NATIONAL)
@require(Ability.EXPORT)
@require_GET
def national(request: HttpRequest) -> FileResponse:
    """Monitored households in the columns of the national export, one row a member."""
    scope, today = scope_in(request), localdate()
    file, households = national_workbook(scope, today)
    target = f"监测对象信息 {households} 户"
    if scope.can(Ability.ID_NUMBERS):
        record(Action.VAULT_OPENED, user=user_of(request), request=request, target=target)
    record(Action.EXPORT, user=user_of(request), request=request, target=target)
    return FileResponse(file, as_attachment=True, filename=f"监测对象信息_{today:%Y%m%d}.xlsx")


urlpatterns = [
    path("statistics/", numbers, name="statistics"),
    path("statistics/export/", export, name="statistics-export"),
    path("statistics/national/", national, name="national"),
]
