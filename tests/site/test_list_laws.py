"""Laws of every list of the site: order, rights, and that the file tells what the page tells."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from casework_cases import TODAY
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import localdate, now
from openpyxl import load_workbook
from project_cases import keep, put_down
from quality_cases import home, sent
from small_province import DAYING, SHAGANG, YANGDIAN

from luoshi.site.accounts.models import User
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.models import Round, Step
from luoshi.site.assessment.tables import PlaceTable
from luoshi.site.audit.tables import EventTable
from luoshi.site.casework.models import Campaign, Enrolment
from luoshi.site.casework.tables import (
    CampaignTable,
    CaseTable,
    EnrolmentTable,
    FeedbackTable,
)
from luoshi.site.deliveries.models import Delivery
from luoshi.site.deliveries.tables import BatchTable, DeliveryTable
from luoshi.site.duty.tables import HeldTable, WithoutTable
from luoshi.site.intake.models import Application
from luoshi.site.intake.models import State as ApplicationState
from luoshi.site.intake.tables import ApplicationTable, WaitingTable
from luoshi.site.ledgers.tables import RecordTable, StandingTable
from luoshi.site.list_table import Column, ListTable
from luoshi.site.monitoring.tables import HouseholdTable
from luoshi.site.processes.models import Case
from luoshi.site.projects.tables import (
    AssetTable,
    FaultTable,
    LabourTable,
    ProjectTable,
    SizeTable,
)
from luoshi.site.quality.actions.dispatch import SendDown
from luoshi.site.quality.actions.exemptions import Explain
from luoshi.site.quality.choices import Level
from luoshi.site.quality.models import Finding, Run
from luoshi.site.quality.tables import (
    ExemptionTable,
    FindingTable,
    OwnCheckTable,
    RunTable,
    TaskTable,
)
from luoshi.site.rights import Role, scope_of
from luoshi.site.supervision.models import Matter
from luoshi.site.supervision.tables import MatterTable
from luoshi.site.topics.tables import AlertTable

pytestmark = pytest.mark.db

ClientOf = Callable[..., Client]

LISTS: dict[type[ListTable], tuple[str, str]] = {
    CaseTable: ("/cases/?tab=all&", "/cases/export/?tab=all&"),
    FeedbackTable: ("/cases/feedback/?", "/cases/feedback/export/?"),
    EventTable: ("/audit/?", ""),
    RecordTable: ("/ledgers/work_relief/?", ""),
    HouseholdTable: ("/leads/?", "/leads/export/?"),
    AssetTable: ("/projects/assets/?", "/projects/assets/export/?"),
    FaultTable: ("/projects/watch/?", "/projects/watch/export/?"),
    LabourTable: ("/projects/labour/?", "/projects/labour/export/?"),
    ProjectTable: ("/projects/?", "/projects/export/?"),
    SizeTable: ("/projects/size/?year=2025&", "/projects/size/export/?year=2025&"),
    FindingTable: ("/quality/findings/?state=every&", "/quality/findings/export/?state=every&"),
    TaskTable: ("/quality/tasks/?tab=all&", "/quality/tasks/export/?tab=all&"),
    ExemptionTable: ("/quality/exemptions/?", "/quality/exemptions/export/?"),
    EnrolmentTable: ("/cases/surveys/1/?", "/cases/surveys/1/export/?"),
    CampaignTable: ("/cases/surveys/?", ""),
    RunTable: ("/quality/upload/?", ""),
    OwnCheckTable: ("/quality/own/?", ""),
    DeliveryTable: ("/deliveries/send/?", ""),
    BatchTable: ("/deliveries/tables/houses/?", ""),
    ApplicationTable: ("/intake/?state=registered&", ""),
    WaitingTable: ("/intake/?", ""),
    WithoutTable: ("/duty/?", ""),
    HeldTable: ("/duty/?held=1&", ""),
    AlertTable: ("/topics/money/watches/money-late/?", ""),
    StandingTable: ("/ledgers/standing/?", ""),
    PlaceTable: ("/assessment/1/?", "/assessment/1/export/?"),
    MatterTable: ("/supervision/?", "/supervision/export/?"),
}
"""Where each list and its file stand (where it has none, empty)."""

READERS = {DeliveryTable: ("department", {"unit": "住房城乡建设厅"})}
"""Who reads a list as a whole, where the province does not."""

EVERY = pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
FILED = pytest.mark.parametrize(
    "kind", [kind for kind, (_, file) in LISTS.items() if file], ids=lambda kind: kind.__name__
)
ROLES = [role for role in Role if role != Role.ADMIN]


@pytest.fixture
def full(in_round: None, at_once: None, user_of) -> None:
    """The small province with some rows on every list."""
    make_campaigns()
    make_applications()
    villages = (DAYING, SHAGANG, YANGDIAN)
    for number, village in enumerate(villages):
        make_project(user_of("province"), number, village)
    make_findings(user_of("county"), user_of("township"))
    make_uploads(user_of("province"))
    make_round(user_of("province"))
    make_matters(user_of("province"))


def make_round(by: User) -> None:
    """A round that is published."""
    days = {state.value: TODAY.isoformat() for state in State}
    found = Round(pk=1, notice="2021-26", year=2024, calendar=days, allowed=1, by=by)
    Round.objects.bulk_create([found])
    Step.objects.create(round=found, state=State.PUBLISHED, by=by)


def make_matters(by: User) -> None:
    """Two matters of two units."""
    for number, unit in enumerate(("财政厅", "住房城乡建设厅"), 1):
        Matter.objects.create(
            number=f"督{number}", serial=number, year=2025, source="meeting", urgency="usual",
            title=f"事项{number}", text="办", unit=unit, due=localdate() + timedelta(number), by=by,
        )  # fmt: skip


def make_campaigns() -> None:
    """Two campaigns, the second of one household."""
    first, second = (
        Campaign.objects.create(
            pk=number, process="monitoring", title=f"第{number}次排查", group="resettled",
            start=TODAY - timedelta(number), due_on=TODAY + timedelta(number),
        )
        for number in (1, 2)
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(case=one, campaign=second if one.village == YANGDIAN else first)
        for one in Case.objects.all()
    )


def make_applications() -> None:
    """Two applications of each state, in two villages."""
    for number, state in enumerate(list(ApplicationState) * 2):
        Application.objects.create(
            number=f"{number}", village=(DAYING, YANGDIAN)[number % 2], name=f"马{number}",
            trouble="遭了灾", state=state, at=now() + timedelta(number), due_on=localdate(),
        )  # fmt: skip


def make_uploads(by: User) -> None:
    """A second run, and two deliveries."""
    Run.objects.create(county="640423", as_of=TODAY, by=by, state="done", at=now(), opened=3)
    for days, state in enumerate(("stored", "dropped")):
        at = now() - timedelta(days)
        Delivery.objects.create(table="houses", files=["甲.csv"], by=by, at=at, state=state)


def make_project(user: User, number: int, village: str) -> None:
    """A project that is late, with work for relief and an asset."""
    case = put_down(user, village, 项目名称=f"{number}号园区", 库年度=str(2025 - number % 2))
    Case.objects.filter(pk=case.pk).update(
        due_on=TODAY - timedelta(number), facts={**case.facts, "总投资": f"{number * 7 + 5}.00"}
    )
    code = case.matter
    keep("work_relief", 年度="2025", 项目编码=code, 项目地=village, 以工代赈资金="10.00",
         劳务报酬=f"{number}.00", 务工人数="9")  # fmt: skip
    keep("project_assets", 资产编码=f"{code}-01", 资产名称="棚", 项目编码=code, 产权人="村集体",
         资产类别="经营性资产", 原值="10.00", 管护单位="", 资产状态="正常使用")  # fmt: skip


def make_findings(county: User, township: User) -> None:
    """Findings of two checks in two villages: some sent down, some proposed to be explained."""
    client, villages = Client(), ("大营村", "套子湾村")
    client.force_login(county, "django.contrib.auth.backends.ModelBackend")
    wrong = [{"是否危房户": "是"}, {"户联系电话": "138"}]
    homes = [home(one, 村=villages[one % 2], **wrong[one // 3]) for one in range(6)]
    client.post("/quality/upload/", {"files": [sent(homes)]})
    for place, finding in enumerate(Finding.objects.order_by("pk")):
        day = localdate() + timedelta(place + 30)
        if place % 2:
            Explain(finding, township, f"已入户核实，正在维修，不属于漏纳{place}", day).execute()
        else:
            SendDown([finding], county, Level.TOWNSHIP, day).execute()


def every_list(kind: type[ListTable] = ListTable) -> Iterator[type[ListTable]]:
    """The lists of the site."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("luoshi."):
            yield one
        yield from every_list(one)


