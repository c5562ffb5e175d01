"""A pack with a few small ledgers, and people who fill them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from luoshi import pack
from luoshi.ledgers.schemas import ledger_tables
from luoshi.pack.loading import default_folder
from luoshi.site.accounts.models import User
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.warehouse.schema import Table

XIJI, HAIYUAN = "640422000000", "640522000000"
"""西吉县 and 海原县."""
JIQIANG = "640422100000"
VILLAGE, NEXT_VILLAGE = "640422100201", "640422100202"
OTHER_VILLAGE = "640522100200"

KINDS = """
id: kinds
title: 工程类别
source: 测试
items: [{name: 水渠}, {name: 道路, aliases: [路]}, {name: 桥梁}]
"""

LEDGERS = {
    "rangers": """
id: rangers
title: 护林员
home: ledger
about: record
key: [年度, 县]
period: 年度
due: {every: year, days: 30}
fills: [林草局]
sees: [province, county, assessor]
columns:
  - {name: 年度, type: year, element: year, required: true}
  - {name: 县, type: area, element: county.code, required: true}
  - {name: 人数, type: integer, unit: 人, required: true, minimum: 0}
""",
    "works": """
id: works
title: 工程
home: ledger
about: record
key: [年度, 县, 工程名称]
period: 年度
due: {every: quarter, days: 15}
fills: [水利厅, county]
sees: [province, county, assessor]
note: 每项工程一行
columns:
  - {name: 年度, type: year, element: year, required: true}
  - {name: 县, type: area, element: county.code, required: true}
  - {name: 工程名称, type: text, required: true}
  - {name: 类别, type: code, codes: kinds, required: true}
  - {name: 投资, type: decimal, unit: 万元, minimum: 0, maximum: 1000}
  - {name: 户数, type: integer, unit: 户, minimum: 0}
  - {name: 完工日期, type: date}
  - {name: 涉及类别, type: codes, codes: kinds}
  - {name: 已验收, type: yes_no}
  - {name: 主办单位, type: text, element: unit.name}
""",
    "facilities": """
id: facilities
title: 村设施
home: ledger
about: area
key: [年度, 行政村]
period: 年度
due: {every: year, days: 30}
fills: [township]
sees: [province, county, township, village]
columns:
  - {name: 年度, type: year, element: year, required: true}
  - {name: 行政村, type: area, element: village.code, required: true}
  - {name: 村类别, type: codes, codes: kinds, element: village.kind}
  - {name: 通路, type: yes_no, required: true}
  - {name: 管护人, type: text, personal: true}
""",
    "village_kinds": """
id: village_kinds
title: 村名录
home: ledger
about: area
key: [行政村]
fills: [乡村振兴局]
sees: [province]
columns:
  - {name: 行政村, type: area, element: village.code, required: true}
  - {name: 村类别, type: codes, codes: kinds, element: village.kind, required: true}
""",
    "meetings": """
id: meetings
title: 会议
home: ledger
about: record
key: []
period: 日期
due: {every: half, days: 20}
fills: [county]
sees: [province, county, assessor]
columns:
  - {name: 地点, type: area, element: area.code, required: true}
  - {name: 日期, type: date, required: true}
  - {name: 主持人, type: text, required: true, personal: true}
  - {name: 电话, type: phone, personal: true}
  - {name: 材料, type: text, element: evidence.files}
""",
    "carers": """
id: carers
title: 包户
home: ledger
about: record
key: [户编号]
fills: [village]
sees: [province, county, village]
columns:
  - {name: 户编号, type: household, element: household.id, required: true}
  - {name: 责任人, type: text, required: true, personal: true}
""",
}
LEDGERS["posts"] = """
id: posts
title: 在岗人员
home: ledger
about: record
key: [证件号码, 到岗日期]
fills: [county]
sees: [province, county, assessor]
columns:
  - {name: 证件号码, type: person, element: person.id, required: true, personal: true}
  - {name: 姓名, type: text, element: person.name, personal: true}
  - {name: 服务地, type: area, element: area.code, required: true}
  - {name: 到岗日期, type: date, required: true}
