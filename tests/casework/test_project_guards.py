"""What stands in a project's way, told in Chinese; and nothing where all is in order."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from luoshi.casework import GUARDS, CaseFile, Rules
from luoshi.casework.projects.labour import labour
from luoshi.pack import load

RULES = Rules(load())
TODAY = date(2025, 6, 30)
FUND = {"资金": "其他资金", "安排金额": "60.00"}
NOTICE = {
    "公示环节": "入库公示", "公示起始日期": "2025-05-01", "公示截止日期": "2025-05-10",
    "附件": "照片.jpg", "总投资": "100.00",
}  # fmt: skip
AGAIN = NOTICE | {"公示起始日期": "2025-06-25", "公示截止日期": "2025-07-05"}
ASSET = {"资产名称": "棚", "产权人": "村集体", "管护单位": "合作社"}


def told(guard: str, facts: Mapping[str, str] | None = None, **rows: Any) -> str | None:
    """What a guard says of a project."""
    case = CaseFile("project", "banked", TODAY, facts or {}, rows=rows)
    return GUARDS[guard](case, RULES)


@pytest.mark.parametrize(
    ("guard", "facts", "rows", "said"),
    [
        ("project_days", {"开工日期": "2025-07-01"}, {}, "开工日期晚于今天"),
        ("project_days", {"公示截止日期": "2025-07-30"}, {}, None),
        (
            "project_days",
            {"开工日期": "2025-03-01", "完工日期": "2025-02-01"},
            {},
            "完工日期（2025-02-01）早于开工日期",
        ),
        ("money_adds_up", {"总投资": "10", "衔接资金": "8", "其他资金": "1"}, {}, "不等于总投资"),
        ("money_adds_up", {"总投资": "10", "衔接资金": "8", "其他资金": "2.00"}, {}, None),
        ("villages_asked", {"总投资": "20"}, {}, "先填实施村"),
        (
            "villages_asked",
            {"总投资": "20"},
            {"project_villages": [{"征求意见": "同意"}]},
            "由村里申报",
        ),
        ("villages_asked", {"总投资": "500"}, {"project_villages": [{"征求意见": "同意"}]}, None),
        ("villages_asked", {}, {"project_villages": [{}, {}]}, "2 个实施村没有填"),
        (
            "villages_asked",
            {},
            {"project_villages": [{"征求意见": "同意"}, {"征求意见": "不同意"}]},
            "1 个实施村不同意",
        ),
        (
            "notice_long_enough",
            {"公示起始日期": "2025-06-01", "公示截止日期": "2025-06-09"},
            {},
            "公示太短：9 天，不少于 10 天；2025-06-01 开始的最早到 2025-06-10",
        ),
        (
            "notice_long_enough",
            {"公示起始日期": "2025-06-01", "公示截止日期": "2025-05-30"},
            {},
            "早于起始日期",
        ),
        (
            "notice_long_enough",
            {"公示起始日期": "2025-06-01", "公示截止日期": "2025-06-10"},
            {},
            None,
        ),
        ("bank_noticed", {}, {}, "还没有入库公示"),
        ("bank_noticed", {}, {"project_notices": [NOTICE]}, None),
        ("plan_noticed", {}, {"project_notices": [NOTICE]}, "还没有资金安排公示"),
        (
            "bank_noticed",
            {},
            {"project_notices": [NOTICE | {"公示截止日期": "2025-05-07"}]},
            "入库公示太短：7 天",
        ),
        ("bank_noticed", {}, {"project_notices": [NOTICE | {"附件": ""}]}, "还没有上传附件"),
        (
            "bank_noticed",
            {},
            {"project_notices": [NOTICE, AGAIN]},
            "到 2025-07-05 才满期",
        ),
        ("in_bank_year", {"计划年度": "2025", "库年度": "2024"}, {}, "先滚动到2025年度"),
        ("later_year", {"库年度": "2025"}, {"project_bank": [{"库年度": "2025"}]}, "滚动到以后"),
        ("later_year", {"库年度": "2026"}, {"project_bank": [{"库年度": "2025"}]}, None),
        ("no_money_yet", {}, {"project_funds": [FUND]}, "已经安排资金 60.00 万元"),
        (
            "no_money_yet",
            {},
            {"project_funds": [FUND, FUND | {"安排金额": "-60.00"}]},
            None,
        ),
        ("small_change", {"总投资": "109"}, {"project_notices": [NOTICE]}, None),
        ("small_change", {"总投资": "111"}, {"project_notices": [NOTICE]}, "相差超过 10%"),
        ("funds_arranged", {"总投资": "50"}, {"project_funds": [FUND]}, "超过总投资"),
        ("funds_arranged", {"总投资": "60"}, {"project_funds": [FUND]}, None),
        ("funds_arranged", {"总投资": "60"}, {}, "还没有"),
        ("labour_paid", {"以工代赈": "是"}, {}, "还没有填"),
        ("labour_paid", {"以工代赈": "否"}, {}, None),
        ("settled_within", {"决算金额": "61", "总投资": "60"}, {}, "超过总投资"),
        ("assets_registered", {}, {}, "还没有登记资产"),
        ("assets_registered", {"形成资产": "否"}, {}, None),
        ("assets_registered", {}, {"project_assets": [ASSET | {"产权人": ""}]}, "：棚"),
        ("assets_registered", {}, {"project_assets": [ASSET]}, None),
    ],
)  # fmt: skip
def test_what_stands_in_the_way(
    guard: str, facts: dict[str, str], rows: dict[str, Any], said: str | None
) -> None:
    found = told(guard, facts, **rows)
    assert found is None if said is None else said in (found or "")


@pytest.mark.parametrize(
    ("year", "came", "floor", "enough"),
    [
        ("2021", "", "0.15", True),
        ("2022", "2022-06-30", "0.15", True),
        ("2022", "2022-07-01", "0.3", False),
        ("2022", "", "0.3", False),
        ("2023", "2022-05-01", "0.3", False),
        ("2024", "2024-03-01", "0.3", False),
    ],
)
def test_the_floor_of_labour_pay_is_that_of_the_day_the_money_came(
    year: str, came: str, floor: str, enough: bool
) -> None:
    row = {"年度": year, "以工代赈资金": "100.00", "劳务报酬": "20.00"}
    found = labour(row, came, RULES)
    assert (str(found.floor), found.enough) == (floor, enough)


def test_pay_without_money_is_told_as_such() -> None:
    found = labour({"年度": "2024", "以工代赈资金": "0.00", "劳务报酬": "0.00"}, "", RULES)
    assert found.share is None
    assert "没有资金" in found.words
