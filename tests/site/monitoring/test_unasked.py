"""What a rule found stays as it stands while the rule cannot be asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from small_province import Province

from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import Lead, Publication
from luoshi.site.monitoring.services.publishing import publish

LAST, AFTER = date(2025, 12, 31), date(2026, 1, 1)


def states(rule: str) -> set[str]:
    return set(Lead.objects.filter(rule=rule).values_list("state", flat=True))


@pytest.mark.parametrize("day", [LAST, AFTER])
def test_a_rule_that_was_not_asked_ends_no_lead(published: Province, day: date) -> None:
    assert states("medical-burden") == {State.OPEN}
    publish(published.pack, published.screen(day), published.engine)
    unasked = {one["rule"] for one in Publication.objects.latest("pk").unasked}
    assert ("medical-burden" in unasked) is (day == AFTER)
    assert states("medical-burden") == {State.OPEN}
    assert states("hospital-stay") == ({State.OPEN} if day == AFTER else {State.GONE})


@pytest.mark.parametrize("is_stale", [False, True])
def test_nothing_follows_from_silence_where_data_are_old(
    published: Province, is_stale: bool
) -> None:
    others = frozenset(f"6499{number}" for number in range(10, 40))
    stale = dict.fromkeys(published.pack.rules, others)
    stale["hospital-stay"] = others | ({"640422"} if is_stale else set())
    publish(
        published.pack,
        replace(published.screen(LAST), stale_in=stale),
        published.engine,
    )
    assert states("hospital-stay") == {State.OPEN if is_stale else State.GONE}


def test_the_worklist_and_the_rules_page_say_which_were_not_asked(
    published: Province, client_of: Callable[..., Client]
) -> None:
    client = client_of("province")
    assert "没有问" not in client.get("/leads/").content.decode()
    publish(published.pack, published.screen(AFTER), published.engine)
    text = client.get("/leads/").content.decode()
    assert "规则没有问" in text
    assert "由乡村振兴局录入" in text
    rule = client.get("/cases/rules/hospital-stay/")
    assert rule.status_code == 200
    assert "这条规则没有问" in rule.content.decode()
