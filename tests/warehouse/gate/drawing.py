"""Random worksheets in the many ways XML can say the same, and what openpyxl reads of them."""

import warnings
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from luoshi.warehouse.gate.sheet import File
from luoshi.warehouse.gate.spoiled import UNSOLVED
from luoshi.warehouse.outcome import Cell, Percent, Spoiled

Grid = dict[tuple[int, int], object]
"""What stands in cells by row and column, from 1."""

TEXTS = (
    "宁夏", " 两头 ", "a&b<c>\"'", "行\n行", "0640", "1e3", "_x0041_", "_x4E2D__x6587_", "_x005F_x",
    "垯埫", "𠀀", "=1+1", "　", "-", "x" * 300,
)  # fmt: skip
NUMBERS = (
    "0", "1", "-1", "1.5", "0.1", "45000", "45000.5", "1E+3", "6.40324199001010e17", "0.95",
    "12.345678", "60", "59", "1", "0.25", "100000",
)  # fmt: skip
DAYS = ("1", "59", "61", "0.25", "0.5", "45000", "45000.5", "100000")
DAY_STYLES = (1, 4, 6)
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!")
NUMBER_STYLES = range(8)


@dataclass
class Drawing:
    """A sheet being drawn at random; shared texts are collected for the whole book."""

    chance: Random
    prefix: str = ""
    untidy: bool = False
    shared: list[str] = field(default_factory=list)

    def sheet(self) -> str:
        """What stands within the sheet's root element."""
        height, width = self.chance.randint(0, 9), self.chance.randint(1, 6)
        first, left = self.chance.choice([1, 1, 3]), self.chance.choice([1, 1, 4, 26])
        rows = [row for row in range(first, first + height) if self.chance.random() < 0.9]
        if self.untidy and self.chance.random() < 0.3:
            self.chance.shuffle(rows)
        data = "".join(self.row(row, left, width) for row in rows)
        p = self.prefix
        return f"<{p}sheetData>{self.gap()}{data}</{p}sheetData>"

    def row(self, row: int, left: int, width: int) -> str:
        columns = [at for at in range(left, left + width) if self.chance.random() < 0.8]
        cells = "".join(self.cell(row, at) for at in columns)
        hidden = ' hidden="1"' if self.chance.random() < 0.1 else ""
        spans = f' spans="{left}:{left + width}"' if self.chance.random() < 0.5 else ""
        attributes = f' r="{row}"{spans}{hidden}'
        if self.untidy and self.chance.random() < 0.3:
            attributes = f'{spans} r="{row}"{hidden}'
        return f"<{self.prefix}row{attributes}>{self.gap()}{cells}</{self.prefix}row>{self.gap()}"

    def cell(self, row: int, column: int) -> str:
        reference = f"{get_column_letter(column)}{row}"
        kind, style, inside = self.chance.choice(
            (self.number, self.number, self.text, self.text, self.inline, self.formula,
             self.other, self.blank)
        )()  # fmt: skip
        said = [f't="{kind}"'] if kind else []
        said += [f's="{style}"'] if style is not None else []
        if self.chance.random() < 0.5:
            said.reverse()
        attributes = " ".join([f'r="{reference}"', *said])
        if not inside:
            return f"<{self.prefix}c {attributes}/>"
        return f"<{self.prefix}c {attributes}>{inside}</{self.prefix}c>{self.gap()}"

    def number(self) -> tuple[str, int | None, str]:
        style = self.chance.choice([None, *NUMBER_STYLES])
        kind = self.chance.choice(["", "n"])
        numbers = DAYS if style in DAY_STYLES else NUMBERS
        return kind, style, self.tag("v", self.chance.choice(numbers))

    def text(self) -> tuple[str, int | None, str]:
        if self.untidy and self.chance.random() < 0.4:
            self.shared.append(self.rich())
        else:
            self.shared.append(self.plain())
        return "s", self.style(), self.tag("v", str(len(self.shared) - 1))

    def inline(self) -> tuple[str, int | None, str]:
        rich = self.untidy and self.chance.random() < 0.4
        inside = self.rich() if rich else self.plain()
        return "inlineStr", self.style(), self.tag("is", inside)

    def formula(self) -> tuple[str, int | None, str]:
        formula = self.tag("f", 'A1&amp;"&lt;"')
        kind, value = self.chance.choice(
            [("str", self.tag("v", escape("甲&乙"))),
             ("", self.tag("v", "12.5")), ("", ""), ("", f"<{self.prefix}v/>"),
             ("e", self.tag("v", "#N/A")), ("b", self.tag("v", "1"))]
        )  # fmt: skip
        return kind, None, formula + value

    def other(self) -> tuple[str, int | None, str]:
        return self.chance.choice(
            [("e", None, self.tag("v", self.chance.choice(ERRORS))),
             ("b", None, self.tag("v", self.chance.choice("01")))]
        )  # fmt: skip

    def blank(self) -> tuple[str, int | None, str]:
        return "", self.chance.choice([None, 1, 5]), ""

    def plain(self) -> str:
        text = escape(self.chance.choice(TEXTS))
        if self.untidy and self.chance.random() < 0.2:
            text = "".join(f"&#{ord(sign)};" if sign not in "&;" else sign for sign in text) \
                if "&" not in text else text  # fmt: skip
        return f'<{self.prefix}t xml:space="preserve">{text}</{self.prefix}t>'

    def rich(self) -> str:
        p = self.prefix
        run = f"<{p}r><{p}rPr><{p}b/></{p}rPr>{self.plain()}</{p}r>"
        phonetic = f'<{p}rPh sb="0" eb="1"><{p}t>ㄋㄧㄥ</{p}t></{p}rPh>'
        return f"{run}{run}{phonetic}"

    def style(self) -> int | None:
        return self.chance.choice([None, 0, 5])

    def tag(self, name: str, text: str) -> str:
        return f"<{self.prefix}{name}>{text}</{self.prefix}{name}>"

    def gap(self) -> str:
        """What may stand between elements and means nothing."""
        if not self.untidy:
            return ""
        return self.chance.choice(["", "", "\n  ", "<!-- <c r='A1'/> -->", "\r\n"])


