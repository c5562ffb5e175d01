"""A table's rows as of a day: on the day before, on it and after it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from luoshi.warehouse.asof import as_of, needs_recorded
from luoshi.warehouse.duck import connect
from luoshi.warehouse.schema import Table

DAY = date(2024, 6, 30)
BEFORE, AFTER = date(2024, 6, 29), date(2024, 7, 1)
LAST = date(2024, 12, 31)

COLUMNS: list[dict[str, Any]] = [
    {"name": "编号", "type": "text", "required": True},
    {"name": "年度", "type": "year"},
    {"name": "申请", "type": "date"},
    {"name": "办结", "type": "date"},
    {"name": "期限", "type": "date", "planned": True},
    {"name": "通报", "type": "date", "awaited": True},
    {"name": "结果", "type": "text", "since": "办结"},
]
TYPES = {"text": "VARCHAR", "year": "INTEGER", "date": "DATE"}

Row = dict[str, Any]


def table(**more: Any) -> Table:
    made = {"id": "t", "title": "表", "home": "ledger", "about": "record", "key": ["编号"]}
    return Table.model_validate({**made, "columns": COLUMNS, **more})


def sql(rows: Sequence[Row]) -> str:
    """The rows as SQL; ``n`` numbers their records."""
    none = f"SELECT {_cells({})}, 0 AS _record WHERE false"
    return " UNION ALL ".join(
        [none, *(f"SELECT {_cells(one)}, {one['n']} AS _record" for one in rows)]
    )


def _cells(row: Row) -> str:
    return ", ".join(
        _cell(row.get(one["name"]), one["name"], TYPES[one["type"]]) for one in COLUMNS
    )


def _cell(value: object, name: str, type_: str) -> str:
    written = "NULL" if value is None else f"'{value}'"
    return f'CAST({written} AS {type_}) "{name}"'


def there(
    made: Table, day: date, rows: Sequence[Row], recorded: Sequence[Row] | None = None
) -> list[Row]:
    """The rows as of a day, by record."""
    asked = as_of(sql(rows), made, day, None if recorded is None else sql(recorded))
    with connect() as database:
        found = database.sql(asked).to_arrow_table().to_pylist()
    return sorted(found, key=lambda row: row["_record"])


def numbers(*asked: Any, **more: Any) -> list[int]:
    return [row["_record"] for row in there(*asked, **more)]


BY_DAY = table(happened=["申请"])
BY_FIRST = table(happened=["申请", "办结"])
BY_YEAR = table(period="年度")
BY_BOTH = table(period="年度", happened=["申请"])
STATE = table(home="dataset", delivery="full", happened=["申请"])


@pytest.mark.parametrize(
    ("made", "row", "is_there"),
    [
        (BY_DAY, {"申请": BEFORE}, True),
        (BY_DAY, {"申请": DAY}, True),
        (BY_DAY, {"申请": AFTER}, False),
        (BY_DAY, {}, False),
        (BY_FIRST, {"申请": AFTER, "办结": DAY}, True),
        (BY_FIRST, {"办结": DAY}, True),
        (BY_FIRST, {"申请": AFTER, "办结": AFTER}, False),
        (BY_YEAR, {"年度": 2023}, True),
        (BY_YEAR, {"年度": 2024}, False),
        (BY_YEAR, {"年度": 2025}, False),
        (BY_YEAR, {}, False),
        (BY_BOTH, {"年度": 2024, "申请": DAY}, True),
        (BY_BOTH, {"年度": 2023, "申请": AFTER}, False),
        (BY_BOTH, {"年度": 2025, "申请": BEFORE}, True),
        (BY_BOTH, {"年度": 2023}, True),
        (STATE, {"申请": AFTER}, False),
        (STATE, {}, True),
        (table(period="申请"), {"申请": DAY}, True),
        (table(period="申请"), {"申请": AFTER}, False),
        (table(), {}, True),
    ],
)
def test_a_row_is_there_from_its_day_on(made: Table, row: Row, is_there: bool) -> None:
    assert numbers(made, DAY, [{"编号": "1", "n": 1, **row}]) == ([1] if is_there else [])


def test_a_year_is_over_at_the_end_of_its_last_day() -> None:
    row = {"编号": "1", "n": 1, "年度": 2024}
    assert numbers(BY_YEAR, date(2024, 12, 30), [row]) == []
    assert numbers(BY_YEAR, LAST, [row]) == [1]


def test_values_that_came_later_are_not_there_and_planned_days_are() -> None:
    row = {"编号": "1", "n": 1, "申请": BEFORE, "办结": AFTER, "期限": AFTER, "结果": "同意"}
    (found,) = there(BY_DAY, DAY, [row])
    assert (found["办结"], found["期限"], found["结果"]) == (None, AFTER, None)
    (then,) = there(BY_DAY, AFTER, [row])
    assert (then["办结"], then["结果"]) == (AFTER, "同意")


def test_an_awaited_day_belongs_to_the_period_of_its_row() -> None:
    """A period that is over is the same on its last day and ever after."""
    (found,) = there(BY_YEAR, LAST, [{"编号": "1", "n": 1, "年度": 2024, "通报": date(2025, 3, 1)}])
    assert found["通报"] == date(2025, 3, 1)


def test_what_is_known_since_no_day_is_known() -> None:
    (found,) = there(BY_DAY, DAY, [{"编号": "1", "n": 1, "申请": DAY, "结果": "同意"}])
    assert found["结果"] == "同意"


NOW = {"编号": "今", "n": 1, "年度": 2024}
THEN = {"编号": "昔", "n": 1, "年度": 2024}


@pytest.mark.parametrize(
    ("today", "written", "found"),
    [
        ([NOW], [THEN], ["昔"]),
        ([NOW], [], []),
        ([], [THEN], ["昔"]),
        ([NOW | {"年度": 2023}], [THEN], ["今"]),
        ([NOW | {"年度": 2025}], [THEN], []),
        ([NOW], [THEN | {"年度": 2025}], []),
        ([NOW], [THEN | {"年度": 2023}], []),
        ([NOW | {"申请": BEFORE}], [THEN], ["今"]),
        ([NOW | {"申请": AFTER}], [THEN], []),
        ([NOW], [THEN | {"申请": BEFORE}], ["昔"]),
        ([NOW], [THEN | {"申请": AFTER}], []),
    ],
)
def test_a_row_of_the_running_year_is_as_it_had_been_written(
    today: list[Row], written: list[Row], found: list[str]
) -> None:
    assert [row["编号"] for row in there(BY_BOTH, DAY, today, written)] == found


def test_once_the_year_is_over_todays_value_counts() -> None:
    assert [row["编号"] for row in there(BY_YEAR, LAST, [NOW], [THEN])] == ["今"]
    assert not needs_recorded(BY_YEAR, LAST)


@pytest.mark.parametrize(
    ("today", "written", "found"),
    [
        ([{"n": 1, "编号": "今"}], [{"n": 1, "编号": "昔"}], ["昔"]),
        ([{"n": 1, "编号": "今"}], [], []),
        ([{"n": 1, "编号": "今", "申请": BEFORE}], [{"n": 1, "编号": "昔"}], ["今"]),
        ([{"n": 1, "编号": "今", "申请": AFTER}], [{"n": 1, "编号": "昔"}], []),
        ([], [{"n": 1, "编号": "昔"}], ["昔"]),
    ],
)
def test_a_ledgers_row_without_its_day_is_there_since_it_was_written(
    today: list[Row], written: list[Row], found: list[str]
) -> None:
    assert [row["编号"] for row in there(BY_DAY, DAY, today, written)] == found


def test_what_must_have_a_day_asks_nothing_of_its_writing() -> None:
    required = [{**one, "required": True} if one["name"] == "申请" else one for one in COLUMNS]
    assert not needs_recorded(table(happened=["申请"], columns=required), DAY)
    assert needs_recorded(BY_DAY, DAY)
