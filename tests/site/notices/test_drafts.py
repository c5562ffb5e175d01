"""A drafted notice is decided proposal by proposal, by the province; nothing counts by that."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.test import Client
from drafting.made_notice import LINES
from rights_cases import PageCases

from luoshi.drafting import draft_notice, read_draft, write_draft
from luoshi.drafting.for_place import folder_of, for_place
from luoshi.notice import read_notice
from luoshi.pack import PackError, default_folder, load
from luoshi.site.accounts.models import User
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.notices.actions.drafts import DecideProposal
from luoshi.site.notices.choices import Outcome
from luoshi.site.notices.models import DraftDecision
from luoshi.site.rights import TABLE, Ability, Refused, Role

pytestmark = [pytest.mark.db, pytest.mark.django_db]

ClientOf = Callable[..., Client]
UserOf = Callable[..., User]

ID, PROPOSAL = "2024-908", "2.1.1-2"
DRAFT = f"/notices/{ID}/draft/"
ONE = f"{DRAFT}proposals/{PROPOSAL}/"
FILLED = {
    "title": "每县每年安排三百万元",
    "kind": "quota",
    "where": "group-1",
    "leads": ["财政厅"],
    "since": "2024-03-01",
    "until": "2026-12-31",
    "every": "year",
    "number": "300",
    "unit": "万元",
    "strength": "duty",
    "id": "school-money",
    "outcome": "kept",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with a notice that was drafted and is not decided."""
    folder = tmp_path_factory.mktemp("place") / "pack"
    shutil.copytree(default_folder(), folder)
    text = "\n".join(LINES).replace("青石县、白鹭县", "西吉县、白鹭县")
    file = folder.with_name("通知.txt")
    file.write_text(text, encoding="utf-8")
    draft = for_place(draft_notice(read_notice(file)), load(folder).units)
    write_draft(draft, folder_of(folder, ID))
    return folder


@pytest.fixture(autouse=True)
def in_use(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_PACK", str(place))


@pytest.fixture
def officer(user_of: UserOf) -> User:
    return user_of("province")


class ProvinceCases(PageCases):
    """Pages of those who decide."""

    @pytest.mark.parametrize("role", list(TABLE))
    def test_a_role_sees_it_if_the_table_says_so(self, role: str, client_of: ClientOf) -> None:
        response = client_of(role).get(self.url)
        assert response.status_code == (200 if role == Role.PROVINCE else 403)


class TestDraft(ProvinceCases):
    url = DRAFT
    ability = Ability.READ


class TestProposal(ProvinceCases):
    url = ONE
    ability = Ability.READ


class TestGroups(ProvinceCases):
    url = f"{DRAFT}groups.yaml"
    ability = Ability.EXPORT


@pytest.mark.parametrize("role", [role for role in TABLE if role != Role.PROVINCE])
def test_nobody_else_decides(role: str, client_of: ClientOf, user_of: UserOf) -> None:
    assert client_of(role).post(ONE, FILLED).status_code == 403
    with pytest.raises(Refused):
        DecideProposal(user_of(role), ID, PROPOSAL, None, reason="不对").execute()
    assert not DraftDecision.objects.exists()


def decide(client: Client, proposal: str = PROPOSAL, **said: Any) -> Any:
    return client.post(f"{DRAFT}proposals/{proposal}/", FILLED | said)


def drop(client: Client, proposal: str, reason: str = "不是承诺") -> Any:
    said = {"outcome": "dropped", "reason": reason}
    return client.post(f"{DRAFT}proposals/{proposal}/", said)


def test_the_list_leads_those_who_decide_to_the_draft(client_of: ClientOf) -> None:
    assert f'href="{DRAFT}"' in client_of("province").get("/").content.decode()
    assert DRAFT not in client_of("county").get("/", follow=True).content.decode()


def test_each_sentence_stands_beside_what_it_seems_to_promise(client_of: ClientOf) -> None:
    text = client_of("province").get(DRAFT).content.decode()
    assert '<mark class="draft-words">校舍资金向山区教育重点县</mark>' in text
    assert '<mark class="draft-clue">倾斜</mark>' in text
    assert "数：300 万元" in text
    assert "还没定 <b>5</b> 项" in text
    assert "山区教育重点县（西吉县、白鹭县）" in text


def test_the_form_holds_what_was_found(client_of: ClientOf) -> None:
    form = client_of("province").get(ONE).context["form"]
    initial = {name: form.initial[name] for name in ("kind", "unit", "leads", "every")}
    assert initial == {"kind": "quota", "unit": "万元", "leads": ("财政厅",), "every": "year"}
    assert str(form.initial["number"]) == "300"
    assert (str(form.initial["since"]), str(form.initial["until"])) == ("2024-03-01", "2026-12-31")


def test_a_decision_is_kept_and_leads_to_the_next(client_of: ClientOf) -> None:
    client = client_of("province")
    assert decide(client)["Location"] == f"{DRAFT}proposals/2.2.1-1/"
    (decision,) = DraftDecision.objects.all()
    assert (decision.outcome, decision.obligation.id) == (Outcome.CHANGED, "school-money")
    assert Event.objects.filter(action="draft").count() == 1
    text = client.get(DRAFT).content.decode()
    assert "改后采纳 <b>1</b> 项" in text
    assert "还没定 <b>4</b> 项" in text


def test_what_is_taken_as_it_was_proposed_is_told_from_what_was_changed(
    client_of: ClientOf,
) -> None:
    client = client_of("province")
    initial = client.get(ONE).context["form"].initial
    plain = {name: value for name, value in initial.items() if value is not None}
    assert initial["where"] == ""
    decide(client, **plain | {"where": "all"})
    decide(client, **plain | {"where": "all", "number": "400"})
    outcomes = list(DraftDecision.objects.values_list("outcome", flat=True))
    assert outcomes == [Outcome.ACCEPTED, Outcome.CHANGED]


def test_the_last_decision_holds_and_those_before_stay(client_of: ClientOf) -> None:
    client = client_of("province")
    drop(client, PROPOSAL)
    decide(client)
    assert DraftDecision.objects.count() == 2
    text = client.get(ONE).content.decode()
    assert "不采纳，不是承诺" in text
    assert "改后采纳" in text
    for row in DraftDecision.objects.all():
        with pytest.raises(AppendOnlyError):
            row.delete()
        with pytest.raises(AppendOnlyError):
            row.save()
    assert 'value="school-money"' in text


def test_dropping_asks_for_a_reason(client_of: ClientOf) -> None:
    response = drop(client_of("province"), PROPOSAL, reason=" ")
    assert "不采纳要写明理由" in response.content.decode()
    assert not DraftDecision.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"where": ""}, "where"),
        ({"leads": []}, "leads"),
        ({"leads": ["没有的局"]}, "leads"),
        ({"until": "2024-01-01"}, "until"),
        ({"until": ""}, "until"),
        ({"kind": "milestone"}, "due"),
        ({"kind": "milestone", "due": "2030-01-01"}, "due"),
        ({"kind": "range", "upper": "10"}, "upper"),
        ({"number": "很多"}, "number"),
        ({"number": "NaN"}, "number"),
        ({"id": "School Money"}, "id"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    said: dict[str, Any], field: str, client_of: ClientOf
) -> None:
    response = decide(client_of("province"), **said)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not DraftDecision.objects.exists()


