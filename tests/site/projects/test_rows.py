"""Rows of ledgers from a project's page, papers, assets, labour pay, the bank's size."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from casework_cases import UserOf
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook
from project_cases import Go, ProjectOf, hang, keep
from rights_cases import ClientOf

from luoshi.site.audit.models import Event
from luoshi.site.ledgers.actions.records import AddRecord, ChangeCell
from luoshi.site.ledgers.models import Attachment, Record
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.models import Case
from luoshi.site.rights import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
FUND = {"资金": "其他资金", "指标文号": "宁财1号", "安排日期": "2025-03-01", "安排金额": "5"}


def field(table_id: str, **cells: str) -> dict[str, str]:
    """A form's fields by the places of columns."""
    names = [column.name for column in ledger(table_id).columns]
    return {f"c{names.index(name)}": text for name, text in cells.items()}


def test_a_row_is_added_with_what_is_known_filled_in(
    project_of: ProjectOf, client_of: ClientOf
) -> None:
    case, client = project_of(), client_of("county")
    text = client.get(f"/projects/{case.pk}/rows/project_funds/").content.decode()
    names = [column.name for column in ledger("project_funds").columns]
    assert f'name="c{names.index("项目编码")}"' not in text
    assert f'name="c{names.index("项目名称")}"' not in text
    url = f"/projects/{case.pk}/rows/project_funds/"
    response = client.post(url, field("project_funds", **FUND))
    assert response["Location"] == f"/projects/{case.pk}/#project_funds"
    row = Record.objects.get(ledger="project_funds")
    assert row.data["项目编码"] == case.matter
    assert row.data["项目名称"] == "黄牛养殖园区"
    assert (row.area, row.data["安排金额"]) == (case.village, "5.00")


def test_what_is_wrong_in_a_row_is_told(project_of: ProjectOf, client_of: ClientOf) -> None:
    case = project_of()
    sent = field("project_funds", **{**FUND, "安排金额": "很多"})
    text = (
        client_of("county").post(f"/projects/{case.pk}/rows/project_funds/", sent).content.decode()
    )
    assert "不是数字" in text
    assert not Record.objects.filter(ledger="project_funds").exists()


def test_who_does_not_fill_the_ledger_is_refused(
    project_of: ProjectOf, client_of: ClientOf
) -> None:
    case = project_of()
    url = f"/projects/{case.pk}/rows/project_funds/"
    assert client_of("village").get(url).status_code == 403
    assert client_of("village").post(url, field("project_funds", **FUND)).status_code == 403
    assert client_of("county").get(f"/projects/{case.pk}/rows/projects/").status_code == 200
    assert client_of("county").get(f"/projects/{case.pk}/rows/posts/").status_code == 404


def test_no_row_names_a_project_that_is_not_in_the_bank(user_of: UserOf) -> None:
    with pytest.raises(ValidationError, match="“项目库”里没有“640422-2025-0009”"):
        AddRecord(
            ledger("project_funds"), user_of("county"), {"项目编码": "640422-2025-0009", **FUND}
        ).execute()


def test_the_bank_itself_is_typed_by_nobody(project_of: ProjectOf, user_of: UserOf) -> None:
    case = project_of()
    row = Record.objects.get(ledger="project_bank", key=case.matter)
    for role in ("province", "county", "village"):
        with pytest.raises(Refused, match="不由你的角色"):
            ChangeCell(row, user_of(role), "环节", "已入库", row.version).execute()


def test_other_ledgers_take_the_projects_name_from_the_bank(
    project_of: ProjectOf, user_of: UserOf
) -> None:
    case = project_of()
    cells = {"年度": "2025", "项目编码": case.matter, "项目地": "西吉县", "以工代赈资金": "10",
             "劳务报酬": "4", "务工人数": "3"}  # fmt: skip
    row = AddRecord(ledger("work_relief"), user_of("county"), cells).execute()
    assert row.data["项目名称"] == "黄牛养殖园区"


