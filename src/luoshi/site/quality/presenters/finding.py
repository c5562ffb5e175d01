"""The page of one finding: the check in words, the row at fault, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow.compute as pc

from luoshi import pack
from luoshi.expressions import ExpressionError
from luoshi.pack.checks import Check, ParsedCheck, parsed_check
from luoshi.pack.rules import values_known
from luoshi.quality import Export
from luoshi.quality.elements import column_of
from luoshi.quality.inputs import Question
from luoshi.quality.rows import ROW
from luoshi.site.quality.models import Finding, Step
from luoshi.site.quality.presenters.cells import ExportCell, cells_of
from luoshi.site.quality.presenters.history import Moment, history
from luoshi.site.quality.presenters.rows import FindingRow, Presenter, table_title
from luoshi.site.quality.services import store
from luoshi.site.rights import Scope
from luoshi.text.masking import HIDDEN

WHO = ("person.name", "person.relation")
"""The elements of the columns that tell who a row is."""

MOST_RELATED = 12
"""Other rows of the household that are shown of each export."""


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


@dataclass(frozen=True)
class Related:
    """Rows of the household that the check looks at too, of one export: what it reads of them."""

    title: str
    headings: list[str]
    rows: list[list[str]]
    more: int


@dataclass(frozen=True)
class FindingPage:
    """Everything the page shows. ``cells`` is None when the export is no longer kept."""

    finding: Finding
    row: FindingRow
    explained: Explained
    cells: list[ExportCell] | None
    related: list[Related]
    history: list[Moment]
    steps: list[Step]

    @property
    def shown(self) -> list[ExportCell]:
        """The cells at fault first, then the others the check reads."""
        read = [cell for cell in self.cells or [] if cell.read]
        return sorted(read, key=lambda cell: not cell.at_fault)

    @property
    def others(self) -> list[ExportCell]:
        """The other cells that hold something."""
        return [cell for cell in self.cells or [] if not cell.read and cell.text.strip()]

    @property
    def hides(self) -> bool:
        """Whether ID numbers or phones of the row are masked."""
        return any(HIDDEN in cell.text for cell in self.cells or [])


def finding_page(
    scope: Scope, presenter: Presenter, finding: Finding, ids: bool = False
) -> FindingPage:
    """Read the page of a finding (fetched by ``with_tasks``) for one user.

    With ``ids`` the ID numbers of its row are shown: whoever asks has opened them.
    """
    check = presenter.catalogue.check(finding.county, finding.rule)
    parsed = _parsed(check)
    exports = {one.table.id: one for one in store.exports_of(finding.seen)}
    place = _place(exports.get(finding.table), finding.row)
    steps = list(finding.steps.select_related("run", "by"))
    return FindingPage(
        finding=finding,
        row=presenter.row(finding),
        explained=explain(check, parsed, finding.seen.as_of),
        cells=None if place is None else _cells(exports[finding.table], place, scope, parsed, ids),
        related=list(_related(exports, finding, place, scope, parsed)),
        history=history(finding, steps),
        steps=steps,
    )


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


def _parsed(check: Check | None) -> ParsedCheck | None:
    if check is None or check.table not in pack.load().exports:
        return None
    try:
        return parsed_check(check, pack.load())
    except ExpressionError:  # written for a pack that has changed since
        return None


def _place(export: Export | None, row: int) -> int | None:
    """Where in an export the row of that number stands."""
    if export is None:
        return None
    place = pc.index(export.cells[ROW], row).as_py()
    return None if place < 0 else place


def _cells(
    export: Export, place: int, scope: Scope, parsed: ParsedCheck | None, ids: bool
) -> list[ExportCell]:
    at_fault = parsed.check.columns if parsed else ()
    read = parsed.needs.get(export.table.id, ()) if parsed else ()
    (cells,) = cells_of(export, [place], scope, at_fault, read, ids)
    return cells


def _related(
    exports: dict[str, Export],
    finding: Finding,
    place: int | None,
    scope: Scope,
    parsed: ParsedCheck | None,
) -> Iterator[Related]:
    if parsed is None or not finding.household or not Question(parsed).wide:
        return
    for id_, names in parsed.needs.items():
        export = exports.get(id_)
        if export is None or not names:
            continue
        own = place if id_ == finding.table else None
        places = [at for at in export.by_household.get(finding.household, ()) if at != own]
        if places:
            yield _table(export, places, scope, names)


def _table(export: Export, places: list[int], scope: Scope, names: frozenset[str]) -> Related:
    who = (column_of(export.table, element) for element in WHO)
    read = {*names, *(column.name for column in who if column)}
    rows = cells_of(export, places[:MOST_RELATED], scope, read=read)
    shown = [[cell for cell in row if cell.read] for row in rows]
    return Related(
        table_title(export.table.id),
        [cell.heading for cell in shown[0]],
        [[cell.text for cell in row] for row in shown],
        max(len(places) - MOST_RELATED, 0),
    )
