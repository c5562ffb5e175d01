"""The page that documents the obligations says what the code does."""

import re
from pathlib import Path

import pytest

from luoshi.obligations import Status
from luoshi.obligations.evaluation import TOLERANCE
from luoshi.obligations.kinds import KINDS
from luoshi.obligations.kinds.prohibition import NAMED
from luoshi.obligations.status import worst
from luoshi.pack import load

PAGE = (Path(__file__).parents[2] / "docs" / "obligations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("status", Status)
def test_every_status_is_documented(status: Status) -> None:
    assert f"| {status.label} | `{status}` |" in PAGE


def test_every_kind_has_its_section_and_no_other() -> None:
    assert re.findall(r"^### \S+ `(\w+)`$", PAGE, re.MULTILINE) == [
        "tilt", "floor", "quota", "range", "outpace", "coverage", "milestone", "stable",
        "prohibition", "mechanism", "activity",
    ]  # fmt: skip
    assert set(re.findall(r"^### \S+ `(\w+)`$", PAGE, re.MULTILINE)) == set(KINDS)


def test_the_order_of_gravity_is_documented() -> None:
    listed = re.search(r"从重到轻：(.+)。", PAGE)
    assert listed
    labels = [status.label for status in sorted(Status, key=lambda one: -one.gravity)]
    assert listed[1].split("、") == labels
    assert worst([Status.MET, Status.NO_DATA]) is Status.NO_DATA


def test_the_numbers_are_the_packs() -> None:
    (value,) = load().parameters[TOLERANCE].values
    assert f"`{TOLERANCE}`（参数，现为 {value.value}）" in PAGE
    assert f"理由点名{'零一二三四五'[NAMED]}处" in PAGE
