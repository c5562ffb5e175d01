"""Tables as text: cells between commas, tabs or semicolons."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate.encoding import NAMES, text_encoding
from luoshi.warehouse.gate.markup import demand_dense
from luoshi.warehouse.gate.sheet import BLOCK, ONLY_SHEET, Block, File, Row, Sheet, block_of

_DELIMITERS = ",\t;"
_LOOKED_AT = 100
_START = 200_000
_MOST_COLUMNS = 16_384
_FEW_COLUMNS = 4  # in fewer, a remark of several lines may hold as many commas

Opened = Callable[[], TextIOWrapper]


@dataclass(frozen=True)
class _Form:
    """How a table is written: the sign between cells, and how many cells most lines have."""

    delimiter: str
    width: int


def read_delimited(path: Path) -> File:
    """Read a table written as text.

    Raises:
        FileError: it is no text in a known encoding. While its rows are read: a quote is not
            closed.
    """
    encoding, skipped = text_encoding(path)
    opened = partial(_open, path, encoding, skipped)
    with opened() as file:
        form = _form(file.read(_START))
    sheet = Sheet(ONLY_SHEET, partial(_blocks, opened, form), delimited=True)
    return File("csv", (sheet,), NAMES[encoding])


def _open(path: Path, encoding: str, skipped: int) -> TextIOWrapper:
    file = path.open("rb")
    file.seek(skipped)
    return TextIOWrapper(file, encoding, newline="")


def _form(start: str) -> _Form:
    """The sign that parts most lines into the same number of cells, more than one."""
    best, count = _Form(_DELIMITERS[0], 1), (0, 0)
    for sign in _DELIMITERS:
        found = _agreement(start, sign)
        if found > count:
            best, count = _Form(sign, found[1]), found
    return best


def _agreement(start: str, delimiter: str) -> tuple[int, int]:
    """How many lines have the usual number of cells, and that number."""
    lines = islice(csv.reader(StringIO(start, newline=""), delimiter=delimiter), _LOOKED_AT)
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        widths.update(len(line) for line in lines if len(line) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _blocks(opened: Opened, form: _Form) -> Iterator[Block]:
    with opened() as file:
        rows, first = _rows(file, form), 1
        while part := list(islice(rows, BLOCK)):
            demand_dense(max(map(len, part)) * len(part), sum(map(len, part)))
            yield block_of(first, part)
            first += len(part)


def _rows(file: TextIOWrapper, form: _Form) -> Iterator[Row]:
    """The rows, each quote of which is closed.

    Raises:
        FileError: naming the line that begins with an unclosed quote, or is no row of a table.
    """
    reader = csv.reader(file, delimiter=form.delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if len(row) > _MOST_COLUMNS:
                raise FileError(f"第 {line} 行有 {len(row)} 格，不像一张表；请核对后再送")
            if reader.line_num > line and _swallows(row, form):
                raise _unclosed(line)
            yield list(row)
            line = reader.line_num + 1
    except csv.Error:
        raise _unclosed(line) from None


def _swallows(row: list[str], form: _Form) -> bool:
    """Whether a row of several lines holds other rows within a quoted cell."""
    if len(row) != form.width:
        return True
    between = max(form.width, _FEW_COLUMNS) - 1
    return any("\n" in cell and cell.count(form.delimiter) >= between for cell in row)


def _unclosed(line: int) -> FileError:
    return FileError(
        f"第 {line} 行的英文双引号不成对，后面的行会被吞掉；"
        "请删去多余的引号，或用 Excel、WPS 打开核对后另存为 .xlsx 再送，一行也没有收"
    )
