"""Reading the CSV tables of a pack into models."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from luoshi.areas.model import AreaError

Row = TypeVar("Row", bound=BaseModel)

_HINTS = {
    "missing": "缺少值，请补上",
    "extra_forbidden": "没有这一列，请删去或改正列名",
    "enum": "不在允许的取值之内",
    "string_pattern_mismatch": "代码位数不对，请填写完整的数字代码",
    "date_from_datetime_parsing": "日期请写成 2023-06-30",
    "int_parsing": "请填写整数",
    "bool_parsing": "请填写 true 或 false",
}


def read_table(path: Path, model: type[Row]) -> tuple[Row, ...]:
    """Read a UTF-8 CSV file with a head line into rows; empty cells are left to the defaults.

    Raises AreaError naming file, line and column of the first bad cell.
    """
    return tuple(_row(path, line, cells, model) for line, cells in _lines(path))


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="多余的列")
            for row in reader:
                yield reader.line_num, {name: cell for name, cell in row.items() if cell}
    except FileNotFoundError:
        raise AreaError(f"缺少文件 {path}") from None
    except UnicodeDecodeError:
        raise AreaError(f"{path.name} 不是 UTF-8 编码，请另存为 UTF-8") from None


def _row(path: Path, line: int, cells: dict[str, str], model: type[Row]) -> Row:
    try:
        return model.model_validate(cells)
    except ValidationError as error:
        raise AreaError(f"{path.name} 第 {line} 行{_first(error, cells)}") from None


def _first(error: ValidationError, cells: dict[str, str]) -> str:
    detail = error.errors()[0]
    if detail["type"] == "value_error":
        return f"：{detail['ctx']['error']}"
    column = str(detail["loc"][0])
    value = f"（{cells[column]}）" if column in cells else ""
    return f"“{column}”列{value}：{_HINTS.get(detail['type'], '值不对')}"