"""
LEDGERS["reports"] = """
id: reports
title: 进展
home: ledger
about: record
key: [事项编号, 报告地]
fills: [province]
sees: [province]
columns:
  - {name: 事项编号, type: text, element: obligation.id, required: true}
  - {name: 报告地, type: area, element: area.code, required: true}
  - {name: 进展情况, type: text, required: true}
"""
LEDGERS["sites"] = """
id: sites
title: 工地
home: ledger
about: record
key: [工地编码]
fills: [county]
sees: [province, township, village]
columns:
  - {name: 工地编码, type: text, element: site.code, required: true}
  - {name: 工地名称, type: text, required: true}
  - {name: 工地所在, type: area, element: site.place, required: true}
"""
LEDGERS["visits"] = """
id: visits
title: 巡查
home: ledger
about: record
key: [工地编码, 巡查日期]
fills: [village, county]
sees: [province]
columns:
  - {name: 工地编码, type: text, element: site.code, refers: sites, required: true}
  - {name: 工地所在, type: area, element: site.place}
  - {name: 巡查日期, type: date, required: true}
"""

OBLIGATIONS = """
obligations:
  - id: arts
    clause: "2.13"
    title: 文艺下乡
    kind: activity
    where: all
    from: 2021-09-03
    to: 2025-12-31
    leads: [文化和旅游厅]
    records: [reports]
    evidence: count(reports.进展情况)
"""


def link(real: Path, folder: Path, but: Collection[str] = ()) -> None:
    """Fill a folder with what is in a real one."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in real.iterdir():
        if item.name not in but:
            (folder / item.name).symlink_to(item)


@pytest.fixture(scope="session")
def pack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real pack with other ledgers."""
    real, folder = default_folder(), tmp_path_factory.mktemp("pack")
    notice = Path("notices", "2021-26")
    link(real, folder, but=("ledgers", "notices", "codes"))
    link(real / "codes", folder / "codes")
    (folder / "codes" / "kinds.yaml").write_text(KINDS, encoding="utf-8")
    link(real / notice, folder / notice, but=("obligations",))
    (folder / notice / "obligations").mkdir()
    (folder / notice / "obligations" / "13-service.yaml").write_text(OBLIGATIONS, encoding="utf-8")
    (folder / "ledgers").mkdir()
    for name, text in LEDGERS.items():
        (folder / "ledgers" / f"{name}.yaml").write_text(text + "source: 测试\n", encoding="utf-8")
    (folder / "ledgers" / "counties.yaml").symlink_to(real / "ledgers" / "counties.yaml")
    return folder


@pytest.fixture(autouse=True)
def ledgers(pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Table]:
    """The ledgers, by id."""
    monkeypatch.setenv("LUOSHI_PACK", str(pack_folder))
    return ledger_tables(pack.load())


@dataclass(frozen=True)
class People:
    """Users by what they are here, and clients that are logged in as them."""

    make: Callable[..., User]

    def county(self, area: str = XIJI) -> User:
        return self.make("county", area=area)

    def unit(self, name: str) -> User:
        return self.make("department", unit=name)

    def township(self, area: str = JIQIANG) -> User:
        return self.make("township", area=area)

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def people(user_of: Callable[..., User]) -> People:
    """People who fill and see ledgers."""
    return People(user_of)


Keep = Callable[..., Record]

WORK: Mapping[str, object] = {
    "年度": 2024,
    "县": XIJI,
    "工程名称": "一号渠",
    "类别": "水渠",
    "投资": Decimal("12.5"),
}
MEETING: Mapping[str, object] = {"地点": XIJI, "日期": date(2024, 3, 5), "主持人": "马文秀"}


@pytest.fixture
def keep(db: None, ledgers: dict[str, Table]) -> Keep:
    """Puts one row into a ledger, as a program would, and gives its record."""

    def put(ledger: str = "works", **cells: object) -> Record:
        usual = {"works": WORK, "meetings": MEETING}.get(ledger, {})
        keep_rows(ledgers[ledger], [{**usual, **cells}])  # type: ignore[dict-item]
        return Record.objects.filter(ledger=ledger).latest("changed_at", "pk")

    return put
