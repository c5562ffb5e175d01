"""Log-in, lock-out, log-out, passwords."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rights_cases import PageCases

from luoshi.site.accounts.models import User
from luoshi.site.audit.models import Event
from luoshi.site.audit.services import Action
from luoshi.site.rights import Ability

pytestmark = [pytest.mark.db, pytest.mark.django_db]

FRONT = "/notices/2021-26/"
LOG_IN = "/account/login/"
PASSWORD = "一个-够长的-口令9"


@pytest.fixture
def user(user_of) -> User:
    return user_of("county")


def log_in(client: Client, username: str, password: str = PASSWORD):
    return client.post(LOG_IN, {"username": username, "password": password})


def actions() -> list[str]:
    return list(Event.objects.order_by("id").values_list("action", flat=True))


def test_the_page_is_chinese_and_asks_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        text = client.get(LOG_IN).content.decode()
    assert 'lang="zh-Hans"' in text
    assert "用户名" in text


def test_the_right_password_leads_to_the_front_page(client: Client, user: User) -> None:
    response = log_in(client, user.username)
    assert response["Location"] == "/"
    assert client.get(FRONT).status_code == 200
    assert actions() == [Action.LOG_IN]


def test_log_in_leads_on_to_the_page_asked_for_but_not_elsewhere(user: User) -> None:
    for asked, led in {"/account/": "/account/", "https://example.org/": "/"}.items():
        data = {"username": user.username, "password": PASSWORD, "next": asked}
        assert Client().post(LOG_IN, data)["Location"] == led


def test_a_wrong_password_says_nothing_about_the_account(client: Client, user: User) -> None:
    known = log_in(client, user.username, "wrong").content.decode()
    unknown = log_in(client, "nobody-here", "wrong").content.decode()
    assert "用户名或密码不对" in known
    assert "用户名或密码不对" in unknown
    assert actions() == [Action.LOG_IN_FAILED] * 2


def test_five_wrong_passwords_lock_the_account_out(client: Client, user: User, user_of) -> None:
    responses = [log_in(client, user.username, "wrong") for _ in range(5)]
    assert [response.status_code for response in responses] == [200] * 4 + [429]
    assert "15 分钟" in responses[-1].content.decode()
    assert log_in(client, user.username).status_code == 429
    assert Action.LOCKED_OUT in actions()
    assert log_in(client, user_of("village").username).status_code == 302


def test_a_stopped_account_cannot_log_in(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert log_in(client, user.username).status_code == 200


def test_log_out_takes_a_post_and_is_recorded(client: Client, user: User) -> None:
    log_in(client, user.username)
    assert client.get("/account/logout/").status_code == 405
    assert client.post("/account/logout/")["Location"] == LOG_IN
    assert client.get(FRONT).status_code == 302
    assert actions() == [Action.LOG_IN, Action.LOG_OUT]


class TestOwnPage(PageCases):
    """What one may and why."""

    url = "/account/"
    ability = Ability.READ

    def test_it_explains_each_rule(
        self, client_of, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = client_of("village")
        with django_assert_num_queries(2):
            text = client.get(self.url).content.decode()
        assert "账号的区划代码是 640422100201" in text
        assert "权限表只给：自治区、行业部门、县级、乡级" in text


class TestPassword(PageCases):
    """Changing one's own password."""

    url = "/account/password/"
    ability = Ability.READ

    def change(self, client: Client, new: str, old: str = PASSWORD):
        data = {"old_password": old, "new_password1": new, "new_password2": new}
        return client.post(self.url, data, follow=True)

    def test_the_new_password_holds_and_other_log_ins_end(self, user: User) -> None:
        here, elsewhere = Client(), Client()
        for client in (here, elsewhere):
            log_in(client, user.username)
        assert "密码已更换" in self.change(here, "另一个-也够长的-8").content.decode()
        assert here.get(FRONT).status_code == 200
        assert elsewhere.get(FRONT).status_code == 302
        assert log_in(Client(), user.username, "另一个-也够长的-8").status_code == 302
        assert Action.PASSWORD_CHANGED in actions()

    @pytest.mark.parametrize("weak", ["短1", "1234567890123", "password123"])
    def test_a_weak_password_is_refused(self, weak: str, client: Client, user: User) -> None:
        log_in(client, user.username)
        response = self.change(client, weak)
        assert "field-error" in response.content.decode()
        assert User.objects.get(pk=user.pk).check_password(PASSWORD)


@pytest.mark.parametrize("area", ["64", "六四", "6404221", "64042210020100"])
def test_an_area_is_a_code(area: str) -> None:
    with pytest.raises(ValidationError, match="6、9 或 12 位数字"):
        User(username="某人", password="x", role="county", area=area).full_clean()
