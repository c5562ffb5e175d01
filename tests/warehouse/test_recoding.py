"""Rows name divisions as they were on the day asked, whenever they were written."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from small_province import DAYING, HOUSEHOLDS, SHAGANG, YANGDIAN, Province

from luoshi.areas import Area, AreaChange
from luoshi.pack import load
from luoshi.pack.handover import HandedOver, hand_over
from luoshi.warehouse.recoding import covered

DAY = date(2025, 9, 1)
MOVED = "640423180000", "640423180205"
"""What 沙岗's township and village are called in the other county."""


@pytest.fixture
def moved() -> HandedOver:
    areas, old = load().areas, SHAGANG[:9]
    whole = [areas.by_code(old), *areas.children(old)]
    return HandedOver(changes=tuple(map(_moved, whole)))


def _moved(area: Area) -> AreaChange:
    new = MOVED[0][:9] + area.code[9:]
    said = {"day": DAY, "kind": "划转", "old": area.code, "new": new, "new_name": area.name}
    return AreaChange.model_validate({**said, "document": "某函"})


def villages(home: Path, day: date | None) -> dict[str, str]:
    engine = Province.at(home).engine
    households = load().registers.households
    asked = engine.on(day) if day else engine  # type: ignore[attr-defined]
    rows = asked.query(f'SELECT * FROM "{households}"').to_pylist()
    number, village = "户编号", "行政村"
    return {row[number]: row[village] for row in rows}


def test_a_register_sent_before_a_change_is_read_by_the_day(
    own_home: Path, moved: HandedOver
) -> None:
    households = load().registers.households
    rows = [{"户编号": one, "行政村": village} for one, village in HOUSEHOLDS.items()]
    Province.at(own_home).store(households, *rows)
    old = {"H1001": DAYING, "H1002": SHAGANG, "H2001": YANGDIAN}
    assert villages(own_home, None) == old
    hand_over(moved)
    assert villages(own_home, DAY - timedelta(1)) == old
    assert villages(own_home, DAY) == {**old, "H1002": MOVED[1]}
    assert villages(own_home, None) == {**old, "H1002": MOVED[1]}


def test_a_delivery_for_a_merged_county_covers_those_it_took_in() -> None:
    codes = {"990122000000": "990121000000", "990122100000": "990121110000"}
    assert covered(("990121",), codes) == ("990121", "990122")
    assert covered(("990123",), codes) == ("990123",)
