"""Every obligation of the real pack, judged twice: by luoshi, and plainly from the rows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from obligations.generated import Maker, World, kept
from reference.obligations.judging import Province

from luoshi.area_queries.reported import Reporting
from luoshi.obligations import Result, earlier, evaluate, judge
from luoshi.pack import Pack, load
from luoshi.warehouse.engine import Engine

WORLDS = {
    date(2026, 3, 1): (date(2021, 9, 3), date(2022, 1, 1), date(2023, 6, 30), date(2026, 3, 1)),
    date(2024, 1, 30): (
        date(2021, 12, 31),
        date(2022, 12, 31),
        date(2024, 1, 30),
        date(2025, 7, 15),
    ),
    date(2026, 12, 1): (date(2023, 12, 31), date(2024, 4, 1), date(2025, 1, 1), date(2025, 12, 31)),
}
"""By the day on which it is known, the days asked of each made-up set of records: inside a year, on
its last and first day, before and after the term's end; deadlines past, open and still to come."""

Key = tuple[str, str, date]
Told = dict[Key, tuple[str, Fraction | None]]


@pytest.fixture(scope="module")
def world() -> World:
    return World(load())


@pytest.mark.slow
@pytest.mark.parametrize("known_on", WORLDS, ids=str)
def test_both_say_the_same(world: World, known_on: date, tmp_path: Path) -> None:
    days = WORLDS[known_on]
    records = replace(Maker(world, Random(str(days)), days).records(), known_on=known_on)
    engine, reporting = kept(records, tmp_path)
    province = Province(records)
    for day in days:
        term = day == days[-1]
        judged = province.on(day, term=term)
        wanted: Told = {
            (obligation, place, span[1]): said for obligation, place, span, said in judged
        }
        found = dict(_told(world.pack, engine, day, reporting, term=term))
        assert found.keys() == wanted.keys()
        differing = [key for key in wanted if not _same(found[key], wanted[key])]
        assert [(key, found[key], wanted[key]) for key in differing[:10]] == [], len(differing)


def _told(
    pack: Pack, engine: Engine, day: date, reporting: Reporting, *, term: bool
) -> Iterator[tuple[Key, tuple[str, Fraction | None]]]:
    """What luoshi says of the current periods, and of all begun where the ``term`` is asked."""
    now = evaluate(pack, engine, day, reporting)
    before = judge(pack, engine, day, earlier(pack, day), reporting) if term else []
    for one in (*before, *now):
        yield (one.id, one.county, one.period.end), (one.status.value, _value(one))


def _value(result: Result) -> Fraction | None:
    return None if result.value is None else Fraction(result.value)


def _same(one: tuple[str, Fraction | None], other: tuple[str, Fraction | None]) -> bool:
    (status, value), (wanted, number) = one, other
    if status != wanted or (value is None) != (number is None):
        return False
    return value is None or abs(value - Fraction(number or 0)) < Fraction(1, 10**5)
