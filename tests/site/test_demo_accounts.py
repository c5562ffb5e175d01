"""Demonstration accounts: one a role, made once."""

import pytest
from django.test import Client

from luoshi.site.accounts.models import User
from luoshi.site.accounts.services import (
    DEMO_NAMES,
    NewAccount,
    make_demo_accounts,
    random_password,
    renew_demo_passwords,
)
from luoshi.site.rights import Role

pytestmark = pytest.mark.django_db


def make() -> list[NewAccount]:
    return make_demo_accounts(
        county="640422000000",
        township="640422100000",
        village="640422100201",
        unit="医保局",
        funder="财政厅",
        names={"640422000000": "西吉县"},
    )


def test_each_role_that_works_with_data_gets_one() -> None:
    made = make()
    roles = set(User.objects.values_list("role", flat=True))
    assert roles == set(Role) - {Role.ADMIN}
    assert {account.role for account in made} == {Role(role).label for role in roles}
    assert User.objects.get(username="county").display_name == "西吉县演示账号"
    assert {account.username for account in made} == set(DEMO_NAMES)


def test_the_password_told_is_the_password() -> None:
    account = make()[0]
    data = {"username": account.username, "password": account.password}
    assert Client().post("/account/login/", data)["Location"] == "/"


def test_made_again_nothing_changes() -> None:
    make()
    before = list(User.objects.order_by("id").values())
    assert make() == []
    assert list(User.objects.order_by("id").values()) == before


def test_passwords_differ_and_have_no_look_alikes() -> None:
    passwords = {random_password() for _ in range(50)}
    assert len(passwords) == 50
    assert not set("".join(passwords)) & set("il01o")


def test_new_passwords_are_set_for_the_demonstrations_accounts_alone() -> None:
    before = {account.username: account.password for account in make()}
    other = User.objects.create_user("somebody", password="别人的口令-9", role=Role.PROVINCE)
    renewed = {account.username: account.password for account in renew_demo_passwords()}
    assert renewed.keys() == before.keys()
    for username, password in renewed.items():
        account = User.objects.get(username=username)
        assert account.check_password(password)
        assert not account.check_password(before[username])
    other.refresh_from_db()
    assert other.check_password("别人的口令-9")


def test_an_account_of_a_demonstrations_name_that_is_none_is_left_alone() -> None:
    User.objects.create_user("province", password="别人的口令-9", display_name="张处长")
    assert renew_demo_passwords() == []
    assert User.objects.get().check_password("别人的口令-9")
