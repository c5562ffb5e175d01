"""Rows as offices should not send them: what an importer must refuse."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from luoshi.demonstration.synthetic.format_variants import Random
from luoshi.demonstration.synthetic.sheets import SheetColumn, SyntheticSheet, text
from luoshi.warehouse.schema import Column, FieldType

SHARE, MOST = 0.0006, 60
"""Share of rows added that must be refused, and the most a file has."""


@dataclass(frozen=True)
class Refused:
    """A row that must be refused: its number in the sheet, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class CellFault:
    """A way to spoil a cell so that its row must be refused."""

    spoil: Callable[[str], str | None]
    reason: str


def _wrong_check(number: str) -> str:
    return number[:17] + ("0" if number[17] != "0" else "1")


CELL_FAULTS: dict[FieldType, tuple[CellFault, ...]] = {
    FieldType.PERSON: (
        CellFault(lambda _: "6.40422E+17", "证件号码被 Excel 转成科学计数，末几位已丢失"),
        CellFault(_wrong_check, "证件号码校验码不对"),
        CellFault(lambda number: number[:6] + number[8:17], "证件号码是 15 位旧号"),
    ),
    FieldType.DATE: (
        CellFault(lambda _: "2025-02-30", "没有这一天"),
        CellFault(lambda _: "去年冬天", "不是日期"),
    ),
    FieldType.CODE: (CellFault(lambda _: "不清楚", "不在码表中"),),
    FieldType.DECIMAL: (CellFault(lambda _: "约三千", "不是数字"),),
    FieldType.HOUSEHOLD: (CellFault(lambda _: None, "户编号为空"),),
}


def spoil(sheet: SyntheticSheet, rng: Random) -> list[Refused]:
    """Add copies of some rows, each with one fault; give their numbers and what is wrong.

    Only copies are spoilt, so that refusing them leaves what the clean file holds.
    """
    count = len(sheet)
    wanted = min(MOST, max(1, round(count * SHARE))) if count >= 5 else 0
    places = np.sort(rng.integers(0, count, wanted)).tolist() if wanted else []
    choices = [
        (part, fault)
        for part in sheet.parts
        for fault in CELL_FAULTS.get(part.column.type, ())
        if fault.spoil("0" * 18) is not None or part.column.required
    ]
    refused = []
    for done, place in enumerate(places):
        part, fault = choices[rng.integers(len(choices))]
        _insert_spoilt(sheet, place + done, part, fault)
        refused.append(
            Refused(sheet.first_row + place + done, f"{part.column.name}：{fault.reason}")
        )
    return refused


def _insert_spoilt(sheet: SyntheticSheet, row: int, spoilt: SheetColumn, fault: CellFault) -> None:
    for part in sheet.parts:
        cell = part.cells[row]
        if part is spoilt:
            cell = fault.spoil(text(cell, part.column) or "0" * 18)
        part.cells.insert(row, cell)


def spoil_rows(rows: pa.Table, column: Column, rng: Random) -> tuple[pa.Table, list[Refused]]:
    """Typed rows with spoilt copies at the end; only a text column can be spoilt."""
    wanted = min(MOST, max(1, round(len(rows) * SHARE)))
    copies = rows.take(pa.array(rng.integers(0, len(rows), wanted)))
    faults = [CELL_FAULTS[column.type][place % 2] for place in range(wanted)]
    cells = copies[column.name].to_pylist()
    spoilt = [fault.spoil(cell) for fault, cell in zip(faults, cells, strict=True)]
    place = rows.column_names.index(column.name)
    copies = copies.set_column(place, column.name, pa.array(spoilt, pa.string()))
    first = len(rows) + 2
    refused = [
        Refused(first + number, f"{column.name}：{fault.reason}")
        for number, fault in enumerate(faults)
    ]
    return pa.concat_tables([rows, copies]), refused
