"""Random cells in every kind of column: each becomes a value or a fault, the same at each asking.

python -m fuzz.cells --seconds 600
"""

import argparse
import string
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from time import monotonic

import pyarrow as pa

from luoshi.warehouse.converters import Context, Converter
from luoshi.warehouse.gate.cells import column_of
from luoshi.warehouse.gate.spoiled import UNSOLVED, error_cell
from luoshi.warehouse.outcome import Fault, Noted, Percent, Person
from luoshi.warehouse.schema import Column, FieldType
from luoshi.warehouse.storage import ARROW
from tests.warehouse.made_up import CODES, ID_AREAS, RESIDENTS, TODAY, find_area, id_number

CONTEXT = Context(CODES, find_area, lambda number: int(number[:17]), TODAY, ID_AREAS)
MORE = (
    Column(name="投资", type=FieldType.DECIMAL, unit="万元"),
    Column(name="比例", type=FieldType.DECIMAL, unit="%", maximum=Decimal(100)),
    Column(name="到过", type=FieldType.DATE, past=True),
    Column(name="多少", type=FieldType.DECIMAL),
)
COLUMNS = (*RESIDENTS.columns, *MORE)
SIGNS = (
    string.digits * 4
    + string.ascii_letters
    + "年月日元万亿%.,-/:+Ee 　，。（）０１２３．〇一二十廿√×"
    "\u200b\ufeff\xa0\n'=\"甲乙丙𠀀"
)
MOMENT = datetime.fromisoformat("2023-01-05T08:00")
MANY = 200


def cell(chance: Random) -> object:
    """Any cell a file may hold."""
    match chance.randrange(10):
        case 0:
            return chance.uniform(-1e17, 1e17)
        case 1:
            return round(chance.uniform(-1e6, 1e6), chance.randrange(8))
        case 2:
            return chance.choice([None, True, False, "", " ", UNSOLVED, error_cell("#N/A")])
        case 3:
            return chance.choice([date(2023, 1, 5), MOMENT, time(8),
                                  timedelta(hours=30), Percent(0.955), Decimal("1.005"),
                                  float("nan"), float("inf"), 10**20])  # fmt: skip
        case 4:
            return id_number(chance.randrange(999))
        case 5:
            return chance.choice(["2023-01-05", "2023年1月", "202301", "12.5万", "1.2亿元", "95%",
                                  "13900000000", "因病、因残", "甲县/东镇/一村"])  # fmt: skip
        case _:
            return "".join(chance.choices(SIGNS, k=chance.randrange(1, 24)))


def cells(chance: Random) -> list[object]:
    """Many cells: of any type, all texts, or all numbers, as columns of files are."""
    many = [cell(chance) for _ in range(MANY)]
    match chance.randrange(3):
        case 0:
            return [one if isinstance(one, str) else id_number(at) for at, one in enumerate(many)]
        case 1:
            return [one if type(one) is float else at / 100 for at, one in enumerate(many)]
    return many


def try_column(column: Column, given: list[object]) -> None:
    """Many cells together give what each gives alone, and what is stored fits its place."""
    together = Converter(column, CONTEXT).of(column_of(given))  # type: ignore[arg-type]
    alone = Converter(column, CONTEXT)
    stored = []
    for one, place in zip(given, together.at.tolist(), strict=True):
        outcome = together.values[place]
        assert outcome == alone.outcomes([one])[0], (column.name, one, outcome)
        value = outcome.value if isinstance(outcome, Noted) else outcome
        if not isinstance(value, Fault):
            stored.append(value.key if isinstance(value, Person) else value)
    pa.array(stored, ARROW[column.storage])


def run(seconds: float, start: int) -> int:
    """Try cells until the time is over; gives how many."""
    chance, end, done = Random(start), monotonic() + seconds, 0
    for column in cycle(COLUMNS):
        try_column(column, cells(chance))
        done += MANY
        if monotonic() >= end:
            return done
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--start", type=int, default=0, help="随机的起点，不同的起点试不同的格")
    given = parser.parse_args()
    print(f"试了 {run(given.seconds, given.start):,} 格，都读了或退了")


if __name__ == "__main__":
    main()
