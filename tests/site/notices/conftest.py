"""Pages that show results written by hand for some obligations of the real pack."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from dashboard_cases import DAY, Results, results_of

from luoshi import pack
from luoshi.obligations import Period
from luoshi.pack import Pack
from luoshi.site.notices.services import results as records
from luoshi.site.notices.services.results import Moment
from luoshi.site.notices.views import pages


@pytest.fixture(scope="session")
def policy() -> Pack:
    """The pack in use."""
    return pack.load()


@pytest.fixture(scope="session")
def results(policy: Pack) -> Results:
    """Every obligation on the day: nothing known, but for what the tests look at."""
    return results_of(policy)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, policy: Pack, results: Results) -> list[Moment]:
    """The pages show the results written by hand; gives the moments they asked about."""
    asked: list[Moment] = []

    def at(moment: Moment, _now: object) -> Results:
        asked.append(moment)
        return results

    def trend(obligation: str, moment: Moment) -> Results:
        found = [result for result in results if result.id == obligation]
        earlier = Period(date(2022, 1, 1), date(2022, 12, 31))
        return (*(replace(result, period=earlier) for result in found), *found)

    monkeypatch.setattr(records, "results_at", at)
    monkeypatch.setattr(records, "trend_at", trend)
    monkeypatch.setattr(pages, "localdate", lambda: DAY)
    return asked


Read = Callable[..., str]


@pytest.fixture
def read(client_of: Callable[..., object]) -> Read:
    """The text of a page as a role sees it."""

    def text(path: str, role: str = "province", **place: str) -> str:
        response = client_of(role, **place).get(path)  # type: ignore[attr-defined]
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    return text
