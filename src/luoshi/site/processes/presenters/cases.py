"""Cases as pages and files show them, for one user on one day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from luoshi.casework.clocks import Clock, clock
from luoshi.pack import Pack
from luoshi.pack.processes import Owner, Stage
from luoshi.site.place import village_name
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import may_read_why
from luoshi.site.processes.presenters.pages import page_of
from luoshi.site.rights import Role, Scope


@dataclass(frozen=True)
class CaseRow:
    """One case of a list."""

    pk: int
    name: str
    number: str
    place: str
    kind: str
    stage: str
    phase: str
    owner: str
    source: str
    about: str
    clock: Clock
    opened_on: date
    returned: bool
    urgent: bool
    mark: str
    ending: str
    household: str
    since: date
    url: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Presenter:
    """Turns cases into rows for one user on one day."""

    pack: Pack
    scope: Scope
    today: date

    def rows(self, cases: Iterable[Case]) -> Iterator[CaseRow]:
        """A row for each case."""
        return map(self.row, cases)

    def row(self, case: Case) -> CaseRow:
        """A case in words."""
        process = self.pack.processes[case.process]
        stage = process.stage[case.stage]
        return CaseRow(
            pk=case.pk,
            name=self.name(case),
            number=case.household,
            place=village_name(case.village),
            kind=process.title,
            stage=stage.title,
            phase=process.phase_title(stage.phase),
            owner=owner_of(case, stage),
            source=Source(case.source).label,
            about=case.about if case.source != Source.RULE or may_read_why(self.scope) else "",
            clock=clock(case.due_on, self.today),
            opened_on=case.opened_on,
            returned=case.returned,
            urgent=case.urgent,
            mark=case.get_mark_display(),
            ending=case.get_ending_display(),
            household=self.scope.name(case.head) if case.person else "",
            since=case.since,
            url=page_of(case),
        )

    def name(self, case: Case) -> str:
        """Whom or what it is about, as the user may see it."""
        if case.person is not None:
            return self.scope.name(case.person_name)
        if case.household:
            return self.scope.name(case.head) or "未填户主"
        named = self.pack.processes[case.process].named
        return case.facts.get(named) or village_name(case.village)


def owner_of(case: Case, stage: Stage) -> str:
    """Who has it now: a level, or the department by name."""
    if stage.owner is None:
        return ""
    return case.unit if stage.owner is Owner.DEPARTMENT else Role(stage.owner).label
