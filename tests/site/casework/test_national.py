"""Monitored households in the layout of the national export: nothing is typed a second time."""

import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from casework_cases import TODAY, Act, CaseOf, make_ready
from django.test import Client
from openpyxl import load_workbook

from luoshi.casework import Rules, hindrances
from luoshi.pack import load
from luoshi.pack.guards import Ask
from luoshi.site.audit.models import Event
from luoshi.site.audit.services import Action
from luoshi.site.casework.models import IncomeSheet, Measure
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.guard_context import case_file
from luoshi.site.processes.services.ledger_rows import LedgerRows
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.headings import find_head
from luoshi.warehouse.schema import About, Column, FieldType, Table

pytestmark = pytest.mark.usefixtures("usual", "db")

ClientOf = Callable[..., Client]
URL = "/cases/statistics/national/"
SECURITIES = ("住房安全", "饮水安全", "义务教育有保障", "基本医疗有保障")


def sheet(client: Client) -> list[dict[str, str]]:
    response = client.get(URL)
    book = load_workbook(BytesIO(b"".join(response)))  # type: ignore[arg-type]
    rows = list(book["监测对象信息"].iter_rows(values_only=True))
    return [dict(zip(rows[2], [str(cell or "") for cell in row], strict=True)) for row in rows[3:]]


@pytest.fixture
def entered(case_of: CaseOf, act: Act) -> Case:
    """A household in monitoring, with all its papers."""
    case = case_of(household="H1001")
    make_ready(case, TODAY)
    Measure.objects.filter(case=case, group="health").update(kind="医疗救助")
    facts = {"致贫返贫风险": "因病,因学", "监测对象类别": "突发严重困难户", "监测联系人": "李支书"}
    Case.objects.update(stage="county", phase="entry", owner="county", facts=facts)
    case.refresh_from_db()
    cells = {"识别日期": "2025-03-03", **facts}
    return act(case, "county", "approve", cells=cells)


def test_the_national_table_holds_a_row_for_each_member(entered: Case, client_of: ClientOf) -> None:
    rows = sheet(client_of("county"))
    assert {row["姓名"] for row in rows} >= {"马志明", "李秀英", "马小军"}
    head = next(row for row in rows if row["姓名"] == "马志明")
    told = {
        "县": "西吉县",
        "乡": "吉强镇",
        "户编号": "H1001",
        "与户主关系": "户主",
        "致贫/返贫风险1": "因病",
        "致贫/返贫风险2": "因学",
        "监测对象类别": "突发严重困难户",
        "识别监测时间": "202503",
        "健康帮扶": "医疗救助",
        "就业帮扶": "技能培训",
        "风险是否已消除": "否",
        "实施开发式帮扶措施情况": "已实施",
        "人均纯收入（元）": "20000.00",
        "信息采集人": "李支书",
        "户主姓名": "马志明",
        "性别": "1",
        "出生日期": "19800301",
        "证件类型": "居民身份证",
        "是否参加城乡居民基本医疗保险": "是",
        "享受低保政策情况": "未享受",
        "是否危房户": "是",
        "消除监测时间": "",
        "风险消除后家庭人均纯收入": "",
        "与村主干路距离": "",
    }
    assert {name: head[name] for name in told} == told


def left(case: Case, act: Act) -> Case:
    """The household after its risk was removed, with a new income sheet."""
    later = TODAY + timedelta(400)
    IncomeSheet.objects.create(
        case=case, start=TODAY, end=later, people=4, net=84000, per_head=21000, on=later
    )
    Measure.objects.filter(group="employment").update(group="education", kind="助学金")
    told = {"消除方式": "帮扶消除"} | dict.fromkeys(SECURITIES, "是") | {"有劳动力": "是"}
    Case.objects.update(stage="monitored")
    act(case, "village", "propose-exit", cells=told, day=later)
    Case.objects.update(stage="exit-county", owner="county")
    return act(case, "county", "exit-approve", cells={"消除日期": str(later)}, day=later)


def test_a_household_that_left_has_the_columns_of_after(
    entered: Case, act: Act, client_of: ClientOf
) -> None:
    left(entered, act)
    row = sheet(client_of("county"))[0]
    told = {
        "识别监测时间": "202503",
        "人均纯收入（元）": "20000.00",
        "风险是否已消除": "是",
        "消除监测时间": "202604",
        "风险消除方式": "帮扶消除",
        "风险消除后家庭人均纯收入": "21000.00",
        "风险消除后是否住房损毁": "否",
    }
    assert {name: row[name] for name in told} == told


