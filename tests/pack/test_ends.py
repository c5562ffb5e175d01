"""Nothing taken for granted outlives the notice without saying why."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.casework import validation as casework
from luoshi.pack import PackError, Problem, default_folder, load, validation
from luoshi.pack.entering import EnteredValue, overlaid
from luoshi.pack.handover import HandedOver, hand_over
from luoshi.pack.lacking import LackingError
from luoshi.pack.models import DatedValue
from luoshi.pack.rules import values_on
from luoshi.pack.validation_ends import dated

LAST, NEXT = date(2025, 12, 31), date(2026, 12, 31)
Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))

    def edit(file: str, old: str, new: str) -> Path:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def line_of(folder: Path, file: str, text: str) -> int:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_no_assumed_value_outlives_the_notice_without_a_reason() -> None:
    pack = load()
    assert [one.expires for one in pack.notices.values()] == [LAST, NEXT]
    things = (*pack.parameters.values(), *pack.schemes.values())
    assumed = [value for thing in things for _, value in dated(thing) if value.assumption]
    expires = {one.valid_from: LAST if one.valid_from <= LAST else NEXT for one in assumed}
    silent = [
        one for one in assumed if one.valid_to is None or one.valid_to > expires[one.valid_from]
    ]
    assert len(assumed) > 200
    assert all(one.lasting for one in silent)
    ending = [one for group in pack.groups.values() for one in group.memberships]
    assert all(one.last_day and one.last_day <= LAST for one in ending)
    assert all(codes.lasting for codes in pack.codes.values() if codes.assumption)


def test_another_provinces_income_line_ends_with_the_notice() -> None:
    line = load().parameters["income_line"]
    assert line.on(LAST).value == "8500"
    assert line.on(LAST + timedelta(1)) is None


OPEN = '{from: 2021-01-01, to: 2025-12-31, value: "1.5", source: 本系统设定，未见规定'
AT = ("parameters/income.yaml", OPEN)


@pytest.mark.parametrize(
    ("to", "refused"),
    [
        ("", True),
        ("to: 2026-01-01, ", True),
        ("to: 2025-12-31, ", False),
        ("to: 2024-12-31, ", False),
        ("lasting: 收入比例由统计口径定, ", False),
    ],
)
def test_an_assumed_value_ends_with_the_notice_or_says_why_it_lasts(
    to: str, refused: bool, edited: Edit
) -> None:
    folder = edited(*AT, OPEN.replace("to: 2025-12-31, ", to))
    problems = validation.check(load(folder))
    if not refused:
        assert problems == []
        return
    (problem,) = problems
    assert problem.file.name == "income.yaml"
    assert problem.line == line_of(folder, "parameters/income.yaml", "收入下降时要看") + 5
    assert problem.key == "parameters[4].values[0]"
    assert "2025-12-31" in problem.message
    assert "lasting" in problem.hint


def test_a_reason_is_not_empty(edited: Edit) -> None:
    folder = edited(*AT, OPEN.replace("to: 2025-12-31, ", 'lasting: " ", '))
    with pytest.raises(PackError) as caught:
        load(folder)
    assert "lasting" in caught.value.problems[0].key


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def test_an_assumed_number_of_a_scheme_ends_too(edited: Edit) -> None:
    file = "notices/2021-26/allocation/transition-central.yaml"
    problem = only(validation.check(load(edited(file, "at_most: [{from: 2021-01-01, to: 2025-12-31",
                                             "at_most: [{from: 2021-01-01"))))  # fmt: skip
    assert (problem.file.name, problem.key) == ("transition-central.yaml", "limits[6].at_most[0]")


def test_an_assumed_group_ends_too(edited: Edit) -> None:
    old = "- from: 2024-01-01\n        to: 2025-12-31"
    problem = only(
        validation.check(load(edited("notices/2021-26/groups.yaml", old, "- from: 2024-01-01")))
    )
    assert problem.file.name == "groups.yaml"
    assert problem.key == "groups[6].members[1]"


def test_an_assumed_code_list_says_why_it_lasts(edited: Edit) -> None:
    text = (default_folder() / "codes/payment_uses.yaml").read_text(encoding="utf-8")
    reason = next(line for line in text.splitlines() if line.startswith("lasting:"))
    problem = only(validation.check(load(edited("codes/payment_uses.yaml", reason + "\n", ""))))
    assert (problem.file.name, problem.key) == ("payment_uses.yaml", "assumption")


def test_a_clock_that_stops_one_day_is_refused(edited: Edit) -> None:
    old = 'kind: number, values: [{from: 2021-01-01, value: "1", source: 宁夏的时限未查到'
    new = old.replace("from: 2021-01-01,", "from: 2021-01-01, to: 2025-12-31,")
    problems = casework.check(load(edited("parameters/casework.yaml", old, new)))
    assert {problem.key.partition("[")[0] for problem in problems} == {"stages"}
    assert all("到 2025-12-31 为止" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("by: 乡村振兴局, yearly", "by: 乡村振局, yearly", "entered.by"),
        ('2025-01-01, to: 2025-12-31, value: "8500"', '2025-01-01, to: 2026-01-31, value: "8500"',
         "values[4]"),
    ],
)  # fmt: skip
def test_what_is_entered_names_its_unit_and_ends_with_its_year(
    old: str, new: str, key: str, edited: Edit
) -> None:
    problems = validation.check(load(edited("parameters/income.yaml", old, new)))
    assert {problem.key for problem in problems} == {f"parameters[0].{key}"}


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> DatedValue:
    first = draw(DAYS)
    last = draw(st.none() | st.dates(first, date(2027, 6, 30)))
    value = draw(st.sampled_from("123456"))
    return DatedValue(**{"from": first, "to": last}, value=value, source="编的")


@given(st.lists(spans(), max_size=4), DAYS)
def test_of_values_for_one_day_the_later_entered_governs(
    entered: list[DatedValue], day: date
) -> None:
    values: tuple[DatedValue, ...] = ()
    for one in entered:
        values = overlaid(values, one)
    expected = next((one.value for one in reversed(entered) if one.covers(day)), None)
    found = [one for one in values if one.covers(day)]
    assert [one.value for one in found] == ([expected] if expected else [])


def test_an_entered_value_governs_its_days_alone() -> None:
    line = DatedValue.model_validate(
        {"from": "2025-07-01", "to": "2026-06-30", "value": "9000", "source": "某号"}
    )
    values = (EnteredValue("income_line", line), EnteredValue("no_such", line))
    hand_over(HandedOver(values=values))
    entered = load()
    hand_over(HandedOver())
    at = {day: entered.parameters["income_line"].on(date.fromisoformat(day)) for day in
          ("2025-06-30", "2025-07-01", "2026-06-30", "2026-07-01")}  # fmt: skip
    assert [one and one.value for one in at.values()] == ["8500", "9000", "9000", None]
    assert load().parameters["income_line"].on(date(2026, 1, 1)) is None
    assert "no_such" not in entered.parameters


@pytest.mark.parametrize(
    ("name", "who"), [("income_line", "由乡村振兴局录入"), ("allowance_share", "省级")]
)
def test_what_is_lacking_says_since_when_and_who_mends_it(name: str, who: str) -> None:
    with pytest.raises(LackingError) as caught:
        values_on(load(), frozenset({name}), LAST + timedelta(1))
    assert "在 2026-01-01 没有生效的值（上一个到 2025-12-31 为止）" in caught.value.text
    assert who in caught.value.text
    assert name in str(caught.value)
    assert name not in caught.value.text
    assert values_on(load(), frozenset({name}), LAST)
