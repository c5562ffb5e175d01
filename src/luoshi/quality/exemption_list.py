"""Lists of exemptions (豁免清单) as offices keep them in workbooks."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from luoshi.quality.elements import PERSON_LENGTH
from luoshi.quality.errors import QualityError
from luoshi.quality.exemptions import Exemption
from luoshi.warehouse.body import is_idle, under
from luoshi.warehouse.dates import read_day, serial_in_1900
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.gate.sheet import File, Row, Sheet
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, check_head, find_head
from luoshi.warehouse.outcome import Cell, CellError, Spoiled
from luoshi.warehouse.schema import Table
from luoshi.warehouse.text import is_empty, symbols

LIST = Table.model_validate(
    {
        "id": "exemptions",
        "title": "豁免清单",
        "home": "reference",
        "about": "record",
        "key": (),
        "columns": (
            {"name": "编号", "type": "text", "required": True, "aliases": ("核查编号", "规则编号")},
            {"name": "户编号", "type": "household"},
            {"name": "证件号码", "type": "text", "personal": True},
            {"name": "理由", "type": "text", "required": True, "aliases": ("豁免理由", "原因")},
            {"name": "有效期", "type": "date", "aliases": ("有效期至", "截止日期")},
        ),
    }
)
"""The list's columns. 有效期 is the last day, for good where it is empty."""


def read_exemptions(path: Path, by: str) -> tuple[Exemption, ...]:
    """The exemptions in a file, given by ``by``: in all of its sheets that hold the list.

    Raises:
        QualityError: the file is no such list, or rows of it cannot be read; each is named.
    """
    try:
        return tuple(_read(read_file(path), by))
    except (WarehouseError, QualityError) as error:
        raise QualityError(f"{path.name}：{error}") from error


def _read(file: File, by: str) -> Iterator[Exemption]:
    heads = [find_head(islice(sheet.rows(), SEARCHED_ROWS), LIST) for sheet in file.visible]
    if not any(heads):
        raise QualityError("不是豁免清单；表头要有“编号”“户编号”或“证件号码”“理由”，可以有“有效期”")
    for sheet, head in zip(file.visible, heads, strict=True):
        if head:
            check_head(head, LIST, sheet.name)
            yield from _lines(sheet, head, by)


def _lines(sheet: Sheet, head: Head, by: str) -> Iterator[Exemption]:
    for block in under(sheet, head):
        for number, row in block.rows():
            if is_idle(row, head):
                continue
            try:
                yield _exemption(_cells(sheet, head, row), by)
            except CellError as error:
                raise QualityError(f"第 {number} 行：{error}；改好后再导入，一行也没有收") from None


def _cells(sheet: Sheet, head: Head, row: Row) -> dict[str, Cell]:
    cells = {name: row[places[0]] for name, places in head.positions.items()}
    for name, cell in cells.items():
        if isinstance(cell, Spoiled):
            raise CellError(f"“{name}”{cell.fault.reason}", cell.fault.mend)
    if sheet.since_1904 and "有效期" in cells:
        cells["有效期"] = serial_in_1900(cells["有效期"])
    return cells


def _exemption(cells: dict[str, Cell], by: str) -> Exemption:
    texts = {name: symbols(cell) for name, cell in cells.items()}
    lacking = [name for name in ("编号", "理由") if not texts[name]]
    if lacking:
        raise CellError(f"没有填“{'”“'.join(lacking)}”", "补上")
    household, person = texts.get("户编号"), texts.get("证件号码", "")[:PERSON_LENGTH].upper()
    if not (household or person):
        raise CellError("没有填“户编号”，也没有填“证件号码”", "至少填一样")
    return Exemption(
        rule=texts["编号"],
        reason=str(cells["理由"]).strip(),
        by=by,
        until=_until(cells.get("有效期")),
        household=household or None,
        person=person or None,
    )


def _until(cell: Cell) -> date | None:
    return None if is_empty(cell) else read_day(cell).day
