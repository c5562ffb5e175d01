"""The page that documents the obligations says what the code does."""

import re
from pathlib import Path

import pytest

from luoshi.area_queries.reported import SHARE, Standing
from luoshi.obligations import Status
from luoshi.obligations.evaluation import TOLERANCE
from luoshi.obligations.kinds import KINDS
from luoshi.obligations.kinds.prohibition import NAMED
from luoshi.obligations.status import worst
from luoshi.pack import load
from luoshi.warehouse.schema import Column, Table

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "obligations.md").read_text(
    encoding="utf-8"
)


@pytest.mark.parametrize("status", Status)
def test_every_status_is_documented(status: Status) -> None:
    assert f"| {status.label} | `{status}` |" in PAGE


def test_every_kind_has_its_section_and_no_other() -> None:
    assert re.findall(r"^### \S+ `(\w+)`$", PAGE, re.MULTILINE) == [
        "tilt", "floor", "quota", "range", "outpace", "coverage", "milestone", "stable",
        "prohibition", "mechanism", "activity",
    ]  # fmt: skip
    assert set(re.findall(r"^### \S+ `(\w+)`$", PAGE, re.MULTILINE)) == set(KINDS)


def test_the_order_of_severity_is_documented() -> None:
    listed = re.search(r"从重到轻：(.+)。", PAGE)
    assert listed
    labels = [status.label for status in sorted(Status, key=lambda one: -one.severity)]
    assert listed[1].split("、") == labels
    assert worst([Status.MET, Status.NO_DATA]) is Status.NO_DATA


def test_the_numbers_are_the_packs() -> None:
    (value,) = load().parameters[TOLERANCE].values
    assert f"`{TOLERANCE}`（参数，现为 {value.value}）" in PAGE
    assert f"理由点名{'零一二三四五'[NAMED]}处" in PAGE
    (share,) = load().parameters[SHARE].values
    assert f"`{SHARE}`（现为 {share.value}）" in PAGE


def test_how_long_data_are_good_is_the_packs() -> None:
    pack = load()
    asked = {table.fresh for table in pack.tables.values() if table.fresh}
    for name in asked:
        (value,) = pack.parameters[name].values
        assert f"`{name}`，现为 {value.value}" in PAGE
    assert asked


def test_what_a_table_may_say_of_time_is_documented() -> None:
    for key in ("happened", "period", "reach", "fresh", "owed_by", "fills", "due"):
        assert key in Table.model_fields
        assert f"`{key}`" in PAGE
    for key in ("planned", "since", "awaited"):
        assert key in Column.model_fields
        assert re.search(rf"`{key}\b", PAGE)


STANDINGS = {
    Standing.COMPLETE: "报全",
    Standing.UNOWED: "不用报全",
    Standing.OPEN: "还在填报期",
    Standing.MISSING: "没有报全",
    Standing.STALE: "过时、没有",
    Standing.ABSENT: "过时、没有",
}


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_is_documented(standing: Standing) -> None:
    assert f"| {STANDINGS[standing]} |" in PAGE


def test_time_and_silence_are_told_once() -> None:
    """One section a matter: nothing else on the page says it again."""
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert headings[1:5] == ["表里的一行，什么时候在", "部门数据截至哪天", "报全", "哪段时间"]
    for said in ("按 12 月 31 日的值", "只看到这一天为止的记录", "没有记录，按 0 计"):
        assert said not in PAGE
