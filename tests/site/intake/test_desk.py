"""The desk: applications find their household, only inside the areas of who asks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from casework_cases import visit
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import localdate
from rights_cases import AreaCases, PageCases

from luoshi.site.accounts.models import User
from luoshi.site.intake.actions import Refuse, Register, Report, new_number
from luoshi.site.intake.models import Application, State
from luoshi.site.intake.services import find_households, household_of
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import Subject
from luoshi.site.rights import Ability, Refused, scope_of

DAYING, SHAGANG, YANGDIAN = "640422100201", "640422215205", "640423100208"
ClientOf = Callable[..., Client]
UserOf = Callable[..., User]


def application(village: str = DAYING, name: str = "马志明") -> Application:
    return Application.objects.create(
        number=new_number(),
        village=village,
        name=name,
        phone="13895112233",
        trouble="遭了灾",
        due_on=localdate(),
    )


class TestDesk(AreaCases):
    url = "/intake/"
    ability = Ability.HANDLE

    def make_row(self, area: str) -> str:
        return application(area, f"户{area}").name


class TestReport(PageCases):
    url = "/intake/report/"
    ability = Ability.HANDLE

    def test_the_top_bar_still_says_where_one_stands(self, client_of: ClientOf) -> None:
        page = client_of("county").get(self.url).content.decode()
        assert '<span class="usermenu-place">西吉县</span>' in page


class TestPoster(PageCases):
    url = "/intake/poster/"
    ability = Ability.HANDLE


def names(user: User, village: str, words: str) -> list[str]:
    return [one.head for one in find_households(scope_of(user), village, words)]


def test_a_household_is_found_by_head_member_or_number(user_of: UserOf) -> None:
    user = user_of("village")
    assert names(user, DAYING, "马志明") == ["马志明"]
    assert names(user, DAYING, "李秀英") == ["马志明"]
    assert names(user, DAYING, "H1001") == ["马志明"]
    assert names(user, DAYING, "王建国") == []


def test_nobody_is_found_outside_the_areas(user_of: UserOf) -> None:
    assert names(user_of("village"), SHAGANG, "王建国") == []
    assert names(user_of("county"), SHAGANG, "王建国") == ["王建国"]
    assert names(user_of("assessor"), SHAGANG, "王建国") == []
    assert household_of(scope_of(user_of("county")), YANGDIAN, "H2001") is None


@pytest.mark.parametrize("words", ["'", "' OR 1=1 --", "%", "_", "\\"])
def test_odd_words_find_nobody(words: str, user_of: UserOf) -> None:
    assert names(user_of("village"), DAYING, words) == []


def test_registering_opens_a_case_once(user_of: UserOf) -> None:
    user, home = user_of("village"), Subject(DAYING, "H1001", "马志明")
    first, second = application(), application()
    case = Register(first, user, home).execute()
    assert Register(second, user, home).execute() == case
    with pytest.raises(ValidationError, match="登记过"):
        Register(first, user, home).execute()
    assert Case.objects.get().about == "遭了灾"


def test_another_village_may_not_register(user_of: UserOf) -> None:
    other = user_of("village", area=SHAGANG)
    with pytest.raises(Refused):
        Register(application(), other, Subject(DAYING, "H1001")).execute()
    with pytest.raises(Refused):
        Refuse(application(), other, "不是").execute()


def test_the_page_registers(client_of: ClientOf) -> None:
    one, client = application(), client_of("village")
    page = client.get(f"/intake/{one.pk}/").content.decode()
    assert "就是这户" in page
    response = client.post(f"/intake/{one.pk}/", {"household": "H1001"}, follow=True)
    assert "从这里接着办" in response.content.decode()
    one.refresh_from_db()
    assert one.state == State.REGISTERED


def test_a_household_of_another_village_cannot_be_slipped_in(client_of: ClientOf) -> None:
    one, client = application(), client_of("county")
    page = client.post(f"/intake/{one.pk}/", {"household": "H2001"}).content.decode()
    assert "请从查到的户里选一户" in page
    assert not Case.objects.exists()


def test_a_cadre_reports_what_was_seen(client_of: ClientOf) -> None:
    client = client_of("village")
    assert "马志明" in client.get("/intake/report/?q=马").content.decode()
    said = {"source": "hotline", "trouble": ["吃水有困难"], "words": "停水一周"}
    page = client.post("/intake/report/?household=H1001", said, follow=True).content.decode()
    assert "已上报" in page
    case = Case.objects.get()
    assert (case.source, case.about) == (Source.HOTLINE, "吃水有困难。停水一周")


def test_reporting_again_joins_the_case(user_of: UserOf) -> None:
    user, home = user_of("village"), Subject(DAYING, "H1001", "马志明")
    first, new = Report(home, user, "report", ["遭了灾"]).execute()
    again, newer = Report(home, user, "report", ["遭了灾"]).execute()
    assert (new, newer, first) == (True, False, again)


def test_the_poster_shows_the_code_of_an_own_village(client_of: ClientOf) -> None:
    page = client_of("village").get("/intake/poster/").content.decode()
    assert f"/apply/?v={DAYING}" in page
    assert "<svg" in page


def test_what_waits_too_long_is_told_as_late(client_of: ClientOf) -> None:
    application(name="马志明")
    Application.objects.update(due_on=localdate() - timedelta(3))
    page = client_of("township").get("/intake/").content.decode()
    assert "逾期 3 天" in page


def test_why_a_case_was_closed_is_told_to_who_applied(client: Client, user_of: UserOf) -> None:
    one, user = application(), user_of("village")
    case = Register(one, user, Subject(DAYING, "H1001", "马志明")).execute()
    MakeMove(case, user, "dismiss", visit(), "问题已经解决", "邻居帮了忙").execute()
    said = {"number": one.number, "phone": "2233"}
    page = client.post("/apply/state/", said).content.decode()
    assert "核实后不需要纳入监测。理由：问题已经解决" in page
    assert "邻居" not in page
