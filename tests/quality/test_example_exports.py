"""Worked examples as exports: people and places no other example has, numbers that are nobody's."""

from datetime import date

from luoshi.pack import load
from luoshi.pack.example_rows import Shown
from luoshi.pack.worked_examples import Cells, CheckExample
from luoshi.quality.example_exports import example_exports
from luoshi.text.person_number import check_digit, is_number, sex_of

PACK = load()
CHECK = next(iter(PACK.checks.values()))
COUNTY = PACK.areas.counties()[0].name
DAY = date(2023, 12, 18)
GIRL = "64000020150301002"
GIRLS = GIRL + check_digit(GIRL)


def column(name: str, table: str, *examples: dict[str, tuple[Cells, ...]]) -> list[str]:
    shown = [
        Shown(
            CHECK,
            PACK.place(CHECK),
            0,
            CheckExample.model_validate(
                {"as_of": date(2023, 12, 18), "rows": rows, "gives": "none"}
            ),
            number,
        )
        for number, rows in enumerate(examples, start=1)
    ]
    made = example_exports(PACK, shown, COUNTY)
    return [cell or "" for cell in made.exports[table].column(name).to_pylist()]


def test_a_number_keeps_its_birthday_sex_and_card_and_is_no_other_examples() -> None:
    rows: dict[str, tuple[Cells, ...]] = {"monitored": ({"证件号码": GIRLS + "43"},)}
    first, second = column("证件号码", "monitored", rows, rows)
    assert first != second
    for number in (first, second):
        assert is_number(number[:18])
        assert number[6:14] == "20150301"
        assert sex_of(number) == sex_of(GIRLS)
        assert number[18:] == "43"


def test_a_wrong_number_and_an_empty_one_stay_as_they_are() -> None:
    wrong, empty = {"证件号码": "640000201503010099"}, {"证件号码": ""}
    assert column("证件号码", "monitored", {"monitored": (wrong, empty)}) == [wrong["证件号码"], ""]


def test_rows_that_say_nobody_are_the_next_person_or_of_the_first() -> None:
    rows: dict[str, tuple[Cells, ...]] = {"monitored": ({}, {}), "working_away": ({}, {})}
    members = column("证件号码", "monitored", rows)
    assert len(set(members)) == 2
    assert set(column("证件号码", "working_away", rows)) == {members[0]}


def test_households_and_villages_are_the_examples_own_and_the_county_is_the_packs() -> None:
    rows: dict[str, tuple[Cells, ...]] = {"monitored": ({}, {"户编号": "乙", "村": "甲村"})}
    assert len(set(column("户编号", "monitored", rows, rows))) == 4
    assert len(set(column("村", "monitored", rows, rows))) == 4
    assert set(column("县", "monitored", rows)) == {COUNTY}
