"""Keys that stand twice in a delivery: the same again counts once, other values are all refused.

Which of the rows is right only the sender knows; the order of rows, sheets or files decides
nothing. Each of them is refused with the places of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.text.masking import masked_text
from luoshi.warehouse.difference import repeats
from luoshi.warehouse.intake import Intake, SheetIntake
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.rows import BadCell
from luoshi.warehouse.storage import ROW, SHEET_STEP

_NAMED = 3
"""How many other places a reason names."""


@dataclass(frozen=True)
class RowPlace:
    """Where a row of a delivery stands."""

    intake: Intake
    sheet: SheetIntake
    file: str
    number: int


class RowPlaces:
    """The places of the rows of some files, which are numbered over all their sheets."""

    def __init__(self, intakes: Sequence[Intake], names: Sequence[str]) -> None:
        told = zip(intakes, names, strict=True)
        self._sheets = [(intake, each, name) for intake, name in told for each in intake.sheets]

    def of(self, row: int) -> RowPlace:
        """Where a row stands."""
        place, number = divmod(row, SHEET_STEP)
        return RowPlace(*self._sheets[place], number)


def settle_repeats(intakes: Sequence[Intake], names: Sequence[str]) -> None:
    """Keep one of the rows that are the same, and refuse all of a key that differ."""
    places, gone = RowPlaces(intakes, names), list[int]()
    rows = pa.concat_tables([intake.rows for intake in intakes])
    for repeat in repeats(rows, intakes[0].table):
        stand = [places.of(row) for row in repeat.rows]
        if repeat.same:
            gone += repeat.rows[1:]
            for one in stand[1:]:
                one.intake.repeated += 1
        else:
            gone += repeat.rows
            for one in stand:
                _refuse(one, stand)
    take_out(intakes, gone)


def take_out(intakes: Sequence[Intake], rows: Sequence[int]) -> None:
    """Take rows out of those that are good."""
    if not rows:
        return
    gone = pa.array(rows, pa.int64())
    for intake in intakes:
        intake.rows = intake.rows.filter(pc.invert(pc.is_in(intake.rows[ROW], gone)))


def refuse(at: RowPlace, columns: Sequence[str], fault: Fault) -> None:
    """Refuse a whole row for what stands in some of its columns."""
    places = tuple(p for name in columns for p in at.sheet.head.positions.get(name, ()))
    at.sheet.bad[at.number].append(BadCell(at.number, None, None, places, fault))


def _refuse(at: RowPlace, all_: Sequence[RowPlace]) -> None:
    key, others = at.intake.table.key, [_where(one, at) for one in all_ if one is not at]
    more = f"等 {len(others)} 处" if len(others) > _NAMED else ""
    told = f"{'、'.join(others[:_NAMED])}{more}"
    fault = Fault(f"{'、'.join(key)}与{told}相同，其他内容不同", "只留正确的一行再送")
    refuse(at, key, fault)


def _where(one: RowPlace, seen_from: RowPlace) -> str:
    file = f"文件“{one.file}”" if one.intake is not seen_from.intake else ""
    elsewhere = one.sheet is not seen_from.sheet
    sheet = f"工作表“{masked_text(one.sheet.sheet.name)}”" if elsewhere else ""
    return f"{file}{sheet}第 {one.number} 行"