def asked(client: Client, kind: type[ListTable], **query: object) -> tuple[ListTable, str]:
    """A list as a reader asks for it, and its page."""
    response = client.get(LISTS[kind][0] + urlencode(query, doseq=True))
    assert response.status_code == 200, response.status_code
    return list_of(response), response.content.decode()


def whole(client_of: ClientOf, kind: type[ListTable]) -> Client:
    """A reader of a whole list."""
    role, place = READERS.get(kind, ("province", {}))
    return client_of(role, **place)


def has_list(response: HttpResponse) -> bool:
    """Whether the reader is let in, and there is something on the page that is open to it."""
    return response.status_code != 403 and "没有对你开放的内容" not in response.content.decode()


def list_of(response: HttpResponse) -> ListTable:
    """The list on a page."""
    return response.context.get("listing") or response.context["table"]


def cells(table: ListTable, page: str) -> list[dict[str, str]]:
    """What stands in the cells of the list, row by row, by column."""
    names = [one.name for one in table.columns]
    (body,) = re.findall(r"<table.*?<tbody>(.*?)</tbody>", page, re.DOTALL)[-1:] or [""]
    rows = (re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in body.split("<tr>")[1:])
    return [dict(zip(names, map(_words, row[-len(names) :]), strict=True)) for row in rows]


