"""Where a finding's row stands in its export, and the rows of the household beside it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow.compute as pc

from luoshi.pack.checks import ParsedCheck
from luoshi.quality.elements import column_of
from luoshi.quality.inputs import Question
from luoshi.quality.reading import Export
from luoshi.quality.rows import ROW
from luoshi.quality.shown_cells import cells_of

WHO = ("person.name", "person.relation")
"""The elements of the columns that tell who a row is."""

MOST_RELATED = 12
"""Other rows of the household that are shown of each export."""


@dataclass(frozen=True)
class Related:
    """Rows of the household that the check looks at too, of one export: what it reads of them."""

    title: str
    headings: list[str]
    rows: list[list[str]]
    more: int


def place_of(export: Export | None, row: int) -> int | None:
    """Where in an export the row of that number stands."""
    if export is None:
        return None
    place = pc.index(export.cells[ROW], row).as_py()
    return None if place < 0 else place


def related(
    exports: Mapping[str, Export],
    household: str,
    at: tuple[str, int | None],
    parsed: ParsedCheck,
    name_as: Callable[[str], str],
) -> Iterator[Related]:
    """The other rows of a household that a check looks at, of each export.

    ``at`` is the table of the row at fault and where it stands there; ``name_as`` says how a
    person's name is shown.
    """
    if not household or not Question(parsed).wide:
        return
    for id_, names in parsed.needs.items():
        export = exports.get(id_)
        if export is None or not names:
            continue
        own = at[1] if id_ == at[0] else None
        places = [one for one in export.by_household.get(household, ()) if one != own]
        if places:
            yield _table(export, places, name_as, names)


def _table(
    export: Export, places: list[int], name_as: Callable[[str], str], names: frozenset[str]
) -> Related:
    who = (column_of(export.table, element) for element in WHO)
    read = {*names, *(column.name for column in who if column)}
    rows = cells_of(export, places[:MOST_RELATED], name_as, read=read)
    shown = [[cell for cell in row if cell.read] for row in rows]
    return Related(
        export.table.title,
        [cell.heading for cell in shown[0]],
        [[cell.text for cell in row] for row in shown],
        max(len(places) - MOST_RELATED, 0),
    )
