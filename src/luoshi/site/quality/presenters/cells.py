"""Rows of an export as a user may see them: ID numbers and phones masked, names too."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyarrow as pa

from luoshi.quality import Export
from luoshi.quality.masking import masked
from luoshi.site.rights import Ability, Scope
from luoshi.text.masking import masked_name
from luoshi.warehouse.schema import FieldType

_NAME = re.compile("姓名|名字|联系人|采集人|帮扶人|户主$")


@dataclass(frozen=True)
class ExportCell:
    """One cell: its heading and text; whether it is at fault, and whether the check reads it."""

    heading: str
    text: str
    at_fault: bool
    read: bool


def cells_of(
    export: Export,
    places: Iterable[int],
    scope: Scope,
    at_fault: Collection[str] = (),
    read: Collection[str] = (),
    ids: bool = False,
) -> list[list[ExportCell]]:
    """The cells of the rows at ``places``, in the sheet's order.

    With ``ids`` numbers are shown as they are: for who may see them, and has been logged.
    """
    rows = export.cells.take(pa.array(places, pa.int64()))
    rows = rows if ids else masked(export, rows)
    faults, reads = _placed(export, at_fault), _placed(export, read)
    columns = [
        (place, heading, rows[str(place)].to_pylist())
        for place, heading in enumerate(export.headings)
    ]
    hidden = set() if scope.can(Ability.NAMES) else _names(export)
    return [
        [
            ExportCell(
                heading,
                masked_name(texts[at] or "") if place in hidden else texts[at] or "",
                place in faults,
                place in reads or place in faults,
            )
            for place, heading, texts in columns
        ]
        for at in range(len(rows))
    ]


def _placed(export: Export, names: Collection[str]) -> set[int]:
    return {export.places[name] for name in names if name in export.places}


def _names(export: Export) -> set[int]:
    """The columns that hold names of people."""
    texts = {c.name for c in export.table.columns if c.personal and c.type is FieldType.TEXT}
    headed = {place for place, said in enumerate(export.headings) if _NAME.search(said)}
    return _placed(export, texts) | headed
