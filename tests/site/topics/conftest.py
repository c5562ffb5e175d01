"""A few records of the real pack's ledgers, kept on the site, and pages that show them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from luoshi import pack
from luoshi.pack import Pack
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.topics.views import downloads, pages

DAY = date(2024, 12, 31)
XIJI, YUANZHOU, HAIYUAN = "640422", "640402", "640522"
VILLAGE = "640422100201"
CENTRAL = "中央财政衔接推进乡村振兴补助资金"

Keep = Callable[..., Record]
Read = Callable[..., str]

USUAL: Mapping[str, Mapping[str, Any]] = {
    "fund_allocation": {
        "年度": 2024,
        "资金": CENTRAL,
        "指标文号": "宁财指标〔2024〕1号",
        "下达日期": date(2024, 1, 5),
        "金额": Decimal(1000),
        "产业金额": Decimal(650),
        "直达标识": "是",
    },
    "fund_payments": {
        "支付单号": "单1",
        "支付日期": date(2024, 6, 1),
        "资金年度": 2024,
        "资金": CENTRAL,
        "资金层级": "中央",
        "支付金额": Decimal(950),
        "支付用途": "项目管理费",
    },
    "loans": {"金融机构": "农业银行"},
    "land_use": {
        "批复文号": "批1",
        "用地项目": "商业综合体",
        "批复日期": date(2024, 5, 6),
        "用途": "专项范围以外",
        "使用面积": Decimal(40),
    },
    "post_pay": {
        "年度": 2024,
        "岗位类别": "保洁员",
        "在岗月数": 12,
        "出勤天数": 0,
        "补贴月数": 12,
        "补贴金额": Decimal(6000),
    },
}


@pytest.fixture(scope="session")
def policy() -> Pack:
    """The pack in use."""
    return pack.load()


@pytest.fixture
def keep(db: None, monkeypatch: pytest.MonkeyPatch) -> Keep:
    """Puts one row of a county into a ledger; pages are then asked at the end of 2024."""
    for module in (pages, downloads):
        monkeypatch.setattr(module, "localdate", lambda: DAY)

    def put(id_: str, county: str = XIJI, **cells: Any) -> Record:
        table = ledger(id_)
        assert table.area
        place = {table.area.name: county.ljust(12, "0")}
        keep_rows(table, [{**USUAL[id_], **place, **cells}])
        return Record.objects.filter(ledger=id_).latest("changed_at", "pk")

    return put


@pytest.fixture
def money(keep: Keep) -> dict[str, Record]:
    """西吉县 paid for what is forbidden and is behind; 原州区 paid well."""
    kept = {
        county: keep("fund_allocation", county, 产业金额=industry)
        for county, industry in ((XIJI, Decimal(400)), (YUANZHOU, Decimal(700)))
    }
    kept["paid"] = keep("fund_payments", YUANZHOU, 支付用途="产业发展", 项目编码="没有的项目")
    kept["forbidden"] = keep(
        "fund_payments", XIJI, 支付单号="单2", 支付金额=Decimal(100), 支付用途="楼堂馆所"
    )
    return kept


@pytest.fixture
def read(client_of: Callable[..., Client]) -> Read:
    """The text of a page as a role sees it."""

    def text(path: str, role: str = "province", **place: str) -> str:
        response = client_of(role, **place).get(path)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    return text
