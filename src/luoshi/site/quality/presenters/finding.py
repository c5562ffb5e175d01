"""The page of one finding: the check in words, the row at fault, and what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luoshi import pack
from luoshi.expressions import ExpressionError
from luoshi.pack.checks import Check, ParsedCheck, parsed_check
from luoshi.quality import Export
from luoshi.quality.explanation import Explained, explain
from luoshi.quality.related_rows import Related, place_of, related
from luoshi.quality.shown_cells import ExportCell, cells_of
from luoshi.site.quality.models import Finding, FindingEvent
from luoshi.site.quality.presenters.history import Moment, history
from luoshi.site.quality.presenters.rows import FindingRow, Presenter
from luoshi.site.quality.services import store
from luoshi.site.rights import Scope
from luoshi.text.masking import HIDDEN


@dataclass(frozen=True)
class FindingPage:
    """Everything the page shows. ``cells`` is None when the export is no longer kept."""

    finding: Finding
    row: FindingRow
    explained: Explained
    cells: list[ExportCell] | None
    related: list[Related]
    history: list[Moment]
    events: list[FindingEvent]

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
    place = place_of(exports.get(finding.table), finding.row)
    events = list(finding.events.select_related("run", "by"))
    return FindingPage(
        finding=finding,
        row=presenter.row(finding),
        explained=explain(check, parsed, finding.seen.as_of),
        cells=None if place is None else _cells(exports[finding.table], place, scope, parsed, ids),
        related=list(_related(exports, finding, place, scope, parsed)),
        history=history(finding, events),
        events=events,
    )


def _parsed(check: Check | None) -> ParsedCheck | None:
    if check is None or check.table not in pack.load().exports:
        return None
    try:
        return parsed_check(check, pack.load())
    except ExpressionError:  # written for a pack that has changed since
        return None


def _cells(
    export: Export, place: int, scope: Scope, parsed: ParsedCheck | None, ids: bool
) -> list[ExportCell]:
    at_fault = parsed.check.columns if parsed else ()
    read = parsed.needs.get(export.table.id, ()) if parsed else ()
    (cells,) = cells_of(export, [place], scope.name, at_fault, read, ids)
    return cells


def _related(
    exports: Mapping[str, Export],
    finding: Finding,
    place: int | None,
    scope: Scope,
    parsed: ParsedCheck | None,
) -> Iterator[Related]:
    if parsed is not None:
        at = (finding.table, place)
        yield from related(exports, finding.household, at, parsed, scope.name)
