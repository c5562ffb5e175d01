"""What is masked for a reader changes nothing the reader is shown: no order, no search, no page."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from small_province import HOUSEHOLDS

from luoshi.site.listing import worded
from luoshi.site.monitoring.models import FlaggedHousehold, Lead
from luoshi.site.processes.models import Case
from luoshi.site.quality.models import Finding, Run
from luoshi.site.rights import Ability, Role, Scope

pytestmark = pytest.mark.db

LISTS = (
    "/leads/",
    "/cases/",
    "/quality/findings/",
    "/projects/",
    "/ledgers/duty/",
    "/duty/",
    "/cases/surveys/",
    "/ledgers/standing/",
)
NAMES = ("马一二", "马三四", "马五六")
TOKEN = re.compile(r"[A-Za-z0-9]{64}")


@pytest.fixture
def findings(in_round: None, user_of) -> None:
    """A finding on each household, beside its leads and cases."""
    run = Run.objects.create(
        county="640422", as_of=date(2025, 6, 30), by=user_of("county"), state="done"
    )
    for number, village in HOUSEHOLDS.items():
        Finding.objects.create(
            county=village[:6], key=number, facts="", seen=run, table="monitored", area=village,
            rule="1_02_001", group="basic", household=number, name="马某", state="opened",
            since=run.as_of, weight=1, row=1,
        )  # fmt: skip


def call_households(names: tuple[str, ...]) -> None:
    """Give the households' heads and people other names, wherever the site keeps them."""
    for number, name in zip(sorted(HOUSEHOLDS), names, strict=True):
        FlaggedHousehold.objects.filter(number=number).update(head=name)
        Lead.objects.filter(household__number=number).update(person_name=name)
        Case.objects.filter(household=number).update(head=name, person_name=name)
        Finding.objects.filter(household=number).update(name=name)


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Every list in every order that can be asked, in every column, and searched by a name."""
    for url in LISTS:
        context = client.get(url).context
        listing = context.get("listing") or context["table"]
        asked = [f"sort={sign}{key}" for key in listing.sorting.orders for sign in ("", "-")]
        every = urlencode({"columns": list(listing.declared)}, doseq=True)
        for one in (*asked, every, "q=一二", "q=马"):
            yield f"{url}?{one}", page(client, f"{url}?{one}")


def page(client: Client, url: str) -> str:
    return TOKEN.sub("", client.get(url).content.decode())


def test_an_assessor_learns_no_name_from_any_list(findings: None, client_of) -> None:
    client = client_of("assessor")
    call_households(NAMES)
    before = dict(pages(client))
    call_households(NAMES[::-1])
    assert dict(pages(client)) == before


def test_who_sees_names_may_order_by_them(findings: None, client_of) -> None:
    client = client_of("province")
    by_head = ("/leads/?sort=head", "/cases/?sort=head")
    call_households(NAMES)
    before = [page(client, url) for url in by_head]
    call_households(NAMES[::-1])
    for url, one in zip(by_head, before, strict=True):
        assert page(client, url) != one
    assert 'sort=head"' in page(client, "/leads/?q=马").replace("&amp;", "&")


def test_a_heading_that_may_not_be_used_is_words_alone(findings: None, client_of) -> None:
    page = client_of("assessor").get("/leads/").content.decode()
    assert '<th scope="col">户主</th>' in page
    assert "sort=head" not in page
    assert "sort=place" in page


@pytest.mark.parametrize("ability", list(Ability))
def test_a_lookup_without_its_ability_finds_nothing(ability: Ability) -> None:
    every = frozenset(Ability)
    lookups = {"head__contains": ability}
    known = str(worded(Scope(Role.PROVINCE, abilities=every), "马", lookups))
    assert "head__contains" in known
    hidden = str(worded(Scope(Role.PROVINCE, abilities=every - {ability}), "马", lookups))
    assert "head__contains" not in hidden
