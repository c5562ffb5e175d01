"""From a draft to a plan: proposed by one, signed by another, and never changed after."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from docx import Document

from luoshi.allocation.papers.wording import DRAFT
from luoshi.allocation.sheet import AllocationSheet
from luoshi.site.accounts.models import User
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.funds.actions import DropScenario, Propose, SendBack, Sign
from luoshi.site.funds.demo import make_demo_plans
from luoshi.site.funds.models import Plan, Scenario

from .conftest import SCHEME, YEAR, Made

pytestmark = pytest.mark.django_db


def test_who_proposed_cannot_sign(draft: Made, proposer: User) -> None:
    proposed = Propose(proposer, draft()).execute()
    with pytest.raises(ValidationError, match="不能自己签批"):
        Sign(proposer, proposed, proposed.digest).execute()
    assert not Plan.objects.exists()


def test_another_signs_what_was_proposed(draft: Made, proposer: User, signer: User) -> None:
    proposed = Propose(proposer, draft(**{"w:people": "50"})).execute()
    plan = Sign(signer, proposed, proposed.digest).execute()
    assert (plan.proposed_by, plan.signed_by) == (proposer, signer)
    assert AllocationSheet.model_validate(plan.sheet).digest == plan.digest == proposed.digest
    assert "相关人群数量：30 改为 50" in plan.sheet["changes"]


def test_a_signature_is_for_what_was_seen(draft: Made, proposer: User, signer: User) -> None:
    proposed = Propose(proposer, draft()).execute()
    with pytest.raises(ValidationError, match="不一样"):
        Sign(signer, proposed, "0" * 64).execute()
    Scenario.objects.update(sheet={**proposed.sheet, "total": "1"})
    with pytest.raises(ValidationError, match="不一样"):
        Sign(signer, proposed, proposed.digest).execute()


def test_records_that_change_do_not_change_a_plan(
    adopted: Plan, figures: dict[str, int], client_of: Callable[..., Client]
) -> None:
    before = client_of("county").get(f"/funds/plans/{adopted.pk}/").context["sheet"]
    figures["times"] = 3
    after = client_of("county").get(f"/funds/plans/{adopted.pk}/").context["sheet"]
    assert after == before
    now = client_of("province").get(f"/funds/{SCHEME}/{YEAR}/").context["sheet"]
    assert now.total == 3 * before.total


def test_a_plan_is_written_once(adopted: Plan) -> None:
    adopted.title = "改掉"
    with pytest.raises(AppendOnlyError):
        adopted.save()
    with pytest.raises(AppendOnlyError):
        Plan.objects.filter(pk=adopted.pk).update(title="改掉")


def test_a_newer_plan_takes_the_place_of_the_old(
    adopted: Plan,
    draft: Made,
    proposer: User,
    signer: User,
    client_of: Callable[..., Client],
) -> None:
    proposed = Propose(proposer, draft("调整的")).execute()
    newer = Sign(signer, proposed, proposed.digest).execute()
    text = client_of("county").get(f"/funds/plans/{adopted.pk}/").content.decode()
    assert "代替" in text
    assert f"/funds/plans/{newer.pk}/" in client_of("county").get("/funds/").content.decode()


def test_it_is_sent_back_with_a_reason(draft: Made, proposer: User, signer: User) -> None:
    proposed = Propose(proposer, draft()).execute()
    with pytest.raises(ValidationError, match="理由"):
        SendBack(signer, proposed, " ").execute()
    back = SendBack(signer, proposed, "权数再议").execute()
    assert (back.state, back.returned, back.sheet) == ("draft", "权数再议", None)


@pytest.mark.parametrize("again", [Propose, SendBack])
def test_what_is_done_is_done(
    adopted: Plan, signer: User, again: type[Propose] | type[SendBack]
) -> None:
    more = ("晚了",) if again is SendBack else ()
    with pytest.raises(ValidationError, match="已采用"):
        again(signer, adopted.scenario, *more).execute()


def test_only_ones_own_drafts_are_deleted(draft: Made, proposer: User, signer: User) -> None:
    kept = draft()
    with pytest.raises(ValidationError, match="自己的草案"):
        DropScenario(signer, kept).execute()
    DropScenario(proposer, kept).execute()
    assert not Scenario.objects.exists()


def test_every_step_is_on_the_audit_log(adopted: Plan) -> None:
    told = list(
        Event.objects.filter(action="allocation").order_by("id").values_list("target", flat=True)
    )
    number = adopted.scenario_id
    starts = (f"保存测算方案 {number}，", f"方案 {number} 送签，", f"签批方案 {number}，")
    assert all(text.startswith(start) for text, start in zip(told, starts, strict=True))
    assert re.fullmatch(r".+，合计 [\d,.]*[1-9] 万元", told[0]), "a sum as people read it"


def test_the_page_walks_the_whole_way(client_of: Callable[..., Client], draft: Made) -> None:
    kept = draft("走一遍")
    address = f"/funds/scenarios/{kept.pk}/"
    one, other = client_of("department", "", "财政厅"), client_of("province")
    one.post(f"{address}propose/")
    assert "等另一个账号签批" in one.get(address).content.decode()
    digest = other.get(address).context["scenario"].digest
    answer = other.post(f"{address}sign/", {"digest": digest}, follow=True)
    assert "已签批" in answer.content.decode()
    assert "走一遍" in answer.content.decode()


def test_scenarios_stand_side_by_side(
    client_of: Callable[..., Client], draft: Made, adopted: Plan
) -> None:
    other = draft("另一个", **{"w:people": "90"})
    address = f"/funds/{SCHEME}/{YEAR}/compare/?side=p{adopted.pk}&side=s{other.pk}"
    context = client_of("province").get(address).context
    assert [side.title for side in context["sides"]] == ["采用的（已采用）", "另一个"]
    against = [cells[1][2] for _, cells in context["rows"]]
    assert sum(against) == 0
    assert any(against)


def test_the_demonstration_is_made_once(proposer: User, signer: User) -> None:
    made = make_demo_plans(proposer, signer)
    assert made == Plan.objects.count() > 0
    assert Scenario.objects.filter(state="draft").exists()
    assert make_demo_plans(proposer, signer) == 0


def test_the_letter_of_a_plan_names_who_signed_it(
    adopted: Plan, client_of: Callable[..., Client]
) -> None:
    response = client_of("province").get(f"/funds/plans/{adopted.pk}/plan.docx")
    letter = Document(BytesIO(b"".join(response.streaming_content)))
    text = "\n".join(one.text for one in letter.paragraphs)
    assert adopted.digest[:16] in text
    assert f"{adopted.signed_by.username}于" in text
    assert DRAFT not in text
