"""Who sees which topics, figures, rows and files."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.pack import Pack
from luoshi.site.ledgers.models import Record
from luoshi.site.monitoring.policies import may_see as facts_open
from luoshi.site.notices.policies import sight_of
from luoshi.site.rights import scope_of
from luoshi.site.topics.policies import Seeing

pytestmark = pytest.mark.django_db

XIJI, YUANZHOU, VILLAGE = "640422", "640402", "640422100201"
ClientOf = Callable[..., Client]
Keep = Callable[..., Record]
Read = Callable[..., str]


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def seeing(policy: Pack, user: object) -> Seeing:
    scope = scope_of(user)
    return Seeing(policy, user, scope, sight_of(scope, policy))  # type: ignore[arg-type]


def test_a_county_sees_its_own_row_and_how_the_others_do(
    money: dict[str, Record], read: Read
) -> None:
    text = plain(read("/topics/money/?year=2024", role="county", area=XIJI))
    assert "西吉县 1,000 100 10%" in text
    assert "原州区" not in text
    assert "各县合计 2,000" in text
    assert "支付没有对应的项目 错误 1 处" in text
    asked = plain(read(f"/topics/money/?year=2024&area={YUANZHOU}", role="county", area=XIJI))
    assert "原州区" not in asked


def test_a_county_sees_only_its_own_rows(money: dict[str, Record], read: Read) -> None:
    path = "/topics/money/watches/money-no-project/?year=2024"
    assert "原州区" in plain(read(path))
    own = plain(read(path, role="county", area=XIJI))
    assert "单2" in own
    assert "单1" not in own
    assert "原州区" not in own


def test_a_watch_of_counties_tells_a_county_of_itself_only(
    money: dict[str, Record], read: Read
) -> None:
    path = "/topics/money/watches/money-behind/?year=2024"
    assert "西吉县 全县" in plain(read(path, role="county", area=XIJI))
    assert "没有发现" in plain(read(path, role="county", area=YUANZHOU))


def test_a_township_sees_rows_of_its_villages(keep: Keep, read: Read) -> None:
    for number, place in enumerate((VILLAGE, "640422101200"), start=1):
        keep("post_pay", place, 证件号码=number)
    path = "/topics/posts/watches/pay-absent/?year=2024"
    assert plain(read(path)).count("保洁员") == 2
    assert plain(read(path, role="township", area="640422100")).count("保洁员") == 1
    assert plain(read(path, role="village", area=VILLAGE)).count("保洁员") == 1
    assert plain(read(path, role="county", area=YUANZHOU)).count("保洁员") == 0


def test_no_name_and_no_number_is_on_the_list(keep: Keep, read: Read) -> None:
    keep("post_pay", VILLAGE, 证件号码=987654321, 姓名="马文秀")
    html = read("/topics/posts/watches/pay-absent/?year=2024")
    assert "吉强镇" in html
    assert "马文秀" not in html
    assert "987654321" not in html


def test_a_ledgers_own_rule_opens_and_shuts_its_figures(
    policy: Pack, user_of: Callable[..., object]
) -> None:
    village = seeing(policy, user_of("village"))
    assert [one.id for one in village.topics()] == ["credit", "posts"]
    assert not village.groups(policy.topics["money"])
    assert {one.table for one in village.watches(policy.topics["posts"])} == {
        "post_holders",
        "post_pay",
        "jobs",
    }
    finance = seeing(policy, user_of("department", area="", unit="财政厅"))
    assert {one.id for one in finance.groups(policy.topics["money"])} >= {"batches", "by-task"}
    assert not finance.groups(policy.topics["land"])


def test_departments_data_is_its_own(policy: Pack, user_of: Callable[..., object]) -> None:
    watches = policy.topics["posts"].watches
    away = next(one for one in watches if one.id == "jobs-post-away")
    labour = user_of("department", area="", unit="人力资源社会保障厅")
    health = user_of("department", area="", unit="卫生健康委")
    assert away in seeing(policy, labour).watches(policy.topics["posts"])
    assert away not in seeing(policy, health).watches(policy.topics["posts"])
    assessor = user_of("assessor")
    assert not facts_open(scope_of(assessor), policy.tables["microloans"])
    shown = seeing(policy, assessor).groups(policy.topics["credit"])
    (loans,) = (one for one in shown if one.id == "microloans")
    assert {one.id for one in loans.figures} == {
        "microloan-granted",
        "microloan-subsidy",
        "microloan-fund",
    }


@pytest.mark.parametrize("topic", ["money", "land"])
def test_a_topic_nobody_opened_is_refused_and_told_why(client_of: ClientOf, topic: str) -> None:
    response = client_of("village").get(f"/topics/{topic}/")
    assert response.status_code == 403
    assert "不对你的角色和单位开放" in response.content.decode()
    assert client_of("village").get(f"/topics/{topic}/chart/").status_code == 403


def test_a_watch_of_a_closed_table_is_refused(client_of: ClientOf) -> None:
    path = "/topics/posts/watches/posts-two/"
    assert client_of("village").get(path).status_code == 403
    assert client_of("county").get(path).status_code == 200


def test_an_administrator_sees_no_data(keep: Keep, client_of: ClientOf) -> None:
    page = client_of("admin").get("/topics/").content.decode()
    assert "没有对你开放的专题" in page
    assert client_of("admin").get("/topics/money/").status_code == 403


@pytest.mark.parametrize("path", ["export.xlsx", "watches/money-forbidden/export.xlsx"])
def test_files_are_for_who_may_export(client_of: ClientOf, keep: Keep, path: str) -> None:
    assert client_of("assessor").get(f"/topics/money/{path}").status_code == 403
    assert client_of("province").get(f"/topics/money/{path}").status_code == 200