def shared_of(drawing: Drawing) -> str:
    p = drawing.prefix
    return "".join(f"<{p}si>{item}</{p}si>" for item in drawing.shared)


def by_openpyxl(path: Path) -> dict[str, Grid]:
    """What openpyxl reads, in our words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values, formulas = (openpyxl.load_workbook(path, data_only=only) for only in (True, False))
    return {
        sheet.title: {
            (cell.row, cell.column): _told(cell, formulas[sheet.title].cell(cell.row, cell.column))
            for row in sheet.iter_rows()
            for cell in row
            if _told(cell, formulas[sheet.title].cell(cell.row, cell.column)) not in (None, "")
        }
        for sheet in values.worksheets
    }


def _told(cell: openpyxl.cell.Cell, formula: openpyxl.cell.Cell) -> object:
    value = cell.value
    if value is None and formula.data_type == "f":
        return "公式没有结果"
    if cell.data_type == "e":
        return ("错误", value)
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return ("%", float(value)) if "%" in cell.number_format else float(value)
    return _moment(value)


def by_gate(file: File) -> dict[str, Grid]:
    """What the gate reads, in the same words."""
    return {sheet.name: _grid(list(sheet.rows())) for sheet in file.sheets}


def _grid(rows: list[list[Cell]]) -> Grid:
    return {
        (line, at): _ours(cell)
        for line, row in enumerate(rows, start=1)
        for at, cell in enumerate(row, start=1)
        if cell not in (None, "")
    }


def _ours(cell: Cell) -> object:
    if isinstance(cell, Spoiled):
        return "公式没有结果" if cell is UNSOLVED else ("错误", cell.text)
    if isinstance(cell, bool | str):
        return cell
    if isinstance(cell, Percent):
        return ("%", float(cell))
    return cell if isinstance(cell, float) else _moment(cell)


def _moment(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0)
    return datetime.combine(cell, time()) if isinstance(cell, date) else cell


def moved(grid: Grid) -> Grid:
    """A grid with its columns counted from the first that has a cell, as the gate counts."""
    first = min((column for _, column in grid), default=1) - 1
    return {(row, column - first): cell for (row, column), cell in grid.items()}
