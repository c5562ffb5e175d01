"""Every address goes through rights."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, path
from rights_cases import AreaCases

from luoshi.site.accounts.models import User
from luoshi.site.rights import Ability, Refused, require, scope_of
from luoshi.site.rights.gate import declared
from luoshi.site.rights.middleware import RightsMiddleware
from luoshi.site.urls import urlpatterns as real_urls

OPEN = {
    "accounts:login",
    "accounts:logout",
    "casework:offline",
    "intake:apply",
    "intake:given",
    "intake:start",
    "intake:state",
    "worker",
}
"""The only addresses that ask for no log-in."""


@require(Ability.READ)
def people(request: HttpRequest) -> HttpResponse:
    rows = scope_of(request.user).filter(User.objects.all())
    return HttpResponse(",".join(rows.values_list("username", flat=True)))


def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html")


urlpatterns = [*real_urls, path("people/", people), path("forgotten/", forgotten)]
handler403 = "luoshi.site.errors.refused"


def views(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, object]]:
    """Each view of the site with the full name of its address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from views(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern.callback


VIEWS = dict(views(get_resolver("luoshi.site.urls")))


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN))
def test_each_view_declares_its_ability(name: str) -> None:
    assert declared(VIEWS[name]) in Ability


@pytest.mark.parametrize("ability", list(Ability))
def test_what_a_view_declares_is_what_it_asks(ability: Ability) -> None:
    view = require(ability)(lambda request: HttpResponse())
    assert declared(view) is ability


@pytest.mark.parametrize("said", [None, "read", True])
def test_what_is_no_ability_declares_nothing(said: object) -> None:
    def view() -> None:
        """A view somebody declared by hand."""

    view.ability = said  # type: ignore[attr-defined]
    with pytest.raises(Refused) as caught:
        declared(view)
    assert caught.value.rule == "没有规则就不放行"
    assert caught.value.reason == "这个页面还没有登记权限规则，谁也不能打开。"
    assert caught.value.holders == ()


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN))
def test_each_view_sends_strangers_to_log_in(name: str, rf: RequestFactory) -> None:
    request = rf.get("/somewhere/")
    request.user = AnonymousUser()
    gate = RightsMiddleware(lambda request: HttpResponse())
    response = gate.process_view(request, VIEWS[name], (), {})
    assert response is not None
    assert response["Location"] == "/account/login/?next=/somewhere/"


@pytest.mark.parametrize("name", sorted(OPEN))
def test_an_open_view_lets_strangers_through(name: str, rf: RequestFactory) -> None:
    request = rf.get("/somewhere/")
    request.user = AnonymousUser()
    gate = RightsMiddleware(lambda request: HttpResponse())
    assert gate.process_view(request, VIEWS[name], (), {}) is None


def test_only_log_in_and_applications_are_open() -> None:
    assert {n for n, view in VIEWS.items() if not getattr(view, "login_required", True)} == OPEN


@pytest.mark.urls(__name__)
class TestUndeclared:
    """A view somebody forgot to declare."""

    def test_is_shut_for_everyone(self, client_of) -> None:
        response = client_of("province").get("/forgotten/")
        assert response.status_code == 403
        assert "没有规则就不放行" in response.content.decode()


@pytest.mark.urls(__name__)
class TestListOfRows(AreaCases):
    """The ready-made cases hold for a list that goes through ``scope.filter``."""

    url = "/people/"
    ability = Ability.READ

    def make_row(self, area: str) -> str:
        return User.objects.create(username=f"row-{area}", area=area).username


def test_a_part_of_a_page_is_sent_to_log_in_as_a_whole(client: Client, db: None) -> None:
    response = client.get("/", headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == "/account/login/?next=/"