def _words(cell: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", cell)).split())


def keys(table: ListTable, column: Column) -> list[object]:
    """What the rows are ordered by first."""
    assert column.order
    first, rows = column.order.fields[0], table.page.object_list
    if isinstance(first, str):
        return [_reached(one, first.removeprefix("-").split("__")) for one in rows]
    known = type(rows[0]).objects.annotate(asked=first).values_list("pk", "asked")
    return [dict(known)[one.pk] for one in rows]


def _reached(one: object, path: list[str]) -> object:
    for name in path:
        one = getattr(one, name)
    return one.date() if isinstance(one, datetime) else one


def test_every_list_is_here() -> None:
    assert set(every_list()) == set(LISTS)


@EVERY
def test_a_list_is_ordered_by_what_a_cell_tells(
    kind: type[ListTable], full: None, client_of: ClientOf
) -> None:
    client = whole(client_of, kind)
    columns = list_of(client.get(LISTS[kind][0])).declared.values()
    for column in (one for one in columns if one.order and one.title):
        query = {"columns": [column.name], "sort": column.name}
        table, page = asked(client, kind, **query)
        shown, found = [row[column.name] for row in cells(table, page)], keys(table, column)
        assert len(found) > 1
        told = dict(zip(shown, found, strict=True))
        assert [told[cell] for cell in shown] == found, f"{column.name}: one cell, two keys"
        if not any(isinstance(key, str) or key is None for key in found):
            assert found == sorted(found), column.name
        turned, _ = asked(client, kind, **{**query, "sort": f"-{column.name}"})
        backwards = [key for key in keys(turned, column) if key is not None]
        assert backwards == [key for key in found[::-1] if key is not None], column.name


@EVERY
def test_a_reader_gets_the_columns_of_its_rights(
    kind: type[ListTable], full: None, client_of: ClientOf, user_of
) -> None:
    for role in ROLES:
        response = client_of(role).get(LISTS[kind][0])
        if has_list(response):
            table, scope = list_of(response), scope_of(user_of(role))
            page = response.content.decode()
            for name, column in table.declared.items():
                assert (name in table.seen) == (column.masked or scope.can(column.right))
                if column.order and not scope.can(column.right):
                    assert f"sort={name}" not in page
                    by_it, _ = asked(client_of(role), kind, sort=name)
                    assert by_it.sorting.asked == table.sorting.asked


@FILED
def test_the_file_has_the_cells_of_the_page(
    kind: type[ListTable], full: None, client_of: ClientOf
) -> None:
    client, sort = client_of("province"), next(iter(kind.declared))
    plain = [one for one in kind.declared.values() if one.title and _is_plain(one)]
    query = {"columns": [one.name for one in plain], "sort": f"-{sort}", "size": 200}
    table, page = asked(client, kind, **query)
    heads, *lines = sheet(client, LISTS[kind][1] + urlencode(query, doseq=True))
    assert heads == [one.filed or one.title for one in table.filed]
    for line, row in zip(lines, cells(table, page), strict=True):
        for column, value in zip(table.filed, line, strict=True):
            if _is_plain(column):
                assert (value or "—") == row[column.name], column.name


@FILED
def test_without_choice_the_file_has_every_column_and_the_rows_of_the_page(
    kind: type[ListTable], full: None, client_of: ClientOf
) -> None:
    client = client_of("province")
    table, _ = asked(client, kind)
    heads, *lines = sheet(client, LISTS[kind][1])
    assert heads == [one.filed or one.title for one in kind.declared.values() if one.width]
    assert len(lines) == table.length > 0


def _is_plain(column: Column) -> bool:
    return column.cell == "partials/list_cell.html" and not column.note


def sheet(client: Client, url: str) -> list[list[str]]:
    """The first sheet of a file, its values as pages write them."""
    response = client.get(url)
    rows = load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0].iter_rows()
    return [[_written(cell.value) for cell in row] for row in rows]


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else " ".join(str(value).split())


@FILED
def test_every_column_of_a_page_is_in_the_file_when_chosen(kind: type[ListTable]) -> None:
    for column in kind.declared.values():
        assert all(kind.declared[part].width for part in column.parts)
        assert column.title or column.width or column.order
    filed = [one for one in kind.declared.values() if one.name in (one.parts or (one.name,))]
    assert len({one.filed or one.title for one in filed}) == len(filed)
    assert set(kind.shown) <= kind.declared.keys()
    assert all(kind.declared[name].title for name in kind.shown)
    assert not kind.default or kind.declared[kind.default.removeprefix("-")].order
