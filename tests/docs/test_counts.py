"""What pages count is as many as there are, in the pack and in the code."""

import re

import pytest
from docs.pages import PAGES, name, text

from luoshi.ids import own
from luoshi.obligations.kinds import KINDS
from luoshi.pack import load
from luoshi.pack.endings import Ending

PACK = load()
FIRST = PACK.only("2021-26")
CLAUSES = [own(clause).partition(".")[0] for clause in FIRST.clauses]
HOMES = [table.home for table in PACK.tables.values()]
(KEY,) = PACK.groups["2021-26/key"].memberships

CHINESE = "零一二三四五六七八九"
ENGLISH = {"four": 4, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "sixteen": 16}
NUMBER = rf"(\d[\d,]*|[十{CHINESE}]+|\b(?:{'|'.join(ENGLISH)})\b)"

COUNTS = {
    "项承诺都是数据|项承诺，数值| promises": len(FIRST.obligations),
    " 个台账": HOMES.count("ledger"),
    " 条规则| 条核查规则| of a county's exports": len(PACK.checks),
    " 条筛查规则| rules of a whole": len(PACK.rules),
    " 张部门数据表| 张表，各部门": HOMES.count("dataset"),
    "种判定方法|种之一| kinds, each": len(KINDS),
    " kinds of case share": len(PACK.processes),
    " open stages": sum(stage.owner is not None for stage in PACK.processes["project"].stages),
    "条支持政策| ways to support": CLAUSES.count("2"),
    "项保障措施| safeguards": CLAUSES.count("3"),
    "个乡村振兴重点帮扶县| key counties": len(KEY.counties),
    "项同时问各部门": len(PACK.comparisons),
    "组，由部门受理": len(PACK.help_groups),
    "种，统计、清单": len(Ending),
    "张表，240|张表（给几张|张国家系统导出表": sum(
        not one.assumption for one in PACK.exports.values()
    ),
}
"""What stands behind a number on the pages, and how many of it there are."""


def number(said: str) -> int:
    """A number as pages write it: 1,234; 十一; eleven."""
    if said[0].isdigit():
        return int(said.replace(",", ""))
    if said.lower() in ENGLISH:
        return ENGLISH[said.lower()]
    tens, ten, ones = said.rpartition("十")
    return 10 * bool(ten) * (CHINESE.index(tens) if tens else 1) + CHINESE.index(ones or "零")


@pytest.mark.parametrize("counted", COUNTS)
def test_pages_count_what_there_is(counted: str) -> None:
    asked = re.compile(rf"{NUMBER}(?:{counted})", re.IGNORECASE)
    said = {name(page): number(n) for page in PAGES for n in asked.findall(text(page))}
    assert set(said.values()) == {COUNTS[counted]}, said


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1,234", 1234),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("三", 3),
        ("Eleven", 11),
        ("sixteen", 16),
    ],
)
def test_numbers_are_read_as_written(said: str, meant: int) -> None:
    assert number(said) == meant
