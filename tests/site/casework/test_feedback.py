"""The department that sent the data sees what came of it; every number opens its list."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from casework_cases import Act, visit
from django.test import Client
from openpyxl import load_workbook
from rights_cases import PageCases
from small_province import DAY

from luoshi.site.casework.services.rounds import run_round
from luoshi.site.monitoring.choices import Finding, State
from luoshi.site.monitoring.models import Lead
from luoshi.site.processes.models import Case
from luoshi.site.rights import Ability

pytestmark = pytest.mark.usefixtures("in_round")

ClientOf = Callable[..., Client]
HOUSING = "住房城乡建设厅"


@pytest.fixture
def judged(in_round: None, act: Act) -> None:
    """One household found true, one found harmless; the third waits."""
    act(monitored("H1001"), "province", "dispatch", day=DAY)
    cells = {"入户日期": str(DAY), "致贫返贫风险": "因安全住房"}
    act(monitored("H1001"), "province", "verify", cells=cells, day=DAY)
    said = {"reason": "部门数据有误", "note": "邻居家"}
    act(monitored("H2001"), "province", "dismiss", cells=visit(DAY), **said, day=DAY)


def monitored(household: str) -> Case:
    return Case.objects.get(process="monitoring", household=household)


def told(client: Client, query: str = "") -> str:
    return client.get(f"/cases/feedback/?{query}").content.decode()


def test_a_department_reads_how_each_of_its_leads_ended(judged: None, client_of: ClientOf) -> None:
    page = told(client_of("department", unit=HOUSING))
    leads = Lead.objects.filter(department=HOUSING).count()
    assert f"共 <b>{leads}</b> 条" in page
    for words in ("属实", "核实无风险", "待核实", "防止返贫监测帮扶：核实无风险（部门数据有误）"):
        assert words in page
    assert "邻居家" not in page


def test_it_reads_nothing_of_other_departments(judged: None, client_of: ClientOf) -> None:
    page = told(client_of("department", unit="教育厅"))
    assert "危房" not in page
    assert Lead.objects.exclude(department="教育厅").exists()


def test_a_county_reads_its_own(judged: None, client_of: ClientOf) -> None:
    assert "杨玉兰" not in told(client_of("county"))
    assert "杨玉兰" in told(client_of("county", area="640423000000"))


def test_every_number_of_a_report_card_opens_its_list(judged: None, client_of: ClientOf) -> None:
    client = client_of("province")
    page = client.get("/cases/rules/").content.decode()
    links = re.findall(r'href="/cases/feedback/\?(rule=[^"]+)">(\d+)</a>', page)
    outcomes = {query.partition("outcome=")[2] for query, _ in links}
    assert outcomes >= {"", "true", "false", "waiting"}
    for query, number in links:
        assert f"共 <b>{number}</b> 条" in told(client, query.replace("&amp;", "&")), query


def test_it_leaves_as_a_workbook(judged: None, client_of: ClientOf) -> None:
    response = client_of("department", unit=HOUSING).get("/cases/feedback/export/?outcome=false")
    book = load_workbook(BytesIO(b"".join(response)))  # type: ignore[arg-type]
    head, *rows = book["核实反馈"].iter_rows(values_only=True)
    line = dict(zip(head, rows[0], strict=True))
    assert (len(rows), line["户编号"], line["核实结果"]) == (1, "H2001", "核实无风险")


@pytest.mark.usefixtures("judged")
def test_a_lead_that_was_judged_stays_quiet_in_the_next_round() -> None:
    before = Case.objects.count()
    (lead,) = Lead.objects.filter(household__number="H2001")
    assert (lead.state, lead.finding) == (State.TAKEN, Finding.FALSE)
    assert {case.process for case in Case.objects.filter(ties__lead=lead, closed_on=None)} == {
        "house"
    }
    run_round(DAY, on=DAY)
    assert Case.objects.count() == before


class TestPage(PageCases):
    url = "/cases/feedback/"
    ability = Ability.READ
