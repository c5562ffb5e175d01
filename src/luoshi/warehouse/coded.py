"""Cells that hold values of a code list."""

import re
from collections.abc import Callable
from difflib import get_close_matches

from luoshi.text.characters import squeezed
from luoshi.warehouse.outcome import Cell, CellError
from luoshi.warehouse.schema import CodeList, Column
from luoshi.warehouse.text import padded, plain

YES, NO = "是", "否"
_YES = ("是", "有", "1", "y", "yes", "√", "✓", "✔", "true", "对")
_NO = ("否", "无", "没有", "0", "n", "no", "×", "✗", "✘", "x", "false", "错")
_YES_NO = dict.fromkeys(_YES, YES) | dict.fromkeys(_NO, NO)
_SEPARATOR = re.compile("[,，;；]")
_NEAR, _LIKENESS, _SHORT_LIST = 3, 0.4, 12


def read_yes_no(cell: Cell) -> str:
    """Read 是 or 否 in its usual spellings."""
    answer = _YES_NO.get(squeezed(plain(cell)))
    if answer is None:
        raise CellError("应为“是”或“否”", "改填“是”或“否”")
    return answer


def code_reader(codes: CodeList, column: Column) -> Callable[[Cell], str]:
    """Make the reader of a cell with one value: name, code or alias → name."""
    names = _spellings(codes)

    def read(cell: Cell) -> str:
        text = squeezed(plain(cell))
        name = names.get(text) or names.get(padded(text, column.digits))
        if name is None:
            raise CellError(f"不在码表“{codes.title}”中", _near(plain(cell), codes))
        return name

    return read


def codes_reader(codes: CodeList, column: Column) -> Callable[[Cell], str | None]:
    """Make the reader of a cell with several values, stored joined by a half-width comma.

    ``、`` parts values only where each part is one, for names in code lists contain it.
    """
    read = code_reader(codes, column)

    def read_several(cell: Cell) -> str | None:
        parts = filter(None, map(str.strip, _SEPARATOR.split(plain(cell))))
        found = [name for part in parts for name in _read_part(part, read)]
        return ",".join(dict.fromkeys(found)) or None

    return read_several


def _read_part(part: str, read: Callable[[Cell], str]) -> list[str]:
    pieces = list(filter(None, map(str.strip, part.split("、"))))
    try:
        return [read(part)]
    except CellError as error:
        if len(pieces) < 2:
            raise
        fault = error.fault
    try:
        return [read(piece) for piece in pieces]
    except CellError:
        raise CellError(fault.reason, f"{fault.mend}；多个值用逗号分开") from None


def _spellings(codes: CodeList) -> dict[str, str]:
    spellings = {squeezed(spelling): name for spelling, name in codes.spellings.items()}
    return spellings | {squeezed(item.name): item.name for item in codes.items}


def _near(text: str, codes: CodeList) -> str:
    names = [item.name for item in codes.items]
    near = get_close_matches(text, names, _NEAR, _LIKENESS)
    if near:
        return f"相近的有：{'、'.join(near)}"
    if len(names) <= _SHORT_LIST:
        return f"可填：{'、'.join(names)}"
    return f"按码表“{codes.title}”填写名称或代码"