def test_a_household_that_came_back_is_in_it_once_and_not_as_one_that_left(
    entered: Case, act: Act, case_of: CaseOf, client_of: ClientOf
) -> None:
    case = left(entered, act)
    Case.objects.filter(pk=case.pk).update(stage="finished", phase="closed", closed_on=TODAY)
    assert {row["风险是否已消除"] for row in sheet(client_of("county"))} == {"是"}
    again = case_of(household="H1001")
    facts = {"识别日期": "2026-08-01", "监测对象类别": "边缘易致贫户"}
    Case.objects.filter(pk=again.pk).update(stage="planning", phase="help", facts=facts)
    rows = sheet(client_of("county"))
    assert len(rows) == 3
    assert {(row["识别监测时间"], row["风险是否已消除"]) for row in rows} == {("202608", "否")}


def saved(client: Client, folder: Path) -> Path:
    """The file as a browser saves it."""
    path = folder / "（自定义）监测对象信息.xlsx"
    path.write_bytes(b"".join(client.get(URL)))  # type: ignore[arg-type]
    return path


def layout() -> Table:
    """The export as a table one may check: what the layout names, each cell text."""
    names = [column.heading for column in load().national.columns]
    columns = tuple(Column(name=name, type=FieldType.TEXT) for name in names)
    key = ("户编号", "证件号码")
    return Table(
        id="o", title="监测对象信息", home="dataset", about=About.RECORD, key=key, columns=columns
    )


def read_back(path: Path) -> list[dict[str, object]]:
    (one,) = read_file(path).sheets
    rows = list(one.rows())
    head = find_head(rows, layout())
    assert head
    assert (head.row, head.unknown) == (3, ())
    assert len(head.positions) == len(load().national.columns)
    return [dict(zip(head.cells, row, strict=True)) for row in rows[3:]]  # type: ignore[arg-type]


def test_what_is_exported_is_read_back_with_its_heads_in_the_third_row(
    entered: Case, client_of: ClientOf, tmp_path: Path
) -> None:
    rows = read_back(saved(client_of("county"), tmp_path))
    assert len(rows) == 3
    assert all(isinstance(cell, str) or cell is None for row in rows for cell in row.values())
    assert {row["户编号"] for row in rows} == {"H1001"}


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_what_it_saves_is_the_same(
    entered: Case, client_of: ClientOf, tmp_path: Path
) -> None:
    path = saved(client_of("county"), tmp_path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(tmp_path / "again"), str(path)], check=True, capture_output=True)
    assert read_back(tmp_path / "again" / path.name) == read_back(path)


def test_its_heads_are_in_the_third_row_as_the_national_system_has_them(
    entered: Case, client_of: ClientOf
) -> None:
    (row, *_) = sheet(client_of("county"))
    assert tuple(row) == tuple(column.heading for column in load().national.columns)


def test_id_numbers_are_for_who_may_see_them_and_logged(entered: Case, client_of: ClientOf) -> None:
    numbers = {row["证件号码"] for row in sheet(client_of("county"))}
    assert all(re.fullmatch(r"\d{17}[\dX]", number) for number in numbers)
    assert Event.objects.filter(action=Action.VAULT_OPENED).count() == 1
    hidden = {row["证件号码"] for row in sheet(client_of("township"))}
    assert not any(re.search(r"\d{6}", number) for number in hidden)


def test_another_county_exports_nothing_of_it(entered: Case, client_of: ClientOf) -> None:
    assert sheet(client_of("county", area="640423000000")) == []
    assert client_of("village").get(URL).status_code == 403


def test_guards_may_ask_who_lives_in_the_household(entered: Case) -> None:
    rows = LedgerRows(entered)
    assert [one["与户主关系"] for one in rows["residents"]].count("户主") == 1
    assert len(rows["households"]) == 1
    assert not {"姓名", "证件号码", "联系电话"} & set(rows["residents"][0])
    ask = Ask(unless="members(true) < 2", say="家里有 {members(true)} 人")
    found = hindrances(case_file(entered, TODAY, {}), [ask], Rules(load()))
    assert found == [f"家里有 {len(rows['residents'])} 人"]
