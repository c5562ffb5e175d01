"""Numbers that move: what is shown is what the engine gives."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from luoshi import pack
from luoshi.allocation import Overrides, Waiver, allocate
from luoshi.allocation.changes import changes_of
from luoshi.ids import own
from luoshi.site.funds.models import Scenario
from luoshi.text.numbers import written

from .conftest import SCHEME, YEAR, made_up

pytestmark = pytest.mark.django_db

ClientOf = Callable[..., Client]
TRYING = f"/funds/{SCHEME}/{YEAR}/"


def amounts(**overrides: object) -> list[str]:
    """What the engine gives each county."""
    scheme = pack.load().schemes[SCHEME]
    found = allocate(scheme, made_up(scheme, YEAR), YEAR, Overrides(**overrides))
    return [written(one.amount) for one in found.counties]


@pytest.fixture
def client(client_of: ClientOf) -> Client:
    return client_of("province")


def test_the_page_shows_the_scheme_as_it_is(client: Client) -> None:
    text = client.get(TRYING).content.decode()
    for shown in amounts():
        assert f"<b>{shown}</b>" in text
    assert "暂定" in text
    assert "财农〔2021〕19号" in text


def test_a_moved_number_moves_every_county(client: Client) -> None:
    text = client.get(f"{TRYING}reckon/", {"w:people": "80"}).content.decode()
    moved = amounts(weights={"people": Decimal(80)})
    assert moved != amounts()
    for shown in moved:
        assert f"<b>{shown}</b>" in text
    assert "相关人群数量：30 改为 80" in text


def test_steps_of_every_county_are_there(client: Client) -> None:
    text = client.get(f"{TRYING}reckon/").content.decode()
    assert text.count("data-open-steps") == len(pack.load().areas.counties())
    assert "权重 30%" in text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"w:people": "三十"}, "不是数"),
        ({"total": "-5"}, "不能小于 0"),
        ({"total": "NaN"}, "不是数"),
        ({"total": "1000000000000000"}, "太大了"),
        ({"total": "1"}, "不能同时做到"),
    ],
)
def test_what_cannot_be_is_told_in_its_place(
    client: Client, sent: dict[str, str], told: str
) -> None:
    answer = client.get(f"{TRYING}reckon/", sent)
    assert answer["HX-Retarget"] == "#refused"
    assert told in answer.content.decode()


def test_a_guarded_limit_is_lifted_in_somebodys_name_only(client: Client) -> None:
    lifted = {"sent": "1"} | {
        f"on:{one.id}": "1" for one in pack.load().schemes[SCHEME].limits if one.id != "key-floor"
    }
    answer = client.get(f"{TRYING}reckon/", lifted)
    assert "写明由谁批准放开" in answer.content.decode()
    named = lifted | {"officer:key-floor": "王某", "reason:key-floor": "灾后重建"}
    text = client.get(f"{TRYING}reckon/", named).content.decode()
    assert "由王某批准放开：灾后重建" in text


def test_what_is_sent_becomes_what_the_engine_takes() -> None:
    scheme = pack.load().schemes[SCHEME]
    sent = {
        "sent": "1",
        "total": "1,200.5",
        "w:people": "30",
        "w:income": "40",
        "l:cut.rate": "9",
        "l:assessment-cut.rate": "0.3",
        "on:tilt-county": "1",
        "officer:key-floor": "王某",
        "reason:key-floor": "试算",
        "nonsense": "x",
    }
    changes = changes_of(scheme, YEAR, sent)
    asked = changes.overrides
    assert asked.total == Decimal("1200.5")
    assert asked.weights == {"income": Decimal(40)}
    assert asked.levels == {"assessment-cut.rate": Decimal("0.3")}
    assert asked.enforced["tilt-head"] is False
    assert "tilt-county" not in asked.enforced
    assert asked.waivers == {"key-floor": Waiver("王某", "试算")}
    assert "nonsense" not in changes.kept()


def test_a_scenario_is_kept_and_gone_on_from(client: Client) -> None:
    answer = client.post(TRYING, {"title": "多给人口", "w:people": "60", "note": "看看"})
    kept = Scenario.objects.get()
    assert answer["Location"] == f"/funds/scenarios/{kept.pk}/"
    text = client.get(f"{TRYING}?from={kept.pk}").content.decode()
    assert 'name="w:people" value="60"' in text


@pytest.mark.parametrize("sent", [{"title": ""}, {"title": "甲", "w:people": "多"}])
def test_what_is_wrong_is_not_kept(client: Client, sent: dict[str, str]) -> None:
    assert client.post(TRYING, sent).status_code == 200
    assert not Scenario.objects.exists()


def test_an_unknown_scheme_or_year_is_not_found(client: Client) -> None:
    assert client.get("/funds/nothing/2024/").status_code == 404
    assert client.get("/funds/2021-26/nothing/2024/").status_code == 404
    assert client.get(f"/funds/{SCHEME}/1999/").status_code == 404


def test_a_scheme_is_found_by_its_own_name_alone(client: Client) -> None:
    """As it was called while a place had one notice."""
    answer = client.get(f"/funds/{own(SCHEME)}/{YEAR}/")
    assert answer.status_code == 200
    assert TRYING in answer.content.decode()
