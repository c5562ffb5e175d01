"""No address and no parameter answers with an error of the server's."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from casework_cases import TODAY, VILLAGE
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test import client as test_client
from django.utils.timezone import localtime
from drafting.made_notice import written
from every_address import Address, Pieces, Watched, WatchedRequest, addresses, whole
from funds_cases import SCHEME, YEAR, made_up
from project_cases import hang, keep, put_down
from quality_cases import home, sent
from small_province import DAY

from luoshi.allocation.changes import changes_of
from luoshi.drafting import draft_notice, write_draft
from luoshi.drafting.deciding import Decided
from luoshi.notice import read_notice
from luoshi.obligations.closing import Occasion, RestsOn, document, sealed
from luoshi.pack import load
from luoshi.quality.drafts import Draft
from luoshi.screening.threshold_trial import knobs
from luoshi.site.accounts.models import User
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.models import Adoption, Handback, Objection, Round, Step
from luoshi.site.assessment.services.rounds import seal
from luoshi.site.casework.actions.incomes import FillIncome
from luoshi.site.casework.actions.measures import AskMeasure
from luoshi.site.casework.models import Campaign, Enrolment, Measure, Reply
from luoshi.site.changes.models import Preview
from luoshi.site.changes.services.previews import finish
from luoshi.site.deliveries.actions import SendDelivery
from luoshi.site.divisions.models import Adjustment
from luoshi.site.funds import services
from luoshi.site.funds.actions import Propose, SaveScenario, Sign
from luoshi.site.funds.models import Plan
from luoshi.site.intake.actions import receive
from luoshi.site.ledgers.actions.evidence import AttachFile
from luoshi.site.ledgers.actions.uploads import CheckUpload
from luoshi.site.ledgers.models import Attachment, Record, Revision
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.monitoring.models import FlaggedHousehold, Lead
from luoshi.site.notices.actions.drafts import DecideProposal
from luoshi.site.notices.models import ClosingAccount
from luoshi.site.notices.services import drafts
from luoshi.site.parameters.models import Entry
from luoshi.site.processes.models import Case
from luoshi.site.quality.actions.dispatch import SendDown
from luoshi.site.quality.actions.exemptions import Explain
from luoshi.site.quality.choices import Level
from luoshi.site.quality.models import Exemption, Finding, OwnCheck, Run, Task
from luoshi.site.quality.own_checks.editions import SaveCheck
from luoshi.site.rights import Role
from luoshi.site.supervision.models import Matter

ClientOf = Callable[..., Client]
UserOf = Callable[..., User]

ODD = (
    "1e999999999", "NaN", "-1", "", "\x00", "9" * 5000, "9" * 16, "0." + "0" * 30 + "1", "１２３",
    "0001-01-01", "9999-12-31", "2020-02-30", "9999", "a'\"%<>\\", "\u202e\ud800", "Infinity",
)  # fmt: skip
"""What people, programs and attackers send where a number, a day or a choice is asked."""

RAW = ("%00", "%ff%fe", "%ED%A0%80", "9" * 25, "9" * 5000, "0", "１２")
"""What may stand in an address where a real piece stands, percent-escaped already."""


FORM = "application/x-www-form-urlencoded"

SESSION = ("account/login/", "account/logout/", "account/password/")
"""Addresses that end or change who is asking."""


def escaped(text: str) -> str:
    """A value percent-escaped; half a pair of surrogates as some browsers send it."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@pytest.fixture
