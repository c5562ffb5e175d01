"""An explained finding stays exempt until its facts change or its term ends."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pydantic import ValidationError
from quality.making import AS_OF, checked, member, write, written

from luoshi.quality import QualityError, Report
from luoshi.quality.exemption_list import read_exemptions
from luoshi.quality.exemptions import Exemption, pinned, unless_exempt
from luoshi.quality.identity import Identity, identities

RULE = "4_02_001"
SECRET = b"secret"


def report(folder: Path, phone: str = "138", order: int = 1) -> Report:
    people = [member(n, 户联系电话=phone if n < 3 else "139") for n in range(6)][::order]
    folder.mkdir(exist_ok=True)
    return checked([written(folder, "monitored", people)], RULE)


def known(report: Report) -> list[Identity]:
    return list(identities(report, report.results[0], SECRET))


def exemption(**given: object) -> Exemption:
    return Exemption.model_validate({"rule": RULE, "reason": "已入户核实", "by": "张"} | given)


def left(report: Report, *exemptions: Exemption, day: date = AS_OF) -> list[str]:
    (result,) = unless_exempt(report, exemptions, day, SECRET).results
    return result.households.to_pylist()


def test_a_finding_has_the_same_identity_in_the_next_export(tmp_path: Path) -> None:
    now, later = known(report(tmp_path / "一")), known(report(tmp_path / "二", order=-1))
    assert {one.key for one in now} == {one.key for one in later}
    assert {one.household for one in now} == {"6400000000", "6400000001"}


def test_its_facts_are_what_the_check_reads(tmp_path: Path) -> None:
    before, after = known(report(tmp_path / "一")), known(report(tmp_path / "二", phone="137"))
    assert [a.key == b.key for a, b in zip(before, after, strict=True)] == [True, True]
    assert [a.facts == b.facts for a, b in zip(before, after, strict=True)] == [False, True]


def test_its_facts_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    now, later = known(report(tmp_path / "一")), known(report(tmp_path / "二", order=-1))
    assert {one.facts for one in now} == {one.facts for one in later}


def test_an_id_number_cannot_be_tried_without_the_secret(tmp_path: Path) -> None:
    asked = report(tmp_path)
    open_keys = {one.key for one in identities(asked, asked.results[0])}
    assert open_keys.isdisjoint(one.key for one in known(asked))


def test_an_exempt_household_is_not_told_of(tmp_path: Path) -> None:
    assert left(report(tmp_path), exemption(household="6400000000")) == ["6400000001"]


def test_another_checks_exemption_does_not_count(tmp_path: Path) -> None:
    assert len(left(report(tmp_path), exemption(rule="1_02_001", household="6400000000"))) == 2


def test_an_exemption_of_a_person_in_another_household_does_not_count(tmp_path: Path) -> None:
    other = exemption(household="6400000001", person=str(member(1)["证件号码"]))
    assert len(left(report(tmp_path), other)) == 2


@pytest.mark.parametrize(("day", "told"), [(date(2024, 3, 31), 1), (date(2024, 4, 1), 2)])
def test_it_ends_after_its_last_day(tmp_path: Path, day: date, told: int) -> None:
    timed = exemption(household="6400000000", until=date(2024, 3, 31))
    assert len(left(report(tmp_path), timed, day=day)) == told


def test_a_pinned_one_ends_when_the_facts_change(tmp_path: Path) -> None:
    now = report(tmp_path / "一")
    (tied,) = pinned(now, [exemption(household="6400000000")], SECRET)
    assert left(now, tied) == ["6400000001"]
    assert len(left(report(tmp_path / "二", phone="137"), tied)) == 2


def test_it_is_for_somebody() -> None:
    with pytest.raises(ValidationError, match="没有写是哪一户、哪个人"):
        exemption()


HEADS = ("编号", "户编号", "证件号码", "理由", "有效期")


def listed(folder: Path, *rows: tuple[str, ...]) -> Path:
    cells = [dict(zip(HEADS, row, strict=True)) for row in rows]
    return write(folder / "豁免清单.xlsx", HEADS, cells)


def test_a_list_is_read(tmp_path: Path) -> None:
    card = "64042219800101001x44"
    path = listed(
        tmp_path, (RULE, "6400000000", "", "老人用", "2024-03-31"), (RULE, "", card, "甲", "")
    )
    assert read_exemptions(path, "张") == (
        exemption(household="6400000000", reason="老人用", until=date(2024, 3, 31)),
        exemption(person=card[:18].upper(), reason="甲"),
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((RULE, "1", "", "", ""), "第 4 行：没有填“理由”"),
        ((RULE, "", "", "甲", ""), "第 4 行：没有填“户编号”，也没有填“证件号码”"),
        ((RULE, "1", "", "甲", "长期"), "第 4 行：不是日期"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(
    tmp_path: Path, row: tuple[str, ...], message: str
) -> None:
    with pytest.raises(QualityError, match=message):
        read_exemptions(listed(tmp_path, row), "张")


def test_every_sheet_of_a_list_is_read_and_hidden_ones_are_not(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(listed(tmp_path, (RULE, "6400000000", "", "甲", "")))
    for name, household in (("乙", "6400000001"), ("旧", "6400000002")):
        sheet = book.create_sheet(name)
        sheet.append(HEADS)
        sheet.append((RULE, household, "", "甲", ""))
    book["旧"].sheet_state = "hidden"
    book.save(tmp_path / "清单.xlsx")
    found = read_exemptions(tmp_path / "清单.xlsx", "张")
    assert [one.household for one in found] == ["6400000000", "6400000001"]


def test_a_formula_that_went_wrong_is_named(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(listed(tmp_path, (RULE, "6400000000", "", "甲", "")))
    book.worksheets[0]["B4"] = "=1/0"
    book.save(tmp_path / "清单.xlsx")
    with pytest.raises(QualityError, match="第 4 行：“户编号”公式没有存下结果"):
        read_exemptions(tmp_path / "清单.xlsx", "张")


def test_another_file_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(QualityError, match="不是豁免清单"):
        read_exemptions(write(tmp_path / "表.xlsx", ["甲", "乙"], []), "张")