def test_two_obligations_have_two_names(client_of: ClientOf) -> None:
    client = client_of("province")
    decide(client)
    response = decide(client, "2.2.2-1", kind="prohibition")
    assert "已经有了" in str(response.context["form"].errors["id"])
    assert decide(client).status_code == 302, "the same proposal may keep its name"


def test_a_clause_is_a_file_once_all_of_it_is_decided(client_of: ClientOf, place: Path) -> None:
    client = client_of("province")
    file = f"{DRAFT}clauses/2.1/obligations.yaml"
    decide(client)
    assert client.get(file).status_code == 404
    drop(client, "2.1.1-1")
    text = client.get(file).content.decode()
    (written,) = yaml.load(text, yaml.BaseLoader)["obligations"]
    assert written == {
        "id": "school-money",
        "kind": "quota",
        "clause": "2.1",
        "sentences": ["2.1.1"],
        "title": "每县每年安排三百万元",
        "where": "group-1",
        "from": "2024-03-01",
        "to": "2026-12-31",
        "every": "year",
        "leads": ["财政厅"],
        "strength": "duty",
        "unit": "万元",
        "at_least": "300",
    }
    assert "还要写：records、measure" in text
    assert lacking(place, text) == ["records", "measure"]
    assert "2024-908" not in load().notices


def lacking(place: Path, text: str) -> list[str]:
    """The keys that a pack with the file, its notice decided, is refused for."""
    folder = Path(shutil.copytree(place, place.with_name("decided")))
    notice = folder_of(folder, ID)
    head = (notice / "notice.yaml").read_text(encoding="utf-8").replace("pending: 待定\n", "")
    (notice / "notice.yaml").write_text(head, encoding="utf-8")
    (notice / "obligations").mkdir()
    (notice / "obligations" / "2.1.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load(folder)
    assert {one.message for one in caught.value.problems} == {"缺少这一项"}
    return [one.key.rpartition(".")[2] for one in caught.value.problems]


def test_groups_have_the_counties_the_place_knows(client_of: ClientOf) -> None:
    text = client_of("province").get(f"{DRAFT}groups.yaml").content.decode()
    assert text.startswith("# 这个地方没有的县：白鹭县")
    (group,) = yaml.load(text, yaml.BaseLoader)["groups"]
    assert (group["id"], group["members"][0]["counties"]) == ("group-1", ["640422"])


def test_a_proposal_of_other_words_is_open_again(client_of: ClientOf, place: Path) -> None:
    client = client_of("province")
    decide(client)
    row = DraftDecision.objects.get()
    DraftDecision.objects.create(
        notice=ID, proposal="2.2.1-1", words="另一句话", outcome=Outcome.DROPPED, by=row.by
    )
    assert "还没定 <b>4</b> 项" in client.get(DRAFT).content.decode()


def test_a_draft_that_cannot_be_read_stops_no_other_page(
    client_of: ClientOf, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(place, tmp_path / "spoilt"))
    file = folder_of(folder, ID) / "proposals" / "2.1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("tilt", "tlit"), encoding="utf-8")
    monkeypatch.setenv("LUOSHI_PACK", str(folder))
    client = client_of("province")
    text = client.get("/").content.decode()
    assert "读不出" in text
    assert "tlit" in text
    assert client.get(DRAFT).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "/notices/2021-26/draft/",
        f"{DRAFT}proposals/9.9.9-9/",
        f"{DRAFT}clauses/9/obligations.yaml",
    ],
)
def test_what_is_not_there_is_not_found(url: str, client_of: ClientOf) -> None:
    assert client_of("province").get(url).status_code == 404


def test_what_is_no_proposal_is_not_decided(officer: User) -> None:
    with pytest.raises(ValidationError, match="没有这一项"):
        DecideProposal(officer, ID, "9.9.9-9", None, reason="没有").execute()
    with pytest.raises(ValidationError, match="没有这一项"):
        DecideProposal(officer, "2021-26", PROPOSAL, None, reason="没有").execute()


def test_the_draft_is_the_one_in_the_folder(place: Path) -> None:
    assert len(read_draft(folder_of(place, ID)).proposals()) == 5
