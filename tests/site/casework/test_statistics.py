"""Numbers equal the lists to the household; the national table needs no typing."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from casework_cases import TODAY, UserOf
from django.test import Client
from openpyxl import load_workbook
from rights_cases import PageCases

from luoshi.pack.processes import Phase
from luoshi.site.casework.services.statistics import By, statistics
from luoshi.site.processes.choices import Source
from luoshi.site.processes.policies import seen_cases
from luoshi.site.processes.services.events import learn
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.site.rights import Ability, scope_of

pytestmark = [pytest.mark.db, pytest.mark.usefixtures("usual", "db")]

ClientOf = Callable[..., Client]
KINDS = ("脱贫不稳定户", "边缘易致贫户", "")
RISKS = ("因病", "因病,因学", "")


@pytest.fixture
def many() -> None:
    """Thirty cases of all phases, classes, risks, months, in three villages."""
    villages = ("640422100201", "640422215205", "640423100208")
    for number in range(30):
        day = TODAY.replace(month=1 + number % 5)
        subject = Subject(villages[number % 3], f"H{number}", "马志明")
        case, _ = open_case("monitoring", subject, Source.REPORT, day)
        case.phase = list(Phase)[number % 6].value
        case.closed_on = day if case.phase == Phase.CLOSED else None
        learn(case, {"监测对象类别": KINDS[number % 3], "致贫返贫风险": RISKS[number // 3 % 3]})
        case.save()


@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize("role", ["province", "county", "village", "assessor"])
def test_every_number_equals_its_list(
    by: By, role: str, many: None, user_of: UserOf, client_of: ClientOf
) -> None:
    client = client_of(role)
    links = numbers_of(client, f"by={by.value}")
    assert links
    for url, number in links:
        listed = client.get(url).content.decode()
        assert f"共 <b>{number}</b> 条" in listed, url
    mine = seen_cases(scope_of(user_of(role)))
    (line,) = statistics(mine, By.AREA, 0)
    assert line.standing + line.closed == mine.count()


def numbers_of(client: Client, query: str) -> list[tuple[str, str]]:
    """Each number of the page with the address it leads to; none stands without one."""
    page = client.get(f"/cases/statistics/?{query}").content.decode()
    assert not re.search(r'<td class="number" data-label="[^"]+">\d+</td>', page)
    links = re.findall(r'<a href="(/cases/\?tab=[^"]+)">(\d+)</a>', page)
    return [(url.replace("&amp;", "&"), number) for url, number in links]


def test_filters_go_along_to_the_list_and_back(many: None, client_of: ClientOf) -> None:
    client = client_of("province")
    narrow = numbers_of(client, "by=risk&county=640422000000&kind=脱贫不稳定户&month=2025-01")
    assert {number for _, number in narrow} == {"1", "2"}
    for url, number in narrow:
        page = client.get(url).content.decode()
        assert f"共 <b>{number}</b> 条" in page
        back = re.search(r'href="(/cases/statistics/\?[^"]+)">统计', page)
        assert back
        # The list of a number leads back to numbers of just its cases.
        again = numbers_of(client, back[1].replace("&amp;", "&").partition("?")[2])
        assert number in {one for _, one in again}


@pytest.mark.parametrize("month", ["2025-13", "0000-01", "x", "2025-1"])
def test_a_month_that_is_none_is_not_asked(month: str, many: None, client_of: ClientOf) -> None:
    page = client_of("province").get(f"/cases/?tab=all&month={month}").content.decode()
    assert "共 <b>25</b> 条" in page


def test_numbers_leave_as_a_workbook(many: None, client_of: ClientOf) -> None:
    response = client_of("county").get("/cases/statistics/export/?by=kind")
    book = load_workbook(BytesIO(b"".join(response)))  # type: ignore[arg-type]
    head, *rows = book["监测统计"].iter_rows(values_only=True)
    assert head[0] == "监测对象类别"
    assert [row[0] for row in rows] == ["脱贫不稳定户", "边缘易致贫户", "合计"]
    assert rows[-1][-2] == sum(row[-2] for row in rows[:-1])  # type: ignore[misc]
    assert client_of("village").get("/cases/statistics/export/").status_code == 403


class TestPage(PageCases):
    url = "/cases/statistics/"
    ability = Ability.READ
