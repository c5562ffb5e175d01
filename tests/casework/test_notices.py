"""Days of public notices, both ends counted, checked against notices that really hung."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.casework import WORKING_DAY, Rules
from luoshi.casework.notices import DAYS_LEAST, days_hung, hanging
from luoshi.pack import Pack, load

REAL = [
    ("沙坡头区2021年少数民族发展资金，文中写10个工作日", "2021-07-28", "2021-08-10", 14, 10),
    ("五原县2025年自治区衔接资金，文中写10天", "2025-01-21", "2025-01-30", 10, 6),
    ("泽库县2023年中央第二批", "2023-06-09", "2023-06-19", 11, 7),
    ("泽库县2023年省级第一批", "2023-05-24", "2023-06-04", 12, 8),
    ("牟定县2022年中央提前下达，正逢春节", "2022-01-31", "2022-02-06", 7, 0),
]
"""Each with its days and its working days by the official calendar (holidays left out)."""


UNITS = ("日", WORKING_DAY)


def pack_counting(unit: str) -> Pack:
    """The pack with days of notices counted in a unit."""
    pack = load()
    least = pack.parameters[DAYS_LEAST].model_copy(update={"unit": unit})
    return replace(pack, parameters=pack.parameters | {DAYS_LEAST: least})


RULES = {unit: Rules(pack_counting(unit)) for unit in UNITS}


def cells(start: str, end: str) -> dict[str, str]:
    return {"公示起始日期": start, "公示截止日期": end}


@pytest.mark.parametrize(("told", "start", "end", "days", "working"), REAL)
def test_days_of_real_notices(told: str, start: str, end: str, days: int, working: int) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert days_hung(first, last, "日") == days
    assert days_hung(first, last, WORKING_DAY) == working


@pytest.mark.parametrize(
    ("unit", "enough"),
    [("日", [True, True, True, True, False]), (WORKING_DAY, [True, False, False, False, False])],
)
def test_what_is_long_enough_depends_on_how_days_are_counted(unit: str, enough: list[bool]) -> None:
    found = [hanging(cells(start, end), RULES[unit]) for _, start, end, _, _ in REAL]
    assert [one is not None and one.long_enough for one in found] == enough


@given(st.dates(date(2021, 1, 1), date(2026, 12, 31)), st.sampled_from(UNITS))
def test_the_earliest_end_is_just_long_enough(start: date, unit: str) -> None:
    found = hanging(cells(start.isoformat(), start.isoformat()), RULES[unit])
    assert found is not None
    end = found.earliest_end
    assert days_hung(start, end, unit) == found.least
    assert days_hung(start, end - timedelta(1), unit) == found.least - 1


def test_without_two_days_there_is_nothing_to_count() -> None:
    assert hanging({"公示起始日期": "2025-01-01"}, RULES["日"]) is None
