"""Seeing an ID number: by right, one at a time, on the audit log."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from small_province import Province, number_of

from luoshi.households.dossier import Dossier, dossier
from luoshi.site.accounts.models import User
from luoshi.site.audit.models import Event
from luoshi.site.monitoring.actions import vault as opening
from luoshi.site.monitoring.actions.vault import OpenVault
from luoshi.site.monitoring.models import FlaggedHousehold
from luoshi.site.rights import Refused
from luoshi.warehouse.errors import VaultError
from luoshi.warehouse.vault import Vault

ClientOf = Callable[..., Client]
HouseholdOf = Callable[[str], FlaggedHousehold]


@pytest.fixture
def ask(published: Province, household_of: HouseholdOf) -> Callable[..., tuple[int, str]]:
    """Ask for somebody's number on a household's page: status and page."""

    def post(client: Client, name: str, number: str = "H1001") -> tuple[int, str]:
        address = f"/leads/households/{household_of(number).pk}/id-number/"
        response = client.post(address, {"person": published.person(name)})
        return response.status_code, response.content.decode()

    return post


Ask = Callable[..., tuple[int, str]]


def test_a_county_user_sees_the_number_asked_for_and_no_other(
    client_of: ClientOf, ask: Ask
) -> None:
    status, page = ask(client_of("county"), "李秀英")
    assert status == 200
    assert number_of("李秀英") in page
    assert number_of("马志明") not in page


def test_each_look_goes_on_the_audit_log_without_the_number(client_of: ClientOf, ask: Ask) -> None:
    client = client_of("county")
    ask(client, "李秀英")
    ask(client, "李秀英")
    events = Event.objects.filter(action="vault_opened")
    assert {event.target for event in events} == {"H1001 户 配偶"}
    assert len(events) == 2
    assert events[0].area == "640422100201"


def test_of_two_with_the_same_relation_the_log_says_which(
    client_of: ClientOf, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def alike(*args: object) -> Dossier:
        known = dossier(*args)
        return replace(known, members=tuple(replace(m, relation="之女") for m in known.members))

    monkeypatch.setattr(opening, "dossier", alike)
    ask(client_of("county"), "李秀英")
    event = Event.objects.get(action="vault_opened")
    assert event.target == "H1001 户 之女（年龄从大到小第 2 人）"


def test_a_household_of_another_county_is_not_found(client_of: ClientOf, ask: Ask) -> None:
    status, page = ask(client_of("county"), "杨玉兰", "H2001")
    assert status == 404
    assert number_of("杨玉兰") not in page


def test_a_person_of_another_household_is_refused(client_of: ClientOf, ask: Ask) -> None:
    status, page = ask(client_of("county"), "杨玉兰", "H1001")
    assert status == 403
    assert number_of("杨玉兰") not in page
    assert not Event.objects.filter(action="vault_opened").exists()


@pytest.mark.parametrize("role", ["township", "village", "department", "assessor", "admin"])
def test_a_role_without_the_right_is_refused(role: str, client_of: ClientOf, ask: Ask) -> None:
    status, page = ask(client_of(role, unit="教育厅"), "李秀英")
    assert status == 403
    assert number_of("李秀英") not in page


def test_the_action_itself_refuses_whom_the_page_would(
    user_of: Callable[..., User], published: Province, household_of: HouseholdOf
) -> None:
    household, person = household_of("H1001"), str(published.person("李秀英"))
    for user in (user_of("county", area="640423"), user_of("village")):
        with pytest.raises(Refused):
            OpenVault(household, user, person).execute()


def test_it_is_not_opened_by_following_a_link(
    client_of: ClientOf, published: Province, household_of: HouseholdOf
) -> None:
    address = f"/leads/households/{household_of('H1001').pk}/id-number/"
    assert client_of("county").get(address).status_code == 405


def test_a_number_the_vault_has_not_is_told_on_the_page(
    client_of: ClientOf, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(vault: Vault, person: int) -> str:
        raise VaultError("保险库中没有这个人的证件号码")

    monkeypatch.setattr(Vault, "open", lost)
    status, page = ask(client_of("county"), "李秀英")
    assert status == 200
    assert "保险库中没有这个人" in page