class TestPapers:
    def test_a_photograph_is_attached_and_given_back(
        self, project_of: ProjectOf, client_of: ClientOf
    ) -> None:
        case, client = project_of(), client_of("village")
        row = Record.objects.get(ledger="project_bank")
        sent = {"place": row.pk, "file": SimpleUploadedFile("开工前.png", PNG)}
        response = client.post(f"/projects/{case.pk}/papers/", sent)
        assert response["Location"] == f"/projects/{case.pk}/#papers"
        file = Attachment.objects.get()
        assert "开工前.png" in client.get(f"/projects/{case.pk}/").content.decode()
        given = client.get(f"/projects/papers/{file.pk}/")
        assert b"".join(given.streaming_content) == PNG
        assert given["Content-Disposition"].startswith("attachment")
        assert Event.objects.latest("pk").target == f"项目库：下载附件 {file.pk}"
        client.post(f"/projects/papers/{file.pk}/remove/")
        assert client.get(f"/projects/papers/{file.pk}/").status_code == 404

    def test_a_notices_file_is_named_in_the_notice(
        self, project_of: ProjectOf, client_of: ClientOf
    ) -> None:
        case = project_of()
        hang(case, date(2025, 5, 1), date(2025, 5, 10), "入库公示", files="")
        row = Record.objects.get(ledger="project_notices")
        keep("project_notices", **{**row.data, "附件": ""})
        sent = {"place": row.pk, "file": SimpleUploadedFile("张贴.png", PNG)}
        client_of("county").post(f"/projects/{case.pk}/papers/", sent)
        row.refresh_from_db()
        assert row.data["附件"] == "张贴.png"

    def test_who_sees_no_project_gets_no_file(
        self, project_of: ProjectOf, client_of: ClientOf
    ) -> None:
        case = project_of()
        row = Record.objects.get(ledger="project_bank")
        other = client_of("county", area="640423000000")

        def send(client: Client) -> int:
            sent = {"place": row.pk, "file": SimpleUploadedFile("图.png", PNG)}
            return int(client.post(f"/projects/{case.pk}/papers/", sent).status_code)

        assert (send(other), send(client_of("county"))) == (404, 302)
        file = Attachment.objects.get()
        assert other.get(f"/projects/papers/{file.pk}/").status_code == 404
        assert other.post(f"/projects/papers/{file.pk}/remove/").status_code == 404
        assert client_of("assessor").get(f"/projects/papers/{file.pk}/").status_code == 403
        assert send(client_of("assessor")) == 403

    @pytest.mark.parametrize("name", ["程序.exe", "假图.png"])
    def test_other_files_are_refused(
        self, name: str, project_of: ProjectOf, client_of: ClientOf
    ) -> None:
        case = project_of()
        row = Record.objects.get(ledger="project_bank")
        sent = {"place": row.pk, "file": SimpleUploadedFile(name, b"MZ")}
        client_of("county").post(f"/projects/{case.pk}/papers/", sent)
        assert not Attachment.objects.exists()

    def test_a_file_goes_nowhere_but_to_the_project(
        self, project_of: ProjectOf, client_of: ClientOf
    ) -> None:
        case = project_of()
        foreign = Record.objects.get(ledger="project_bank", key=project_of().matter)
        sent = {"place": foreign.pk, "file": SimpleUploadedFile("图.png", PNG)}
        assert client_of("county").post(f"/projects/{case.pk}/papers/", sent).status_code == 404


class TestAssets:
    @pytest.fixture
    def asset(self, project_of: ProjectOf, go: Go) -> Record:
        go(project_of(), "handed-over")
        row = Record.objects.get(ledger="project_assets")
        handed = (localdate() - timedelta(300)).isoformat()
        keep("project_assets", **{**row.data, "资产移交日期": handed})
        row.refresh_from_db()
        return row

    def test_an_inspection_is_due_after_the_last(self, asset: Record, client_of: ClientOf) -> None:
        client = client_of("village")
        assert "逾期 116 天" in client.get("/projects/assets/").content.decode()
        assert "巡查逾期" in client.get(f"/projects/assets/{asset.pk}/").content.decode()
        sent = field("asset_checks", 巡查日期=localdate().isoformat(), 巡查情况="正常使用")
        response = client.post(f"/projects/assets/{asset.pk}/rows/asset_checks/", sent)
        assert response["Location"] == f"/projects/assets/{asset.pk}/"
        assert "还有 184 天" in client.get("/projects/assets/").content.decode()
        check = Record.objects.get(ledger="asset_checks")
        assert check.area == asset.area
        assert check.data["资产名称"] == asset.data["资产名称"]

    def test_income_and_sharing_are_added_up(self, asset: Record, client_of: ClientOf) -> None:
        client = client_of("county")
        sent = field("asset_income", 年度="2025", 应收收益="3", 已收收益="2.5", 农户分红="1.5",
                     分红户数="20", 村集体留存="0.5")  # fmt: skip
        client.post(f"/projects/assets/{asset.pk}/rows/asset_income/", sent)
        text = client.get(f"/projects/assets/{asset.pk}/").content.decode()
        assert 'data-label="没有分配" class="number">0.50<' in text
        response = client.get("/projects/assets/export/")
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
        assert sheet is not None
        row = dict(zip(*([c.value for c in line] for line in sheet.iter_rows()), strict=True))
        assert (row["累计已收收益（万元）"], row["累计分配（万元）"]) == (2.5, 2)

    @pytest.mark.parametrize(
        ("cells", "asked", "found"),
        [
            ({"资产状态": "闲置"}, "amiss=1", True),
            ({"管护单位": ""}, "amiss=1", True),
            ({"资产移交日期": localdate().isoformat()}, "amiss=1", False),
            ({}, "kind=经营性资产", True),
            ({}, "kind=到户类资产", False),
            ({}, "state=闲置", False),
        ],
    )
    def test_filters_find_what_is_asked(
        self, cells: dict[str, str], asked: str, found: bool, asset: Record, client_of: ClientOf
    ) -> None:
        keep("project_assets", **{**asset.data, **cells})
        text = client_of("county").get(f"/projects/assets/?{asked}").content.decode()
        assert (f"/projects/assets/{asset.pk}/" in text) is found

    def test_what_households_own_is_not_inspected(self, asset: Record, client_of: ClientOf) -> None:
        keep("project_assets", **{**asset.data, "资产类别": "到户类资产"})
        assert "不用巡查" in client_of("county").get("/projects/assets/").content.decode()


