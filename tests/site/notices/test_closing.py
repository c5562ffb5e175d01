"""A notice that is over is closed by two people, and stays as it was closed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from dashboard_cases import QUOTA, XIJI, YANCHI, Results, results_of
from django.core.exceptions import ValidationError
from django.test import Client
from openpyxl import load_workbook
from typer.testing import CliRunner

from luoshi import pack
from luoshi.area_queries.due_periods import periods, told_by
from luoshi.area_queries.undeclared import notice_ledgers, owing
from luoshi.cli import app
from luoshi.ids import own
from luoshi.obligations import Status
from luoshi.obligations.closing.account import BrokenSealError
from luoshi.pack.models import Notice
from luoshi.site.accounts.models import User
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.ledgers.models import Declaration
from luoshi.site.ledgers.services import engine
from luoshi.site.notices.actions.closing import ConfirmClosing, ProposeClosing
from luoshi.site.notices.models import ClosingAccount, Verdict
from luoshi.site.notices.services import closing
from luoshi.site.notices.services.closing import account_in_force, content_of
from luoshi.site.notices.views import closing as pages
from luoshi.site.notices.views import pages as dashboard
from luoshi.site.rights import Refused

pytestmark = [pytest.mark.db, pytest.mark.django_db]

ID = "2021-26"
URL = f"/notices/{ID}/closing/"
NOTICE: Notice = pack.load().notices[ID]
LAST = told_by(pack.load(), NOTICE.expires)
"""The last day on which ledgers may be filled for the notice."""
UserOf, ClientOf = Callable[..., User], Callable[..., Client]


class Told:
    """What the records say of the notice's last day, to be changed by a test."""

    def __init__(self) -> None:
        self.results = results_of(pack.load().only(ID))

    def __call__(self, *_: object) -> Results:
        return self.results

    def change(self, id_: str, county: str, **said: Any) -> None:
        self.results = tuple(
            replace(one, **said) if (one.id, one.county) == (id_, county) else one
            for one in self.results
        )


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """The records speak as a test says, on the first day on which the notice may be closed."""
    found = Told()
    monkeypatch.setattr(closing, "results_at", found)
    monkeypatch.setattr(closing, "data_to", lambda *_: date(2025, 6, 30))
    closing._compared.cache_clear()  # type: ignore[attr-defined]
    on(monkeypatch, LAST + timedelta(1))
    yield found
    closing._compared.cache_clear()  # type: ignore[attr-defined]


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    for module in (engine, pages, dashboard):
        monkeypatch.setattr(module, "localdate", lambda: day)


@pytest.fixture
def by(user_of: UserOf) -> User:
    return user_of("province")


@pytest.fixture
def second(user_of: UserOf) -> User:
    return user_of("province")


@pytest.fixture
def closed(by: User, second: User) -> ClosingAccount:
    return agreed(ProposeClosing(by, NOTICE, "台账没有报全").execute(), second)


def agreed(found: ClosingAccount, second: User) -> ClosingAccount:
    ConfirmClosing(second, found, found.digest, agreed=True).execute()
    return found


