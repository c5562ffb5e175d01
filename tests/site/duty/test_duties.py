"""Who answers for whom: counted from the ledgers, given, and handed over."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from rights_cases import PageCases

from luoshi.pack import load
from luoshi.site.accounts.models import User
from luoshi.site.duty.actions import Assign, HandOver
from luoshi.site.duty.presenters import Standing, standing
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import Ability, Refused

DAY = date(2025, 6, 30)
DAYING, SHAGANG, YANGDIAN = "640422100201", "640422215205", "640423100208"
Of = Callable[..., Any]


@pytest.fixture(autouse=True)
def led_villages(usual: object, db: None) -> None:
    for village in (DAYING, SHAGANG, YANGDIAN):
        keep("key_villages", 行政村=village, 村类别="重点帮扶村", 列入日期=date(2022, 1, 1))
    keep("duty", **led(DAYING, "张县长", date(2022, 3, 1)))


def keep(table: str, **row: Any) -> None:
    keep_rows(ledger(table), [row])


def led(village: str, leader: str, since: date) -> dict[str, Any]:
    name = load().areas.by_code(village).name
    kind = {"包抓对象类别": "重点帮扶村", "包抓对象": name, "领导职级": rank()}
    return {"包抓地": village, "包抓领导": leader, "包抓日期": since} | kind


def rank() -> str:
    return load().codes["leader_ranks"].items[0].name


def stands(user: User, duty: str = "key-village", day: date = DAY) -> Standing:
    return standing(user, load().duties[duty], day)


def places(some: tuple[Any, ...]) -> set[str]:
    return {line.wanted.place for line in some}


def test_it_counts_who_has_a_leader_and_who_has_none(user_of: Of) -> None:
    found = stands(user_of("province"))
    assert places(found.held) == {DAYING}
    assert places(found.without) == {SHAGANG, YANGDIAN}
    assert [(one.code, one.wanted, one.without) for one in found.counties] == [
        ("640422", 2, 1),
        ("640423", 1, 1),
    ]


def test_a_county_sees_its_own(user_of: Of) -> None:
    assert places(stands(user_of("county")).lines) == {DAYING, SHAGANG}


def test_a_duty_counts_from_its_day_until_it_ends(user_of: Of) -> None:
    assert not stands(user_of("province"), day=date(2022, 2, 28)).held
    assert stands(user_of("province"), day=date(2022, 3, 1)).held


def test_households_are_answered_for_too(user_of: Of) -> None:
    found = stands(user_of("county"), "household")
    assert places(found.without) == {"H1001"}
    keep("household_duty", 户编号="H1001", 包户责任人="李支书", 包户人职务=post(), 包户日期=DAY)
    assert not stands(user_of("county"), "household").without


def post() -> str:
    return load().codes["household_duty_titles"].items[0].name


def test_a_large_settlement_needs_a_leader_of_its_own(user_of: Of) -> None:
    keep("resettlement", **settlement("新村安置区", 1200))
    keep("resettlement", **settlement("小安置区", 300))
    assert [line.wanted.name for line in stands(user_of("county"), "settlement").without] == [
        "新村安置区"
    ]


def settlement(name: str, people: int) -> dict[str, Any]:
    whole: Mapping[str, Any] = {"有劳动力户数": 1, "有人就业户数": 1, "有配套产业": "是"}
    row = {"年度": 2024, "安置区名称": name, "安置地": DAYING, "安置区人口数": people}
    return {**row, **whole, "公共服务齐全": "是"}


def test_a_duty_is_given(user_of: Of) -> None:
    user = user_of("county")
    bare = next(line.wanted for line in stands(user).without)
    cells = {"包抓领导": "王书记", "领导职级": rank(), "包抓日期": "2025-06-01"}
    Assign(load().duties["key-village"], bare, user, {**cells, "包抓对象": "沙岗村"}).execute()
    assert not stands(user).without


def hand(user: User, **cells: str) -> Record:
    (old,) = Record.objects.filter(ledger="duty")
    return HandOver(load().duties["key-village"], old, user, cells).execute()


def test_handing_over_ends_the_old_and_begins_the_new(user_of: Of) -> None:
    user = user_of("county")
    hand(user, 包抓领导="赵书记", 包抓日期="2024-05-01", 领导职级=rank(), 包抓对象="大营村")
    old, new = Record.objects.filter(ledger="duty").order_by("pk")
    assert old.data["包抓终止日期"] == new.data["包抓日期"] == "2024-05-01"
    (line,) = stands(user).held
    assert [one.holder for one in line.holders] == ["赵书记"]
    (before,) = stands(user, day=date(2024, 4, 30)).held
    assert [one.holder for one in before.holders] == ["张县长"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"包抓领导": "赵书记", "包抓日期": "2022-03-01"}, "晚于前任"),
        ({"包抓领导": "张县长", "包抓日期": "2024-05-01"}, "同一个人"),
        ({"包抓领导": "", "包抓日期": "2024-05-01"}, "必填"),
        ({"包抓领导": "赵书记", "包抓日期": "明年"}, "日期"),
    ],
)
def test_a_wrong_handover_changes_nothing(user_of: Of, cells: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        hand(user_of("county"), 领导职级=rank(), 包抓对象="大营村", **cells)
    (still,) = Record.objects.filter(ledger="duty")
    assert "包抓终止日期" not in still.data


def test_another_county_cannot_hand_it_over(user_of: Of) -> None:
    with pytest.raises(Refused):
        hand(user_of("county", area="640423000000"), 包抓领导="赵书记", 包抓日期="2024-05-01")


class TestPage(PageCases):
    url = "/duty/"
    ability = Ability.READ


def test_the_pages_lead_from_the_list_to_a_handover(client_of: Callable[..., Client]) -> None:
    client = client_of("county")
    page = client.get("/duty/").content.decode()
    assert "沙岗村" in page
    assert "/duty/key-village/assign/?place=640422215205" in page
    held = client.get("/duty/?held=1").content.decode()
    assert "张县长" in held
    (record,) = Record.objects.filter(ledger="duty")
    url = f"/duty/key-village/{record.pk}/hand-over/"
    said = {"c0": "赵书记"}
    assert "必填" in client.post(url, said).content.decode()


def test_who_may_not_see_names_sees_none(client_of: Callable[..., Client]) -> None:
    text = client_of("assessor").get("/duty/?held=1").content.decode()
    assert "张**" in text
    assert "张县长" not in text
