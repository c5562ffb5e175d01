"""Needs: found by data, answered by the department that gives the help, counted to the case."""

from collections.abc import Callable
from datetime import date

import pytest
from casework_cases import Act, UserOf
from django.test import Client
from rights_cases import PageCases
from small_province import DAY

from luoshi.pack import load
from luoshi.pack.endings import Ending
from luoshi.screening import RuleLeads, find_needs
from luoshi.site.casework.actions.lead_intake import Received
from luoshi.site.casework.services.needs import need_cases, receive_needs, tallies
from luoshi.site.casework.services.rounds import run_round
from luoshi.site.processes.models import Case
from luoshi.site.rights import Ability, scope_of
from luoshi.site.sources import engine

pytestmark = pytest.mark.usefixtures("usual", "db")

ClientOf = Callable[..., Client]


def nobody() -> list[RuleLeads]:
    """Every need asked, and nobody found to have one."""
    asked = find_needs(load(), engine(), DAY)
    return [RuleLeads(one.parsed, one.rows.slice(0, 0)) for one in asked]


def needs() -> set[tuple[str, str]]:
    cases = Case.objects.filter(process="low-income")
    return set(cases.values_list("matter", "household"))


@pytest.mark.usefixtures("in_round")
def test_a_low_income_household_in_a_bad_house_needs_a_house() -> None:
    assert ("relief-housing", "H1001") in needs()
    assert not {household for _, household in needs()} & {"H1002", "H2001"}
    case = Case.objects.get(matter="relief-housing")
    assert (case.unit, case.owner) == ("住房城乡建设厅", "department")


def test_one_person_may_need_several_kinds_of_help_each_once() -> None:
    run_round(DAY, on=DAY)
    assert {matter for matter, _ in needs()} == {"relief-housing", "relief-medical"}
    assert run_round(DAY, on=DAY).needs.opened == 0


@pytest.mark.usefixtures("in_round")
def test_only_its_department_and_the_places_see_it(client_of: ClientOf) -> None:
    case = Case.objects.get(matter="relief-housing")
    url = f"/cases/{case.pk}/"
    assert client_of("department", unit="住房城乡建设厅").get(url).status_code == 200
    assert client_of("department", unit="教育厅").get(url).status_code == 404
    bureau = client_of("department", unit="住房城乡建设厅", area="640423000000")
    assert bureau.get(url).status_code == 404


def test_what_was_answered_this_year_is_not_asked_again(act: Act, user_of: UserOf) -> None:
    run_round(DAY, on=DAY)
    case = Case.objects.get(matter="relief-housing")
    Case.objects.filter(pk=case.pk).update(stage="helped", phase="closed", closed_on=DAY)
    assert run_round(DAY, on=DAY).needs.opened == 0
    assert run_round(date(2026, 1, 5), anyway=True, on=date(2026, 1, 5)).needs.opened == 1


@pytest.mark.usefixtures("in_round")
def test_a_need_that_is_gone_lapses() -> None:
    case = Case.objects.get(matter="relief-medical")
    assert receive_needs(nobody(), DAY) == Received(0, 0, lapsed=2)
    case.refresh_from_db()
    assert (case.stage, case.ending) == ("silent", Ending.SILENT)
    assert receive_needs(find_needs(load(), engine(), DAY), DAY).opened == 2


@pytest.mark.usefixtures("in_round")
def test_a_need_that_somebody_answers_stays_marked_until_it_shows_again(act: Act) -> None:
    case = Case.objects.get(matter="relief-housing")
    case = act(case, "province", "ask-village", note="问问村里", day=DAY)
    case = act(case, "province", "told", cells={"核对情况": "房子还在住"}, day=DAY)
    assert receive_needs(nobody(), DAY) == Received(0, 0, lapsed=1, marked=1)
    case.refresh_from_db()
    assert (case.stage, case.mark) == ("need", "silent")
    receive_needs(find_needs(load(), engine(), DAY), DAY)
    case.refresh_from_db()
    assert (case.stage, case.mark) == ("need", "")


@pytest.mark.usefixtures("in_round")
def test_a_need_that_could_not_be_asked_is_left_alone() -> None:
    before = list(Case.objects.order_by("pk").values_list("stage", "mark", "version"))
    assert receive_needs((), DAY) == Received(0, 0, 0)
    assert list(Case.objects.order_by("pk").values_list("stage", "mark", "version")) == before


@pytest.mark.usefixtures("in_round")
def test_numbers_equal_the_lists_to_the_household(user_of: UserOf) -> None:
    scope = scope_of(user_of("county"))
    found = tallies(need_cases(scope), 6)
    for matter, lines in found.items():
        for line in lines:
            listed = need_cases(scope).filter(matter=matter, village__startswith=line.place)
            assert line.wanted == listed.count()
            assert line.waiting == listed.filter(closed_on=None).count()
            assert line.wanted == line.given + line.waiting + line.refused + line.dropped


class TestPage(PageCases):
    url = "/cases/needs/"
    ability = Ability.READ


@pytest.mark.usefixtures("in_round")
def test_the_page_shows_the_numbers(client_of: ClientOf) -> None:
    text = client_of("county").get("/cases/needs/").content.decode()
    assert "住房救助" in text
    assert "matter=relief-housing" in text
