"""Who sees plans, who tries numbers, who signs."""

from collections.abc import Callable

import pytest
from django.test import Client
from rights_cases import PageCases

from luoshi.site.funds.models import Plan, Scenario
from luoshi.site.rights import Ability

from .conftest import SCHEME, YEAR, Made

pytestmark = pytest.mark.django_db

ClientOf = Callable[..., Client]
TRYING = f"/funds/{SCHEME}/{YEAR}/"


class TestIndex(PageCases):
    url = "/funds/"
    ability = Ability.READ


@pytest.mark.parametrize("path", ["", "reckon/", "compare/"])
@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        ("province", "", 200),
        ("department", "财政厅", 200),
        ("department", "医保局", 403),
        ("county", "", 403),
        ("township", "", 403),
        ("village", "", 403),
        ("assessor", "", 403),
        ("admin", "", 403),
    ],
)
def test_numbers_are_tried_by_the_province_and_who_leads(
    client_of: ClientOf, role: str, unit: str, status: int, path: str
) -> None:
    area = "" if role == "department" else None
    assert client_of(role, area, unit).get(TRYING + path).status_code == status


def test_a_countys_bureau_of_the_same_name_does_not(client_of: ClientOf) -> None:
    assert client_of("department", "640422", "财政厅").get(TRYING).status_code == 403


def test_drafts_are_shown_to_nobody_else(client_of: ClientOf, draft: Made) -> None:
    address = f"/funds/scenarios/{draft('悄悄试的').pk}/"
    assert client_of("province").get(address).status_code == 200
    for role in ("county", "township", "village", "assessor", "admin"):
        client = client_of(role)
        assert client.get(address).status_code == 403
        assert "悄悄试的" not in client.get("/funds/").content.decode()
    assert client_of("department", "", "医保局").get(address).status_code == 403


def test_what_was_adopted_is_open_to_all(client_of: ClientOf, adopted: Plan) -> None:
    for role in ("province", "county", "township", "village", "assessor"):
        answer = client_of(role).get(f"/funds/plans/{adopted.pk}/")
        assert answer.status_code == 200
        assert "西吉县" in answer.content.decode()


def test_papers_go_to_those_who_may_export(client_of: ClientOf, adopted: Plan) -> None:
    for ending in ("docx", "xlsx"):
        address = f"/funds/plans/{adopted.pk}/plan.{ending}"
        assert client_of("county").get(address).status_code == 200
        assert client_of("village").get(address).status_code == 403


@pytest.mark.parametrize("step", ["propose", "sign", "back", "drop"])
def test_steps_are_not_taken_by_others_nor_by_following_a_link(
    client_of: ClientOf, draft: Made, step: str
) -> None:
    address = f"/funds/scenarios/{draft().pk}/{step}/"
    assert client_of("county").post(address).status_code == 403
    assert client_of("department", "", "医保局").post(address).status_code == 403
    assert client_of("province").get(address).status_code == 405
    assert Scenario.objects.get().state == "draft"
