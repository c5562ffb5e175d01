"""The first of what a draft of a check finds, as whoever wrote it may see them."""

from collections.abc import Callable
from dataclasses import dataclass

from luoshi.quality.drafts import Draft
from luoshi.quality.report import Result
from luoshi.quality.rows import ROW, shown_row
from luoshi.quality.shown_cells import ExportCell, cells_of


@dataclass(frozen=True)
class Example:
    """One finding of a draft: where it is, and the cells the condition reads."""

    place: str
    household: str
    row: int | str
    cells: list[ExportCell]


def examples(
    draft: Draft, result: Result, name_as: Callable[[str], str], most: int
) -> list[Example]:
    """The first of a draft's findings; ``name_as`` says how a person's name is shown."""
    export, at = result.export, result.at[:most]
    if export is None:
        return []
    read = draft.parsed.needs.get(draft.table, ())
    cells = cells_of(export, at.to_pylist(), name_as, draft.at_fault, read)
    columns = (export.townships, export.villages, export.households, export.cells[ROW])
    told = zip(*(column.take(at).to_pylist() for column in columns), strict=True)
    return [
        Example(
            f"{township} {village}".strip(),
            household,
            shown_row(row),
            [one for one in line if one.read],
        )
        for (township, village, household, row), line in zip(told, cells, strict=True)
    ]