def page(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_it_is_closed_once_a_second_person_agreed(by: User, second: User) -> None:
    found = ProposeClosing(by, NOTICE, "台账没有报全").execute()
    assert account_in_force(ID) is None
    agreed(found, second)
    assert account_in_force(ID) == found
    acts = Event.objects.filter(action="closing")
    assert sorted(one.target[:4] for one in acts) == ["提出结账", "核对同意"]


def test_who_proposed_cannot_agree(by: User) -> None:
    found = ProposeClosing(by, NOTICE, "台账没有报全").execute()
    with pytest.raises(ValidationError, match="不能自己核对"):
        ConfirmClosing(by, found, found.digest, agreed=True).execute()
    assert account_in_force(ID) is None


@pytest.mark.parametrize(("day", "early"), [(LAST, True), (LAST + timedelta(1), False)])
def test_the_first_day_follows_the_last_on_which_ledgers_may_be_filled(
    day: date, early: bool, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, day)
    if not early:
        assert ProposeClosing(by, NOTICE, "台账没有报全").execute().pk
        return
    with pytest.raises(ValidationError, match=f"{LAST + timedelta(1)} 起才能结账"):
        ProposeClosing(by, NOTICE, "台账没有报全").execute()
    assert not ClosingAccount.objects.exists()


def test_undeclared_ledgers_ask_for_a_reason_and_stand_in_the_account(
    by: User, client_of: ClientOf
) -> None:
    with pytest.raises(ValidationError, match="没有报全，写明为什么"):
        ProposeClosing(by, NOTICE).execute()
    assert "还没有报全" in page(client_of("province"))
    found = content_of(ProposeClosing(by, NOTICE, "照现在的结").execute())
    assert found.closing["reason"] == "照现在的结"
    assert {one["ledger"] for one in found.closing["undeclared"]} == {
        table.id for table in notice_ledgers(pack.load(), NOTICE)
    }
    assert all(one["lacking"] == one["owing"] > 0 for one in found.closing["undeclared"])


def test_where_all_is_declared_no_reason_is_asked(by: User, client_of: ClientOf) -> None:
    Declaration.objects.bulk_create(
        Declaration(ledger=table.id, holder=holder, start=period.start, complete=True)
        for table in notice_ledgers(pack.load(), NOTICE)
        if table.due
        for period in periods(table.due, NOTICE.issued, NOTICE.expires)
        for holder in owing(pack.load(), table, period.end)
    )
    assert "都报全了" in page(client_of("province"))
    assert content_of(ProposeClosing(by, NOTICE).execute()).closing["undeclared"] == []


def test_later_rows_change_what_is_compared_and_not_the_account(
    closed: ClosingAccount, told: Told, client_of: ClientOf
) -> None:
    client, before = client_of("province"), bytes(closed.content)
    assert "一处也没有不同" in page(client)
    told.change(QUOTA, XIJI, status=Status.MET, reason="补报以后够了")
    closing._compared.cache_clear()  # type: ignore[attr-defined]
    text = page(client)
    assert "1 处说法不同，其中 1 处状态不同" in text
    assert "补报以后够了" in text
    assert f"{XIJI} 安排 480" in text
    kept = ClosingAccount.objects.get()
    assert (bytes(kept.content), kept.digest) == (before, closed.digest)
    assert "补报以后够了" not in content_of(kept).text


def test_a_correction_names_the_first_and_both_stay_readable(
    closed: ClosingAccount, told: Told, by: User, second: User, client_of: ClientOf
) -> None:
    told.change(QUOTA, XIJI, status=Status.MET, reason="补报以后够了")
    with pytest.raises(ValidationError) as caught:
        ProposeClosing(by, NOTICE, "补报").execute()
    assert set(caught.value.message_dict) == {"document"}
    with pytest.raises(ValidationError) as caught:
        ProposeClosing(by, NOTICE, document="某发〔2026〕1号").execute()
    assert set(caught.value.message_dict) == {"reason"}
    later = agreed(ProposeClosing(by, NOTICE, "县里补报", "某发〔2026〕1号").execute(), second)
    assert later.corrects == closed
    assert content_of(later).closing["corrects"] == closed.digest
    client = client_of("province")
    text = page(client)
    assert f"更正第 {closed.pk} 号，依据 某发〔2026〕1号：县里补报" in text
    assert "一处也没有不同" in text
    first = page(client, f"{URL}{closed.pk}/")
    assert "当时封存的内容" in first
    one = f"promises/{own(QUOTA)}/"
    assert f"{XIJI} 安排 480" in page(client, f"{URL}{closed.pk}/{one}")
    assert "补报以后够了" in page(client, f"{URL}{later.pk}/{one}")


def test_what_was_overtaken_is_not_agreed_to(by: User, second: User) -> None:
    first = ProposeClosing(by, NOTICE, "一").execute()
    with pytest.raises(ValidationError, match="在等核对"):
        ProposeClosing(by, NOTICE, "二").execute()
    late = ClosingAccount.objects.create(
        notice=ID, content=first.content, digest=first.digest, by=by
    )
    agreed(first, second)
    with pytest.raises(ValidationError, match="另结过账"):
        agreed(late, second)


def test_what_was_settled_is_not_settled_again(by: User, second: User) -> None:
    found = ProposeClosing(by, NOTICE, "一").execute()
    with pytest.raises(ValidationError, match="理由"):
        ConfirmClosing(second, found, found.digest, agreed=False).execute()
    ConfirmClosing(second, found, found.digest, agreed=False, note="数不对").execute()
    with pytest.raises(ValidationError, match="已经核对过"):
        agreed(found, second)
    assert account_in_force(ID) is None
    assert ProposeClosing(by, NOTICE, "二").execute().corrects is None


def test_only_what_was_seen_is_agreed_to(by: User, second: User) -> None:
    found = ProposeClosing(by, NOTICE, "一").execute()
    with pytest.raises(ValidationError, match="和你看到的不一样"):
        ConfirmClosing(second, found, "0" * 64, agreed=True).execute()
    other = ClosingAccount.objects.create(notice=ID, content=found.content, digest="0" * 64, by=by)
    with pytest.raises(BrokenSealError):
        ConfirmClosing(second, other, other.digest, agreed=True).execute()


def test_accounts_are_only_added_to(closed: ClosingAccount) -> None:
    for row in (ClosingAccount.objects.get(), Verdict.objects.get()):
        with pytest.raises(AppendOnlyError):
            row.save()
        with pytest.raises(AppendOnlyError):
            row.delete()
    with pytest.raises(AppendOnlyError):
        ClosingAccount.objects.update(digest="")


OTHERS = ("department", "county", "township", "village", "assessor", "admin")


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_closes_whatever_it_sends(
    role: str, by: User, user_of: UserOf, client_of: ClientOf
) -> None:
    found = ProposeClosing(by, NOTICE, "一").execute()
    user = user_of(role, unit="财政厅")
    with pytest.raises(Refused):
        ProposeClosing(user, NOTICE, "二").execute()
    with pytest.raises(Refused):
        agreed(found, user)
    client = client_of(role, unit="财政厅")
    assert client.post(URL, {"reason": "二"}).status_code == 403
    said = {"agreed": "yes", "digest": found.digest}
    assert client.post(f"{URL}{found.pk}/confirm/", said).status_code == 403
    assert ClosingAccount.objects.count() == 1
    assert not Verdict.objects.exists()


def test_two_people_close_it_on_the_page(client_of: ClientOf) -> None:
    first, second = client_of("province"), client_of("province")
    assert "写明为什么还是结账" in first.post(URL, {"reason": ""}).content.decode()
    assert first.post(URL, {"reason": "照现在的结"}).status_code == 302
    found = ClosingAccount.objects.get()
    confirm, said = f"{URL}{found.pk}/confirm/", {"agreed": "yes", "digest": found.digest}
    first.post(confirm, said)
    assert "不能自己核对" in page(first)
    assert "看过，同意结账" not in page(first)
    assert "看过，同意结账" in page(second)
    second.post(confirm, said | {"digest": "x"})
    assert account_in_force(ID) is None
    second.post(confirm, said)
    assert account_in_force(ID) == found
    assert first.get(confirm).status_code == 405


def test_a_county_reads_its_own_figures_and_counts_of_others(
    closed: ClosingAccount, told: Told, client_of: ClientOf
) -> None:
    told.change(QUOTA, YANCHI, reason="别县的新说法")
    told.change(QUOTA, XIJI, reason="本县的新说法")
    closing._compared.cache_clear()  # type: ignore[attr-defined]
    client = client_of("county", area=f"{XIJI}000000")
    text = page(client) + page(client, f"{URL}{closed.pk}/promises/{own(QUOTA)}/")
    assert f"{XIJI} 安排 480" in text
    assert f"{YANCHI} 安排" not in text
    assert "2 处说法不同" in text
    assert "本县的新说法" in text
    assert "别县的新说法" not in text
    assert client.get(f"{URL}{closed.pk}/closing.json").status_code == 403
    book = load_workbook(sent(client, f"{URL}{closed.pk}/closing.xlsx"))
    assert {row[3].value for row in book["承诺"].iter_rows(min_row=2)} == {
        "西吉县", "宁夏回族自治区",
    }  # fmt: skip
    assert [row[1].value for row in book["与现在对照"].iter_rows(min_row=2)] == ["西吉县"]


def sent(client: Client, url: str) -> Any:
    import io

    return io.BytesIO(b"".join(client.get(url).streaming_content))  # type: ignore[attr-defined]


def test_who_sees_no_data_sees_no_figures(closed: ClosingAccount, client_of: ClientOf) -> None:
    client = client_of("admin")
    text = page(client) + page(client, f"{URL}{closed.pk}/promises/{own(QUOTA)}/")
    assert "安排 480" not in text
    assert "已结账" in text


@pytest.mark.parametrize("role", ["assessor", "village", "admin"])
def test_who_may_not_export_gets_no_file(
    role: str, closed: ClosingAccount, client_of: ClientOf
) -> None:
    client = client_of(role)
    for name in ("closing.json", "closing.xlsx"):
        assert client.get(f"{URL}{closed.pk}/{name}").status_code == 403


def test_page_file_and_command_give_the_same_bytes(
    closed: ClosingAccount, client_of: ClientOf
) -> None:
    text = client_of("province").get(f"{URL}{closed.pk}/closing.json").content
    asked = ["status", "--notice", ID, "--closing", "--json"]
    assert CliRunner().invoke(app, asked).stdout_bytes == text
    assert sha256(text).hexdigest() == closed.digest
    assert len(json.loads(text)["obligations"]) == len(results_of(pack.load().only(ID)))
    words = CliRunner().invoke(app, asked[:-1]).stdout
    assert closed.digest in words
    assert "未达成" in words


def test_the_command_says_what_it_needs() -> None:
    def said(*more: str) -> str:
        done = CliRunner().invoke(app, ["status", "--closing", *more])
        assert done.exit_code == 2
        return done.stderr

    assert "--notice" in said()
    assert "还没有结账" in said("--notice", ID)
    assert "都已经定了" in said("--notice", ID, "--county", "西吉县")


def test_dashboard_and_list_say_it_is_closed(closed: ClosingAccount, client_of: ClientOf) -> None:
    client = client_of("admin")
    day = Verdict.objects.get().at.astimezone().strftime("%Y-%m-%d")
    assert f"已结账（{day}）" in page(client, f"/notices/{ID}/")


def test_a_notice_in_force_says_from_when(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, date(2024, 6, 30))
    text = page(client_of("province"))
    assert "起才能结账" in text
    assert "提出结账" not in text


NOT_THERE = ("99/", f"{'9' * 25}/", "99/closing.json", f"99/promises/{own(QUOTA)}/")


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_is_not_there_is_not_there(path: str, client_of: ClientOf) -> None:
    assert client_of("province").get(f"{URL}{path}").status_code == 404
    assert client_of("province").get("/notices/no-such/closing/").status_code == 404


def test_a_broken_seal_is_told(closed: ClosingAccount, client_of: ClientOf, by: User) -> None:
    other = ClosingAccount.objects.create(notice=ID, content=closed.content, digest="0" * 64, by=by)
    client = client_of("province")
    for path in ("", "closing.xlsx", "closing.json", f"promises/{own(QUOTA)}/"):
        response = client.get(f"{URL}{other.pk}/{path}")
        assert response.status_code == 409
        assert "对不上" in response.content.decode()
    said = {"agreed": "yes", "digest": other.digest}
    assert client.post(f"{URL}{other.pk}/confirm/", said).status_code == 409
