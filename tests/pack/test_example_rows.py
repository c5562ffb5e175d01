"""Rows of worked examples: each example a household of its own, with what registers need."""

from datetime import date

from luoshi.pack import load
from luoshi.pack.example_rows import ExampleRows, Shown, example_of
from luoshi.pack.models import Rule, RuleAnswer, RuleExample
from luoshi.pack.worked_examples import Cells
from luoshi.warehouse.engine import DuckEngine

PACK = load()
RULE = PACK.rules["uninsured"]
DAY = date(2025, 6, 30)


def example(number: int, **rows: tuple[Cells, ...]) -> Shown[Rule, RuleExample]:
    made = RuleExample(as_of=DAY, rows=rows, gives=RuleAnswer())
    return Shown(RULE, PACK.place(RULE), 0, made, number)


def engine_of(*examples: Shown[Rule, RuleExample]) -> DuckEngine:
    rows = ExampleRows(PACK)
    for one in examples:
        rows.add(one)
    engine, problems = rows.engine(one for one in PACK.tables.values() if one.home == "dataset")
    assert problems == []
    return engine


def asked(engine: DuckEngine, table: str, *columns: str) -> list[tuple[object, ...]]:
    chosen = ", ".join(f'"{column}"' for column in columns)
    rows = engine.query(f'SELECT {chosen} FROM "{table}" ORDER BY ALL').to_pylist()
    return [tuple(row.values()) for row in rows]


def test_whom_no_register_has_gets_a_row_and_a_village() -> None:
    engine = engine_of(example(7, deaths=({"死亡日期": "2025年6月1日"},)))
    ((person, home),) = asked(engine, "residents", "证件号码", "户编号")
    assert asked(engine, "deaths", "证件号码", "死亡日期") == [(person, date(2025, 6, 1))]
    ((known, village),) = asked(engine, "households", "户编号", "行政村")
    assert known == home == "7"
    assert PACK.areas.by_code(str(village)).is_village


def test_one_name_is_one_person_and_rows_of_a_register_without_are_several() -> None:
    people: tuple[Cells, ...] = ({"证件号码": "孩子"}, {"性别": "男"}, {"性别": "女"})
    engine = engine_of(example(1, residents=people, deaths=({"证件号码": "孩子"}, {})))
    numbers = [person for (person,) in asked(engine, "residents", "证件号码")]
    assert len(set(numbers)) == 3
    assert {person for (person,) in asked(engine, "deaths", "证件号码")} < set(numbers)


def test_the_same_names_in_two_examples_are_others() -> None:
    rows: tuple[Cells, ...] = ({"证件号码": "甲", "户编号": "甲户"},)
    engine = engine_of(example(1, residents=rows), example(2, residents=rows))
    found = asked(engine, "residents", "证件号码", "户编号")
    assert [example_of(str(home)) for _, home in found] == [1, 2]
    assert len({person for person, _ in found}) == 2


def test_records_get_a_key_and_what_comes_later_is_not_there_yet() -> None:
    claims: tuple[Cells, ...] = ({"结算日期": "2025-06-30"}, {"结算日期": "2025-07-01"})
    engine = engine_of(example(3, medical_claims=claims))
    keys = [key for (key,) in asked(engine, "medical_claims", "结算编号")]
    assert len(set(keys)) == 2
    assert None not in keys
    assert len(asked(engine.on(DAY), "medical_claims", "结算编号")) == 1