def test_labour_pay_is_judged_project_by_project(
    project_of: ProjectOf, client_of: ClientOf
) -> None:
    for year, code in (("2021", "1"), ("2024", "2")):
        keep(
            "work_relief", 年度=year, 项目编码=f"640422-{year}-000{code}", 项目地="640422100201",
            项目名称=f"道路{code}", 以工代赈资金="100.00", 劳务报酬="20.00", 务工人数="30",
        )  # fmt: skip
    client = client_of("county")
    text = client.get("/projects/labour/").content.decode()
    assert "15.0%" in text
    assert "30.0%" in text
    short = client.get("/projects/labour/?short=1").content.decode()
    assert "道路2" in short
    assert "道路1" not in short
    assert "道路1" in client.get("/projects/labour/?year=2021").content.decode()
    assert client.get("/projects/labour/export/").status_code == 200


@pytest.mark.parametrize(
    ("need", "year", "verdict"),
    [
        ("30", "2025", "偏小"),
        ("120", "2025", "合适"),
        ("160", "2025", "偏大"),
        ("120", "2026", "按 2025 年估"),
    ],
)
def test_the_bank_is_compared_with_the_money(
    need: str, year: str, verdict: str, project_of: ProjectOf, client_of: ClientOf
) -> None:
    case = project_of(库年度=year)
    facts = {**case.facts, "衔接资金": need}
    Case.objects.filter(pk=case.pk).update(facts=facts, stage="banked")
    keep(
        "fund_allocation", 年度="2025", 县="640422000000", 指标文号="1号", 金额="100.00",
        资金="中央财政衔接推进乡村振兴补助资金", 下达日期="2025-01-01",
    )  # fmt: skip
    keep(
        "fund_allocation", 年度="2025", 县="640422000000", 指标文号="2号", 金额="900.00",
        资金="旅游发展基金", 下达日期="2025-01-01",
    )  # fmt: skip
    text = client_of("county").get(f"/projects/size/?year={year}").content.decode()
    assert verdict in text
    assert "暂定" in text
    assert "彭阳县" not in text
    assert client_of("county").get("/projects/size/export/").status_code == 200


def test_households_helped_are_told_by_right(project_of: ProjectOf, client_of: ClientOf) -> None:
    case = project_of()
    Record.objects.bulk_create([
        Record(
            ledger="project_households", area="640422100201", county="640422", key="H1",
            data={"项目编码": case.matter, "户编号": "H1001", "受益方式": "资产分红"},
            created_at=f"{localdate()}T00:00Z", changed_at=f"{localdate()}T00:00Z",
        )
    ])  # fmt: skip
    county = client_of("county").get(f"/projects/{case.pk}/").content.decode()
    assert "H1001" in county
    for role, unit in (("assessor", ""), ("department", "农业农村厅")):
        text = client_of(role, unit=unit).get(f"/projects/{case.pk}/").content.decode()
        assert "H1001" not in text
        assert "1 户" in text


def test_a_bank_without_bounds_in_force_is_not_judged(
    project_of: ProjectOf, client_of: ClientOf
) -> None:
    case = project_of(库年度="2026")
    facts = {**case.facts, "衔接资金": "30"}
    Case.objects.filter(pk=case.pk).update(facts=facts, stage="banked")
    keep(
        "fund_allocation", 年度="2025", 县="640422000000", 指标文号="1号", 金额="100.00",
        资金="中央财政衔接推进乡村振兴补助资金", 下达日期="2025-01-01",
    )  # fmt: skip
    text = client_of("county").get("/projects/size/?year=2026").content.decode()
    assert "没有界线可比" in text
    assert "由乡村振兴局录入" in text
    assert "偏小" not in text
