"""Special campaigns: every household of a group is looked at, and how far it has come."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from casework_cases import Act, CaseOf, UserOf
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import localdate
from rights_cases import PageCases
from small_province import DAY

from luoshi.pack import load
from luoshi.site.casework.actions.campaigns import OpenCampaign, households_of
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.casework.models import Campaign
from luoshi.site.casework.presenters.campaign_progress import Progress, cases_of, progress
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.rights import Ability, Refused, scope_of

pytestmark = pytest.mark.usefixtures("usual", "db")

ClientOf = Callable[..., Client]


def due() -> object:
    return localdate() + timedelta(20)


def opened(user: object, group: str = "bad-houses", **said: object) -> Campaign:
    said = {"title": "住房排查", "due_on": due()} | said
    return OpenCampaign(user, group, **said).execute()  # type: ignore[arg-type]


@pytest.mark.parametrize("group", list(load().campaign_groups))
def test_every_group_can_be_asked(group: str, user_of: UserOf) -> None:
    homes = households_of(load().campaign_groups[group], scope_of(user_of("province")), DAY)
    counts = {"bad-houses": 3, "monitored": 1, "lifted": 1, "review": 1, "former-poor": 1}
    assert len(homes) == counts.get(group, 0)


def test_each_household_gets_a_case(user_of: UserOf) -> None:
    campaign = opened(user_of("province"))
    cases = Case.objects.filter(enrolment__campaign=campaign)
    assert set(cases.values_list("household", flat=True)) == {"H1001", "H1002", "H2001"}
    assert {(case.source, case.due_on) for case in cases} == {(Source.CAMPAIGN, campaign.due_on)}


def test_a_county_asks_its_own(user_of: UserOf) -> None:
    campaign = opened(user_of("county"))
    assert set(
        Case.objects.filter(enrolment__campaign=campaign).values_list("household", flat=True)
    ) == {
        "H1001",
        "H1002",
    }


def test_a_household_with_a_case_is_not_opened_twice(case_of: CaseOf, user_of: UserOf) -> None:
    standing = case_of(household="H1001")
    campaign = opened(user_of("county"))
    standing.refresh_from_db()
    assert standing.enrolment.campaign == campaign
    assert standing.events.last().move == CaseworkEvent.ENROLLED  # type: ignore[union-attr]
    assert Case.objects.filter(household="H1001").count() == 1


def test_progress_counts_who_was_looked_at(act: Act, user_of: UserOf) -> None:
    campaign = opened(user_of("county"))
    case = Case.objects.get(household="H1001")
    scope = scope_of(user_of("county"))
    act(case, "county", "dispatch", day=localdate())
    lead, found = {"lead": 1, "dispatched": 1}, {"lead": 1, "verified": 1}
    assert progress(cases_of(campaign, scope), 6) == [Progress("640422", 2, 0, 0, lead)]
    case.refresh_from_db()
    seen = {"入户日期": localdate().isoformat(), "致贫返贫风险": "因安全住房"}
    act(case, "village", "verify", cells=seen, day=localdate())
    assert progress(cases_of(campaign, scope), 6) == [Progress("640422", 2, 1, 1, found)]
    other = scope_of(user_of("county", area="640423000000"))
    assert progress(cases_of(campaign, other), 6) == []


def test_a_campaign_gives_its_own_time_for_the_first_look(act: Act, user_of: UserOf) -> None:
    campaign = opened(user_of("county"))
    case = act(Case.objects.get(household="H1001"), "county", "dispatch", day=localdate())
    assert case.due_on == campaign.due_on


def test_a_campaign_of_another_county_is_not_there(user_of: UserOf, client_of: ClientOf) -> None:
    campaign = opened(user_of("county"))
    assert client_of("county").get(f"/cases/surveys/{campaign.pk}/").status_code == 200
    other = client_of("county", area="640423000000")
    assert other.get(f"/cases/surveys/{campaign.pk}/").status_code == 404
    assert other.get(f"/cases/surveys/{campaign.pk}/export/").status_code == 404
    assert campaign.title not in other.get("/cases/").content.decode()
    assert campaign.title in client_of("county").get("/cases/?tab=all").content.decode()


def test_the_lists_of_a_campaign_are_those_of_its_numbers(
    act: Act, user_of: UserOf, client_of: ClientOf
) -> None:
    campaign = opened(user_of("province"))
    case = act(Case.objects.get(household="H1001"), "county", "dispatch", day=localdate())
    seen = {"入户日期": localdate().isoformat(), "致贫返贫风险": "因安全住房"}
    act(case, "village", "verify", cells=seen, day=localdate())
    client, url = client_of("province"), f"/cases/surveys/{campaign.pk}/"
    for query, number in {"": 3, "list=waiting": 2, "list=looked": 1, "stage=lead": 2}.items():
        assert f"共 <b>{number}</b> 条" in client.get(f"{url}?{query}").content.decode()
    page = client.get(f"{url}?county=640423000000").content.decode()
    assert "杨玉兰" in page
    assert "马志明" not in page
    assert client.get(f"{url}export/?list=looked").status_code == 200


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"group": "everybody"}, "选一类"),
        ({"title": " "}, "名字"),
        ({"due_on": localdate() - timedelta(1)}, "截止日期"),
        ({"group": "cleared"}, "一户也没有"),
    ],
)
def test_what_makes_no_sense_is_refused(
    said: dict[str, object], told: str, user_of: UserOf
) -> None:
    with pytest.raises(ValidationError, match=told):
        opened(user_of("county"), **said)  # type: ignore[arg-type]
    assert not Campaign.objects.exists()


def test_a_village_sends_nobody(user_of: UserOf) -> None:
    with pytest.raises(Refused):
        opened(user_of("village"))
    with pytest.raises(Refused):
        opened(user_of("county"), area="640423000000")


class TestPage(PageCases):
    url = "/cases/surveys/"
    ability = Ability.READ


def test_the_page_counts_before_it_sends(client_of: ClientOf) -> None:
    client = client_of("county")
    said = {"title": "住房排查", "group": "bad-houses", "due_on": str(due())}
    page = client.post("/cases/surveys/open/", {**said, "count": "1"}).content.decode()
    assert "一共 2 户" in page
    assert not Case.objects.exists()
    page = client.post("/cases/surveys/open/", said, follow=True).content.decode()
    assert "已发起" in page
    assert Case.objects.count() == 2
