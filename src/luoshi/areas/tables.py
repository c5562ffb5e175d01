"""Reading the CSV tables of a pack into models."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from luoshi.areas.model import AreaError, Flaw
from luoshi.frozen import FieldError

Row = TypeVar("Row", bound=BaseModel)

HEAD = 1
"""The line of a table's headings."""

SURPLUS = "多余的列"

_HINTS = {
    "missing": ("缺少值", "请补上"),
    "extra_forbidden": ("没有这一列", "请删去或改正列名"),
    "enum": ("不在允许的取值之内", "可以写：{expected}"),
    "string_pattern_mismatch": ("代码位数不对", "请填写完整的数字代码"),
    "date_from_datetime_parsing": ("不是日期", "日期请写成 2023-06-30"),
    "date_from_datetime_inexact": ("不是日期", "日期请写成 2023-06-30"),
    "date_parsing": ("不是日期", "日期请写成 2023-06-30"),
    "int_parsing": ("不是整数", "请填写整数"),
    "bool_parsing": ("不是 true 或 false", "请填写 true 或 false"),
}


class Placed(NamedTuple, Generic[Row]):
    """A row and the line of the file on which it ends."""

    line: int
    row: Row


class Wrong(NamedTuple):
    """What is wrong with a row of a table: its line and column, what it is, how to mend it."""

    line: int
    column: str
    message: str
    hint: str


def read_table(path: Path, model: type[Row]) -> tuple[Row, ...]:
    """Read a UTF-8 CSV file with a head line into rows; empty cells are left to the defaults.

    Raises AreaError naming file, line and column of every bad cell.
    """
    return tuple(one.row for one in read_placed(path, model))


def read_placed(path: Path, model: type[Row]) -> list[Placed[Row]]:
    """Read as :func:`read_table` does, each row with its line."""
    placed: list[Placed[Row]] = []
    wrong: list[Wrong] = []
    for line, cells in _lines(path, model):
        try:
            placed.append(Placed(line, model.model_validate(cells)))
        except ValidationError as error:
            wrong += [one for detail in error.errors() for one in _wrong(line, detail)]
    refuse(path, wrong)
    return placed


def refuse(path: Path, wrong: Iterable[Wrong]) -> None:
    """Raise AreaError with all that is wrong with the file's rows, if anything is."""
    if flaws := [Flaw(path, *one) for one in wrong]:
        raise AreaError("\n".join(str(one) for one in flaws), flaws)


def _lines(path: Path, model: type[BaseModel]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey=SURPLUS)
            refuse(path, _headings(reader.fieldnames or (), model))
            for row in reader:
                yield reader.line_num, {name: cell for name, cell in row.items() if cell}
    except FileNotFoundError:
        refuse(path, [Wrong(HEAD, "", "缺少这个文件", f"补上 {path.name}")])
    except (UnicodeDecodeError, csv.Error):
        refuse(path, [Wrong(HEAD, "", "不是 UTF-8 编码的 CSV", "请另存为 UTF-8")])


def _headings(names: Iterable[str], model: type[BaseModel]) -> Iterator[Wrong]:
    """Headings that are missing or strange, told once and not in every row."""
    known, given = model.model_fields, set(names)
    for name in sorted(given - known.keys()):
        yield Wrong(HEAD, name, f"没有名为“{name}”的列", f"可以写：{'、'.join(known)}")
    for name, field in known.items():
        if field.is_required() and name not in given:
            yield Wrong(HEAD, name, f"缺少“{name}”列", "补上这一列")


def _wrong(line: int, error: ErrorDetails) -> Iterator[Wrong]:
    context = error.get("ctx", {})
    refused = context.get("error")
    if isinstance(refused, FieldError):
        for key, message, hint in refused.found:
            yield Wrong(line, str(key[0]), message, hint)
        return
    column = str(error["loc"][0]) if error["loc"] else ""
    message, hint = _HINTS.get(error["type"], ("值不对", "请改正"))
    value = "" if error["type"] == "missing" else f"“{error['input']}”"
    expected = str(context.get("expected", "")).replace(" or ", "、")
    yield Wrong(line, column, f"{value}{message}", hint.format(expected=expected))
