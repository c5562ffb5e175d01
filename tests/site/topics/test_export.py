"""Workbooks of topics hold what the pages show, and no more."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from luoshi.site.audit.models import Event
from luoshi.site.audit.services import Action
from luoshi.site.ledgers.models import Record

pytestmark = pytest.mark.django_db

XIJI = "640422"


@pytest.fixture
def book(client_of: Callable[..., Client]) -> Callable[..., Workbook]:
    def opened(path: str, role: str = "province", **place: str) -> Workbook:
        response = client_of(role, **place).get(path)
        assert response.status_code == 200
        return load_workbook(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]

    return opened


def test_a_topic_has_a_sheet_for_each_group(money: dict[str, Record], book) -> None:
    found = book("/topics/money/export.xlsx?year=2024")
    assert found.sheetnames[0] == "到达和下达"
    assert found.sheetnames[-1] == "监管规则"
    heading, *rows = found["支付和进度"].iter_rows(values_only=True)
    assert heading[:4] == ("县（市、区）", "已到位（万元）", "已支付（万元）", "支出进度（%）")
    by_name = {row[0]: row for row in rows}
    assert by_name["西吉县"][1:4] == (1000, 100, 10)
    assert by_name["各县合计"][3] == 52.5
    assert by_name["兴庆区"][1] is None
    watches = {row[0]: row for row in found["监管规则"].iter_rows(values_only=True)}
    assert watches["支付没有对应的项目"][1:3] == ("错误", 2)


def test_a_countys_file_has_its_own_row(money: dict[str, Record], book) -> None:
    found = book("/topics/money/export.xlsx?year=2024", "county", area=XIJI)
    names = [row[0] for row in found["支付和进度"].iter_rows(values_only=True)]
    assert "西吉县" in names
    assert "原州区" not in names
    watches = {row[0]: row for row in found["监管规则"].iter_rows(values_only=True)}
    assert watches["支付没有对应的项目"][2] == 1


def test_alerts_are_a_list_to_send_down(money: dict[str, Record], book) -> None:
    found = book("/topics/money/watches/money-forbidden/export.xlsx?year=2024")
    heading, row = found.worksheets[0].iter_rows(values_only=True)
    assert heading[:3] == ("县（市、区）", "乡镇和村", "名称")
    assert row[0] == "西吉县"
    assert row[2:] == ("单2", "2024年6月1日", "100", "楼堂馆所", "（未填）", "追回资金，核实责任")


def test_who_took_what_is_logged(money: dict[str, Record], book) -> None:
    book("/topics/money/export.xlsx?year=2024")
    book("/topics/money/watches/money-forbidden/export.xlsx?year=2024", "county", area=XIJI)
    topic, alerts = Event.objects.filter(action=Action.EXPORT).order_by("pk")
    assert topic.target == "专题：资金"
    assert (alerts.target, alerts.area) == ("监管规则：支付用在负面清单上 1 条", XIJI)
