"""Numbers entered by one person count once another has agreed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from rights_cases import PageCases
from typer.testing import CliRunner

from luoshi import pack
from luoshi.casework import CaseFile, Rules, hindrances
from luoshi.cli import app
from luoshi.pack.handover import HandedOver, hand_over
from luoshi.site.accounts.models import User
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.handover import renew
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.parameters.actions import ConfirmValue, EnterValue
from luoshi.site.parameters.models import Entry, Verdict
from luoshi.site.rights import Ability, Refused

pytestmark = [pytest.mark.db, pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

FIRST = date(2026, 1, 1)
DOCUMENT = "宁乡振发〔2026〕9号"


@pytest.fixture(autouse=True)
def made_home(own_home: Path) -> None:
    own_home.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def officer(user_of: Callable[..., User]) -> User:
    return user_of("department", area="", unit="乡村振兴局")


@pytest.fixture
def second(user_of: Callable[..., User]) -> User:
    return user_of("province")


def line() -> str | None:
    found = pack.load().parameters["income_line"].on(date(2026, 6, 30))
    return found.value if found else None


def enter(user: User, value: str = "9000", **said: Any) -> Entry:
    given = {"valid_from": FIRST, "document": DOCUMENT} | said
    return EnterValue(user, "income_line", value, **given).execute()


def test_a_value_counts_once_a_second_person_agreed(officer: User, second: User) -> None:
    entry, before = enter(officer), stamp()
    assert line() is None
    ConfirmValue(second, entry, agreed=True).execute()
    assert line() == "9000"
    found = pack.load().parameters["income_line"].on(FIRST)
    assert (found.source, found.valid_to, found.assumption) == (
        DOCUMENT, date(2026, 12, 31), False,
    )  # fmt: skip
    assert stamp() != before, "what was worked out with the old numbers would be shown on"
    assert Event.objects.filter(action="parameter").count() == 2


def test_who_entered_cannot_agree(officer: User) -> None:
    entry = enter(officer)
    with pytest.raises(ValidationError, match="不能自己核对"):
        ConfirmValue(officer, entry, agreed=True).execute()
    assert line() is None
    ConfirmValue(officer, entry, agreed=False, note="录错了").execute()
    assert line() is None


def test_what_was_settled_is_not_settled_again(officer: User, second: User) -> None:
    entry = enter(officer)
    with pytest.raises(ValidationError, match="理由"):
        ConfirmValue(second, entry, agreed=False).execute()
    ConfirmValue(second, entry, agreed=False, note="文号不对").execute()
    with pytest.raises(ValidationError, match="已经核对过"):
        ConfirmValue(second, entry, agreed=True).execute()
    assert line() is None


def test_entries_are_only_added_to(officer: User, second: User) -> None:
    entry = enter(officer)
    ConfirmValue(second, entry, agreed=True).execute()
    for row in (entry, Verdict.objects.get()):
        with pytest.raises(AppendOnlyError):
            row.delete()
        with pytest.raises(AppendOnlyError):
            row.save()
    with pytest.raises(AppendOnlyError):
        Entry.objects.update(value="1")


def test_a_later_value_replaces_an_earlier_one_from_its_day(officer: User, second: User) -> None:
    for value, first in (("9000", FIRST), ("9300", date(2026, 7, 1))):
        entry = enter(officer, value, valid_from=first)
        ConfirmValue(second, entry, agreed=True).execute()
    assert line() == "9000"
    assert pack.load().parameters["income_line"].on(date(2026, 7, 1)).value == "9300"
    assert pack.load().parameters["income_line"].on(date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"value": "九千"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "1e999999999"}, "value"),
        ({"value": "1" * 300}, "value"),
        ({"value": "9000\x00"}, "value"),
        ({"valid_from": None}, "valid_from"),
        ({"document": " "}, "document"),
        ({"valid_to": date(2025, 12, 31)}, "valid_to"),
        ({"valid_to": date(2027, 1, 1)}, "valid_to"),
    ],
)
def test_what_cannot_be_a_value_is_refused_by_field(
    said: dict[str, Any], field: str, officer: User
) -> None:
    with pytest.raises(ValidationError) as caught:
        enter(officer, **said)
    assert set(caught.value.message_dict) == {field}
    assert not Entry.objects.exists()


def test_two_for_one_day_do_not_wait_at_once(officer: User) -> None:
    enter(officer)
    with pytest.raises(ValidationError, match="等核对"):
        enter(officer, "9100")


@pytest.mark.parametrize(
    ("role", "unit", "area"),
    [
        ("department", "医保局", ""),
        ("department", "乡村振兴局", "640422000000"),
        ("county", "", "640422000000"),
        ("assessor", "", ""),
        ("admin", "", ""),
    ],
)
def test_others_neither_enter_nor_agree(
    role: str, unit: str, area: str, user_of: Callable[..., User], officer: User
) -> None:
    other, entry = user_of(role, area=area, unit=unit), enter(officer)
    with pytest.raises(Refused):
        enter(other)
    with pytest.raises(Refused):
        ConfirmValue(other, entry, agreed=True).execute()
    assert line() is None


def test_what_the_pack_keeps_is_entered_by_the_province(
    officer: User, second: User, user_of: Callable[..., User]
) -> None:
    with pytest.raises(Refused):
        EnterValue(officer, "allowance_share", "0.9", FIRST, DOCUMENT).execute()
    entry = EnterValue(second, "allowance_share", "0.9", FIRST, DOCUMENT).execute()
    before = pack.load().parameters["allowance_share"].on(date(2025, 12, 31))
    ConfirmValue(user_of("province"), entry, agreed=True).execute()
    share = pack.load().parameters["allowance_share"]
    assert share.on(date(2025, 12, 31)).value == before.value
    found = share.on(FIRST)
    assert (found.value, found.source, found.assumption) == ("0.9", DOCUMENT, False)


def test_what_the_pack_does_not_have_is_not_entered(officer: User) -> None:
    with pytest.raises(ValidationError, match="没有"):
        EnterValue(officer, "no_such", "1", FIRST, DOCUMENT).execute()


def test_another_process_hears_of_it(officer: User, second: User) -> None:
    ConfirmValue(second, enter(officer), agreed=True).execute()
    hand_over(HandedOver())  # as another process stands that has not looked yet
    assert line() is None
    renew()
    assert line() == "9000"


@pytest.mark.parametrize(("day", "hindered"), [("2025-12-31", False), ("2026-01-01", True)])
def test_a_guard_without_its_number_stands_in_the_way(day: str, hindered: bool) -> None:
    on = date.fromisoformat(day)
    facts = {"监测对象类别": "边缘易致贫户"}
    case = CaseFile("monitoring", "county", on, facts, income=6000.0, income_on=on)
    found = hindrances(case, ["class_fits_income"], Rules(pack.load()))
    assert bool(found) is hindered
    if hindered:
        assert "没法核对" in found[0]
        assert "由乡村振兴局录入" in found[0]


class TestList(PageCases):
    url = "/parameters/"
    ability = Ability.READ


class TestParameter(PageCases):
    url = "/parameters/income_line/"
    ability = Ability.READ


def test_the_pages_lead_from_what_is_lacking_to_a_value(
    client_of: Callable[..., Client], officer: User
) -> None:
    client, other = client_of("province"), Client()
    other.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    text = client.get("/parameters/").content.decode()
    assert "上一个到 2025-12-31 为止" in text
    said = {"value": "9000", "valid_from": "2026-01-01", "document": DOCUMENT}
    refused = client.post("/parameters/income_line/", said | {"value": "很多"})
    assert "要填数" in refused.content.decode()
    client.post("/parameters/income_line/", said)
    entry = Entry.objects.get()
    client.post(f"/parameters/entries/{entry.pk}/confirm/", {"agreed": "yes"})
    assert line() is None
    other.post(f"/parameters/entries/{entry.pk}/confirm/", {"agreed": "yes"})
    assert line() == "9000"
    page = client.get("/parameters/income_line/").content.decode()
    assert DOCUMENT in page
    assert "同意" in page
    assert client.get("/parameters/allowance_share/").status_code == 200
    assert client.get("/parameters/no_such/").status_code == 404


def test_who_may_not_enter_gets_no_form(client_of: Callable[..., Client]) -> None:
    client = client_of("county")
    assert "录入一个值" not in client.get("/parameters/income_line/").content.decode()
    said = {"value": "9000", "valid_from": "2026-01-01", "document": DOCUMENT}
    assert client.post("/parameters/income_line/", said).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_commands_do_the_same(user_of: Callable[..., User]) -> None:
    officer = user_of("department", area="", unit="乡村振兴局")
    second = user_of("province")

    def run(*said: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["parameter", *said])
        return done.exit_code, done.output

    asked = ("enter", "income_line", "9000", "--from", "2026-01-01", "--document", DOCUMENT)
    code, told = run(*asked, "--by", officer.username)
    assert code == 0, told
    number = str(Entry.objects.get().pk)
    assert run("confirm", number, "--by", officer.username)[0] == 2
    assert run("confirm", number, "--by", "nobody-at-all")[0] == 2
    assert run("confirm", number, "--by", second.username)[0] == 0
    assert run("list", "--as-of", "2026-06-30", "--json")[1].count('"value": "9000"') == 1
    assert "income_line" in run("list", "--as-of", "2027-01-01", "--lacking")[1]
    assert "income_line" not in run("list", "--as-of", "2026-12-31", "--lacking")[1]
