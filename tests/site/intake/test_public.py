"""Anybody may apply and ask; nobody learns anything of anybody."""

import re

import pytest
from django.test import Client

from luoshi.site.intake.actions import Refuse, Register, new_number
from luoshi.site.intake.models import Application
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import Subject

DAYING = "640422100201"
SAID = {
    "name": "马志明",
    "phone": "13895112233",
    "trouble": ["家里有人生病，花费大"],
    "words": "住院三次",
    "consent": "on",
}


def apply(client: Client, **said: object) -> str:
    response = client.post(f"/apply/{DAYING}/", {**SAID, **said}, follow=True)
    return str(response.content.decode())


def test_an_application_is_kept_and_gets_a_number(client: Client) -> None:
    page = apply(client)
    one = Application.objects.get()
    assert one.number in page
    assert (one.village, one.trouble, one.words) == (DAYING, SAID["trouble"][0], "住院三次")
    assert re.fullmatch(r"([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}", one.number)


def test_a_proxy_may_apply(client: Client) -> None:
    apply(client, proxy="马小军", proxy_phone="13900000000")
    assert Application.objects.get().proxy == "马小军"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": ""}, "请填户主姓名"),
        ({"phone": "12345"}, "11 位手机号码"),
        ({"trouble": []}, "请至少选一项"),
        ({"consent": ""}, "请勾选"),
    ],
)
def test_what_is_missing_is_told_and_nothing_kept(
    client: Client, said: dict[str, object], told: str
) -> None:
    assert told in apply(client, **said)
    assert not Application.objects.exists()


def test_a_robot_that_fills_everything_is_not_kept(client: Client) -> None:
    apply(client, website="spam")
    assert not Application.objects.exists()


def test_an_id_number_in_the_words_is_masked(client: Client) -> None:
    apply(client, words="电话13995123456 11010519491231002X", name="张三110105491231002")
    kept = Application.objects.get()
    assert (kept.words, kept.name) == ("电话13995123456 110105****2X", "张三110105****02")


def test_one_telephone_applies_three_times_a_day(client: Client) -> None:
    for _ in range(3):
        apply(client)
    assert "今天已经申报过" in apply(client)
    assert Application.objects.count() == 3


def test_one_address_applies_twenty_times_an_hour(client: Client) -> None:
    for number in range(20):
        apply(client, phone=f"138951122{number:02d}")
    assert "太频繁" in apply(client, phone="13700000000")


def test_a_village_that_is_none_is_not_found(client: Client) -> None:
    assert client.get("/apply/640422000000/").status_code == 404
    assert client.get("/apply/hello/").status_code == 404


def test_the_code_leads_straight_to_the_village(client: Client) -> None:
    assert client.get(f"/apply/?v={DAYING}")["Location"] == f"/apply/{DAYING}/"


def ask(client: Client, number: str, phone: str) -> str:
    said = {"number": number, "phone": phone}
    return str(client.post("/apply/state/", said).content.decode())


def test_the_state_is_told_for_number_and_telephone(client: Client, user_of) -> None:  # type: ignore[no-untyped-def]
    apply(client)
    one = Application.objects.get()
    assert "等待村里登记" in ask(client, one.number.lower(), "2233")
    case = Register(one, user_of("village"), Subject(DAYING, "H1001", "马志明")).execute()
    assert (case.source, case.household) == (Source.APPLICATION, "H1001")
    page = ask(client, one.number, "2233")
    assert "正在安排人核实" in page
    assert not [word for word in ("马志明", "13895112233", "H1001", "生病") if word in page]
    Case.objects.update(stage="monitored")
    assert "已纳入监测帮扶" in ask(client, one.number, "2233")


def test_a_refusal_is_told_with_its_reason(client: Client, user_of) -> None:  # type: ignore[no-untyped-def]
    apply(client)
    one = Application.objects.get()
    Refuse(one, user_of("village"), "不是本村的户").execute()
    assert "不是本村的户" in ask(client, one.number, "2233")


def test_a_wrong_telephone_or_number_finds_nothing(client: Client) -> None:
    apply(client)
    one = Application.objects.get()
    assert "没有查到" in ask(client, one.number, "0000")
    assert "没有查到" in ask(client, new_number(), "2233")


def test_guessing_is_slowed_down(client: Client) -> None:
    for _ in range(30):
        ask(client, new_number(), "2233")
    assert "太频繁" in ask(client, new_number(), "2233")
