"""Lists of exemptions (豁免清单) as offices keep them in workbooks."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from luoshi.quality.elements import PERSON_LENGTH
from luoshi.quality.errors import QualityError
from luoshi.quality.exemptions import Exemption
from luoshi.warehouse.body import chunks
from luoshi.warehouse.dates import read_day
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.headings import SEARCHED_ROWS, check_head, find_head
from luoshi.warehouse.outcome import Cell, CellError
from luoshi.warehouse.reading import Sheet, read_sheets
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
    """The exemptions in a file, given by ``by``.

    Raises:
        QualityError: the file is no such list, or rows of it cannot be read; each is named.
    """
    try:
        return tuple(_read(next(iter(read_sheets(path))), by))
    except (WarehouseError, QualityError) as error:
        raise QualityError(f"{path.name}：{error}") from error


def _read(sheet: Sheet, by: str) -> Iterator[Exemption]:
    head = find_head(islice(sheet.rows(), SEARCHED_ROWS), LIST)
    if head is None:
        raise QualityError("不是豁免清单；表头要有“编号”“户编号”或“证件号码”“理由”，可以有“有效期”")
    check_head(head, LIST, sheet.name)
    for chunk in chunks(sheet, head):
        for number, row in chunk:
            cells = {name: row[places[0]] for name, places in head.positions.items()}
            try:
                yield _exemption(cells, by)
            except CellError as error:
                raise QualityError(f"第 {number} 行：{error}；改好后再导入，一行也没有收") from None


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