def busy(
    in_round: None,
    at_once: None,
    user_of: UserOf,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Pieces:
    """The small province with one of everything that has an address, and the real pieces."""
    monkeypatch.setattr(
        services, "_inputs", lambda scheme, year, stamp: made_up(load().schemes[scheme], year)
    )
    county, province, township = user_of("county"), user_of("province"), user_of("township")
    case = Case.objects.filter(process="monitoring", household="H1001").get()
    make_case_busy(case, township)
    keep("duty", 包抓地=VILLAGE, 包抓对象="大营村", 包抓对象类别="重点帮扶村", 包抓领导="马书记",
         包抓日期="2024-01-01", 领导级别="县级")  # fmt: skip
    project = put_down(province)
    hang(project, TODAY, TODAY)
    keep("project_assets", 资产编码="ZC-01", 资产名称="棚", 项目编码=project.matter, 原值="10.00",
         资产类别="经营性资产", 产权人="村", 管护单位="村委会", 资产状态="正常使用")  # fmt: skip
    application = receive(
        VILLAGE,
        {"name": "马志明", "phone": "13900000000", "words": "病", "proxy": "", "proxy_phone": ""},
        ["生病"],
    )
    record = Record.objects.get(ledger="duty")
    AttachFile(record, county, SimpleUploadedFile("a.pdf", b"%PDF-1.7")).execute()
    heads = ",".join(column.name for column in ledger("duty").columns)
    upload = CheckUpload(ledger("duty"), county, SimpleUploadedFile("a.csv", heads.encode()))
    rule = next(rule for rule in load().rules if knobs(rule, DAY, {}))
    plan = make_plan(user_of("department", area="", unit="财政厅"), province)
    make_quality_busy(county)
    make_draft_busy(tmp_path, province, monkeypatch)
    entry = Entry.objects.create(parameter=next(iter(load().parameters)), value="1",
                                 valid_from=DAY, document="一号", by=province)  # fmt: skip
    preview = Preview.objects.create(entry=entry, parameter=entry.parameter, value=entry.value,
                                     valid_from=entry.valid_from, by=province)  # fmt: skip
    finish(preview)
    adjustment = Adjustment.objects.create(name="表.xlsx", changes=[], by=province)
    delivery = SendDelivery(
        user_of("department", area="640422", unit="住房城乡建设厅"), load().tables["houses"],
        [SimpleUploadedFile("住房.csv", "户编号\nH1001".encode())], ("640422",), DAY,
    ).execute()  # fmt: skip
    return {
        "": {"notice_id": "2021-26", "obligation_id": "land-quota",
             "code": "640422", "name": "财政厅"},
        "notices/<slug:notice_id>/draft/": {"proposal_id": "2.1.1-2", "clause_id": "2.1"},
        "notices/": {"pk": make_closing(province).pk},
        "topics/": {"topic_id": (topic := next(iter(load().topics.values()))).id,
                    "watch_id": topic.watches[0].id},
        "leads/": {"pk": Lead.objects.first().pk},
        "leads/households/": {"pk": FlaggedHousehold.objects.get(number="H1001").pk},
        "ledgers/": {"ledger": "duty", "place": 0},
        "ledgers/records/": {"pk": record.pk},
        "ledgers/revisions/": {"pk": Revision.objects.filter(record=record).first().pk},
        "ledgers/attachments/": {"pk": Attachment.objects.first().pk},
        "ledgers/uploads/": {"pk": upload.execute().pk},
        "duty/": {"duty": "key-village", "pk": record.pk},
        "apply/": {"village": VILLAGE},
        "intake/": {"pk": application.pk},
        "funds/": {"scheme_id": SCHEME, "year": YEAR},
        "funds/plans/": {"pk": plan.pk},
        "funds/scenarios/": {"pk": plan.scenario_id},
        "assessment/": {"pk": (found := make_round(province)).pk, "place": "640422",
                        "item": "people-content"},
        "assessment/results/": {"pk": found.adoptions.get().pk},
        "assessment/objections/": {"pk": found.objections.get().pk},
        "assessment/handbacks/": {"pk": found.handbacks.get().pk},
        "supervision/": {"pk": make_matter(province).pk, "kind": "urge"},
        "cases/": {"pk": case.pk, "move": "dispatch", "rule": rule},
        "cases/surveys/": {"pk": case.enrolment.campaign_id},
        "cases/measures/": {"pk": Measure.objects.first().pk},
        "cases/replies/": {"pk": Reply.objects.first().pk},
        "projects/": {"pk": project.pk, "ledger_id": "project_funds",
                      "record": Record.objects.filter(ledger="project_notices").first().pk},
        "projects/assets/": {"pk": Record.objects.get(ledger="project_assets").pk,
                             "ledger_id": "asset_checks"},
        "projects/papers/": {"pk": Attachment.objects.first().pk},
        "divisions/": {"pk": adjustment.pk},
        "parameters/": {"id_": entry.parameter},
        "parameters/entries/": {"pk": entry.pk},
        "changes/": {"id_": entry.parameter, "entry": entry.pk, "pk": preview.pk},
        "deliveries/": {"table": "houses", "place": 0, "pk": delivery.pk},
        "quality/runs/": {"pk": Run.objects.first().pk},
        "quality/findings/": {"pk": Finding.objects.first().pk},
        "quality/tasks/": {"pk": Task.objects.first().pk},
        "quality/exemptions/": {"pk": Exemption.objects.first().pk},
        "quality/own/": {"pk": OwnCheck.objects.first().pk, "number": 1},
    }  # fmt: skip


def make_round(province: User) -> Round:
    """A round in which there is one of everything."""
    days = {state.value: DAY.isoformat() for state in State}
    found = Round.objects.create(notice="2021-26", year=2024, calendar=days, allowed=1, by=province)
    Step.objects.create(round=found, state=State.OBJECTING, by=province)
    about = {"round": found, "place": "640422", "by": province}
    Objection.objects.create(**about, item="people-content", text="不对")
    Handback.objects.create(**about, kind="problem", text="慢", unit="县", measures="改",
                            deadline=DAY)  # fmt: skip
    content, digest = seal("{}")
    Adoption.objects.create(
        round=found, by=province, content=content, digest=digest, document="一号", day=DAY
    )
    return found


def make_matter(province: User) -> Matter:
    """A matter handed over."""
    return Matter.objects.create(
        number="督〔2025〕1号", serial=1, year=2025, source="meeting", urgency="usual",
        title="核对", text="核对", unit="财政厅", due=DAY, by=province,
    )  # fmt: skip


def make_case_busy(case: Case, township: User) -> None:
    """Give a case a campaign, help asked, a comparison and an income sheet."""
    campaign = Campaign.objects.create(
        process="monitoring", title="大排查", group="resettled", start=TODAY, due_on=TODAY
    )
    Case.objects.filter(pk=case.pk).update(urgent=True)
    Enrolment.objects.create(case=case, campaign=campaign)
    case.refresh_from_db()
    AskMeasure(case, township, "health", "医疗救助").execute()
    FillIncome(case, township, "2", {"work": "82468"}).execute()
    Reply.objects.create(case=case, comparison="car", unit="公安厅", asked_on=TODAY, due_on=TODAY)


def make_draft_busy(folder: Path, province: User, patch: pytest.MonkeyPatch) -> None:
    """A draft of a notice, of which one clause is decided."""
    notice = folder / "notice"
    write_draft(draft_notice(read_notice(written(folder, ".txt"))), notice)
    patch.setattr(drafts, "drafts_in", lambda _: {"2021-26": notice})
    decided = Decided(id="money", kind="quota", clause="2.1", sentence="2.1.1", title="钱",
                      where="all", since=DAY, until=DAY, leads=("财政厅",))  # fmt: skip
    DecideProposal(province, "2021-26", "2.1.1-1", None, reason="重复").execute()
    DecideProposal(province, "2021-26", "2.1.1-2", decided).execute()


def make_closing(province: User) -> ClosingAccount:
    """A notice's account that waits, of no results."""
    now, notice = stamp(), next(iter(load().notices.values()))
    occasion, pack = Occasion(localtime(), "某人"), load().only(notice.id)
    seal = sealed(document(pack, notice, [], None, occasion, RestsOn(now, [])))
    return ClosingAccount.objects.create(
        notice=notice.id, content=seal.content, digest=seal.digest, by=province
    )


def make_plan(proposer: User, province: User) -> Plan:
    """An adopted plan of a scheme, as it was signed."""
    kept = SaveScenario(proposer, changes_of(load().schemes[SCHEME], YEAR, {}), YEAR, "采用的")
    proposed = Propose(proposer, kept.execute()).execute()
    return Sign(province, proposed, proposed.digest).execute()


def make_quality_busy(county: User) -> None:
    """A run with findings, one sent down, one explained, and a check of the county's own."""
    client = Client()
    client.force_login(county, "django.contrib.auth.backends.ModelBackend")
    danger = {"是否危房户": "是"}
    client.post("/quality/upload/", {"files": [sent([home(1, **danger), home(2, **danger)])]})
    first, second = Finding.objects.order_by("pk")[:2]
    SendDown([first], county, Level.TOWNSHIP).execute()
    Explain(second, county, "已入户核实，房屋正在维修，不属于漏纳").execute()
    draft = Draft(
        title="电话", table="monitored", about="person", condition="户联系电话 = '138'",
        severity="doubt", advice="打一次电话",
    )  # fmt: skip
    SaveCheck(draft, county).execute()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """What views ask of requests is remembered."""
    monkeypatch.setattr(test_client, "WSGIRequest", WatchedRequest)


def failure(client: Client, method: str, url: str, **said: object) -> str:
    """What fails in the answer; empty where nothing does. Nothing the request does stays."""
    client.raise_request_exception = False
    with transaction.atomic():
        response = getattr(client, method)(url, **said)
        try:
            whole(response)
            error = ""
        except Exception as wrong:  # whatever it is, a server would have failed
            error = repr(wrong)
        transaction.set_rollback(True)
    if response.status_code < 500 and not error:
        return ""
    told = error or repr(getattr(response, "exc_info", ("", ""))[1])
    return f"{method} {url[:150]} {str(said)[:200]}: {told[:300]}"


def names_read(client: Client, method: str, url: str) -> list[str]:
    """The parameters a view asks for, with none given and with those given."""
    Watched.watch.names.clear()
    failure(client, method, url)
    known = dict.fromkeys(sorted(Watched.watch.names), "1")
    if method == "get":
        failure(client, method, f"{url}?{urlencode(known)}")
    else:
        failure(client, method, url, data=urlencode(known), content_type=FORM)
    return sorted(Watched.watch.names - {"", "csrfmiddlewaretoken"})


def turns(names: list[str]) -> Iterator[list[tuple[str, str]]]:
    """Every other name with an odd value, each turn other names and other values."""
    step = 2 if len(names) > 1 else 1
    for turn in range(len(ODD)) if names else ():
        said = zip(names, islice(cycle(ODD), turn, None), strict=False)
        yield list(islice(said, turn % step, None, step))


def query(said: list[tuple[str, str]]) -> str:
    """A query of names and values, each name twice with another value."""
    return "&".join(f"{escaped(name)}={escaped(value)}" for name, value in said)


def odd_queries(client: Client, address: Address) -> list[str]:
    """The queries to try on an address: a file takes as long as many pages, so fewer of it."""
    names = names_read(client, "get", address.url())
    odd = [query(said) for said in turns(names)]
    twice = query([(name, value) for name in names for value in ("1", "2")])
    is_file = client.get(address.url()).streaming
    return ([*odd[::4], twice] if is_file else [*odd, twice]) if names else []


def odd_urls(client: Client, address: Address) -> Iterator[str]:
    """The address itself, with odd parameters, and with each of its pieces an odd one."""
    yield address.url()
    yield from (f"{address.url()}?{one}" for one in odd_queries(client, address))
    for name in address.pieces:
        yield from (address.url(**{name: raw}) for raw in RAW)


def told(failures: list[str]) -> str:
    """The failures, a line each."""
    return "\n".join(one for one in failures if one)


@pytest.mark.slow
def test_no_odd_address_or_parameter_is_an_error_of_ours(
    busy: Pieces, watched: None, client_of: ClientOf
) -> None:
    client = client_of("province")
    every = (url for address in addresses(busy) for url in odd_urls(client, address))
    assert told([failure(client, "get", url) for url in every]) == ""


@pytest.mark.slow
def test_no_form_is_an_error_of_ours(busy: Pieces, watched: None, client_of: ClientOf) -> None:
    failures, client = [], client_of("county")
    for address in addresses(busy):
        if address.route in SESSION:
            continue
        url = address.url()
        said = [query(some) for some in turns(names_read(client, "post", url))]
        failures += [failure(client, "post", url, data=one, content_type=FORM) for one in said]
    assert told(failures) == ""


@pytest.mark.parametrize("role", ["", Role.PROVINCE])
def test_a_nul_is_answered_before_anything_is_asked(role: str, client_of: ClientOf) -> None:
    client = client_of(role)
    for url in ("/apply/?v=%00", "/cases/?q=%00", "/units/%00/", "/cases/?%00=1"):
        response = client.get(url)
        assert response.status_code == 400, url
        assert "看不懂" in response.content.decode()
    assert client.post("/apply/state/", {"number": "\x00"}).status_code == 400


OTHERS = ["", Role.DEPARTMENT, Role.COUNTY, Role.VILLAGE, Role.ASSESSOR, Role.ADMIN]
"""The roles that are not tried with every odd value; a township's pages are a village's."""


@pytest.mark.parametrize("role", OTHERS)
def test_no_role_is_answered_with_an_error_of_ours(
    role: str, busy: Pieces, client_of: ClientOf
) -> None:
    client = client_of(role)
    urls = (address.url() for address in addresses(busy) if address.route not in SESSION)
    odd = query([(name, "1e999999999") for name in ("year", "day", "page", "sort", "q", "tab")])
    assert told([failure(client, "get", f"{url}?{odd}") for url in urls]) == ""
