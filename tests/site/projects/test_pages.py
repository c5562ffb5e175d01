"""Pages of projects: who sees what, what they tell, what they send as Excel."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from casework_cases import TODAY, UserOf
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook
from project_cases import IDEA, Go, ProjectOf, act, hang, keep, put_down
from rights_cases import AreaCases, ClientOf, PageCases

from luoshi.site.audit.models import Event
from luoshi.site.ledgers.models import Record
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.site.projects.policies import seen_projects
from luoshi.site.rights import Ability, scope_of

VILLAGE, NEXT, OTHER = "640422100201", "640422100202", "640423100208"


def opened(area: str, **more: str) -> Case:
    """A project in any village, also one the pack does not know."""
    subject = Subject(area, matter=f"{area[:6]}-2025-{Case.objects.count() + 1:04d}")
    return open_case("project", subject, Source.PROPOSAL, TODAY, facts=IDEA | more)[0]


class TestListRights(AreaCases):
    url = "/projects/"
    ability = Ability.READ

    def make_row(self, area: str) -> str:
        name = f"项目{Case.objects.count()}在{area}"
        opened(area, 项目名称=name)
        return name


class TestAssetsRights(AreaCases):
    url = "/projects/assets/"
    ability = Ability.READ

    def make_row(self, area: str) -> str:
        case = opened(area)
        name = f"资产{case.matter}"
        keep(
            "project_assets", 资产编码=f"{case.matter}-01", 资产名称=name, 项目编码=case.matter,
            资产类别="公益性资产", 原值="3.00", 资产状态="正常使用",
        )  # fmt: skip
        return name


class TestWatchRights(AreaCases):
    url = "/projects/watch/"
    ability = Ability.READ

    def make_row(self, area: str) -> str:
        case = opened(area, 项目名称=f"晚{Case.objects.count()}在{area}")
        Case.objects.filter(pk=case.pk).update(due_on=localdate() - timedelta(3))
        return str(case.facts["项目名称"])


class TestNewRights(PageCases):
    url = "/projects/new/"
    ability = Ability.HANDLE


@pytest.mark.parametrize("page", ["export", "assets/export", "watch/export"])
def test_only_who_may_export_gets_excel(page: str, client_of: ClientOf) -> None:
    assert client_of("county").get(f"/projects/{page}/").status_code == 200
    assert client_of("village").get(f"/projects/{page}/").status_code == 403
    assert client_of("assessor").get(f"/projects/{page}/").status_code == 403


@pytest.mark.parametrize("page", ["size", "labour"])
def test_what_is_not_theirs_is_refused(page: str, client_of: ClientOf) -> None:
    for role in ("township", "village", "department"):
        assert client_of(role).get(f"/projects/{page}/").status_code == 403
    assert client_of("county").get(f"/projects/{page}/").status_code == 200


def test_another_county_gets_nothing(project_of: ProjectOf, go: Go, client_of: ClientOf) -> None:
    case = go(project_of(), "banked")
    notice = Record.objects.filter(ledger="project_notices").first()
    asset = Record.objects.get(ledger="project_assets")
    assert notice is not None
    other = client_of("county", area="640423000000")
    for path in (
        f"/projects/{case.pk}/",
        f"/projects/{case.pk}/notices/{notice.pk}/",
        f"/projects/{case.pk}/rows/project_funds/",
        f"/projects/assets/{asset.pk}/",
        f"/projects/assets/{asset.pk}/rows/asset_checks/",
        f"/cases/{case.pk}/",
    ):
        assert other.get(path).status_code == 404, path
        assert client_of("county").get(path, follow=True).status_code == 200, path


def test_a_department_sees_its_kinds_and_the_obligations_it_leads(
    project_of: ProjectOf, go: Go, user_of: UserOf
) -> None:
    water = project_of(项目类别="水利")
    farm = project_of()
    led = go(project_of(), "county")  # serves the first obligation of the pack

    def seen(unit: str) -> set[str]:
        scope = scope_of(user_of("department", unit=unit))
        return set(seen_projects(scope).values_list("matter", flat=True))

    assert seen("水利厅") == {water.matter}
    assert seen("农业农村厅") == {farm.matter, led.matter}
    assert seen("财政厅") == {led.matter}  # leads the obligation
    assert seen("教育厅") == set()
    bureau = scope_of(user_of("department", area="640423000000", unit="水利厅"))
    assert not seen_projects(bureau).exists()


def test_each_village_a_project_reaches_sees_it(project_of: ProjectOf, client_of: ClientOf) -> None:
    case = project_of("640422100000")
    keep("project_villages", 项目编码=case.matter, 行政村=NEXT)
    path = f"/projects/{case.pk}/"
    assert client_of("village", area=NEXT).get(path).status_code == 200
    assert client_of("village", area=VILLAGE).get(path).status_code == 404
    # To see it is not to work on it.
    assert client_of("village", area=NEXT).get(f"/cases/{case.pk}/move/draft/").status_code == 404


def test_the_case_leads_to_the_projects_page(project_of: ProjectOf, client_of: ClientOf) -> None:
    case = project_of()
    response = client_of("village").get(f"/cases/{case.pk}/")
    assert response["Location"] == f"/projects/{case.pk}/"
    text = client_of("village").get("/cases/").content.decode()
    assert "黄牛养殖园区" in text


def test_the_page_tells_the_way_and_the_money(
    project_of: ProjectOf, go: Go, client_of: ClientOf
) -> None:
    case = go(project_of(), "building")
    text = client_of("county").get(f"/projects/{case.pk}/").content.decode()
    assert 'aria-current="step">建设中' in text
    assert f"/cases/{case.pk}/move/finish/" in text
    for told in ("入库公示", "资金安排公示", "照片.jpg", "在建", "已安排", "服务于文件的承诺"):
        assert (told in text) is (told != "在建"), told  # no progress was told yet
    assert "已开工" in text


def test_an_end_beside_the_way_is_told(
    project_of: ProjectOf, user_of: UserOf, client_of: ClientOf
) -> None:
    case = act(project_of(), user_of("village"), "withdraw", TODAY)
    text = client_of("village").get(f"/projects/{case.pk}/").content.decode()
    assert 'aria-current="step">已出库' in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=蔬菜", {"蔬菜大棚"}),
        ("q=640422-2025-0001", {"黄牛养殖园区"}),
        ("year=2026", {"蔬菜大棚"}),
        ("kind=水利", {"灌溉工程"}),
        ("stage=idea", {"蔬菜大棚", "灌溉工程"}),
        ("fund=其他资金", {"黄牛养殖园区"}),
        ("fund=旅游发展基金", set()),
        ("late=1", {"灌溉工程"}),
        ("relief=1", {"黄牛养殖园区"}),
        ("county=640423000000", {"灌溉工程"}),
        ("", {"黄牛养殖园区", "蔬菜大棚", "灌溉工程"}),
    ],
)
def test_filters_find_what_is_asked(
    asked: str, found: set[str], project_of: ProjectOf, go: Go, client_of: ClientOf
) -> None:
    go(project_of(), "funded")
    project_of(项目名称="蔬菜大棚", 库年度="2026")
    ditch = project_of(OTHER, 项目名称="灌溉工程", 项目类别="水利")
    Case.objects.update(due_on=localdate() + timedelta(1))
    Case.objects.filter(pk=ditch.pk).update(due_on=localdate() - timedelta(1))
    text = client_of("province").get(f"/projects/?{asked}").content.decode()
    names = {"黄牛养殖园区", "蔬菜大棚", "灌溉工程"}
    assert {name for name in names if name in text} == found
    assert ("没有符合条件的项目" in text) is not bool(found)


@pytest.mark.parametrize("sort", ["due", "-due", "name", "place", "year", "-total", "code", "bad"])
def test_every_order_is_given(
    sort: str, project_of: ProjectOf, go: Go, client_of: ClientOf
) -> None:
    go(project_of(), "county")
    project_of()
    assert client_of("county").get(f"/projects/?sort={sort}").status_code == 200


def test_the_list_comes_as_excel_with_amounts_as_numbers(
    project_of: ProjectOf, go: Go, client_of: ClientOf
) -> None:
    go(project_of(), "funded")
    response = client_of("county").get("/projects/export/?stage=funded")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, [cell.value for cell in sheet[2]], strict=True))
    assert row["项目名称"] == "黄牛养殖园区"
    assert (row["总投资（万元）"], row["已安排（万元）"]) == (12, 12)
    assert Event.objects.latest("pk").target == "项目库 1 个"


@pytest.mark.parametrize("rows", [1, 30])
def test_the_number_of_queries_does_not_grow(
    rows: int,
    user_of: UserOf,
    client_of: ClientOf,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    user = user_of("province")
    for number in range(rows):
        put_down(user, 项目名称=f"第{number}个")
    client: Client = client_of("county")
    with django_assert_max_num_queries(12):
        client.get("/projects/")


def test_the_paper_has_all_projects_of_one_notice(
    project_of: ProjectOf, client_of: ClientOf
) -> None:
    first, second, elsewhere = project_of(), project_of(), project_of(OTHER)
    for case in (first, second, elsewhere):
        hang(case, date(2025, 5, 1), date(2025, 5, 10), "入库公示")
    notice = Record.objects.get(ledger="project_notices", key__startswith=first.matter)
    text = client_of("village").get(f"/projects/{first.pk}/notices/{notice.pk}/").content.decode()
    assert "西吉县2025年度乡村振兴项目入库公示" in text
    assert text.count("村委会") == 2
    for told in ("12317", "09546012345", "共 10 天", "12 座", "2025年4月—2025年10月", "照片.jpg"):
        assert told in text, told


def test_a_notice_too_short_is_marked(project_of: ProjectOf, client_of: ClientOf) -> None:
    case = project_of()
    hang(case, date(2025, 5, 1), date(2025, 5, 7), "入库公示", files="")
    text = client_of("county").get(f"/projects/{case.pk}/").content.decode()
    assert "公示太短：7 天，不少于 10 天" in text
    watched = client_of("county").get("/projects/watch/?kind=notice").content.decode()
    assert "入库公示：公示太短：7 天" in watched
