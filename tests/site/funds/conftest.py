"""Figures made up for a scheme of the real pack, and scenarios on them."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from luoshi import pack
from luoshi.allocation import Inputs
from luoshi.allocation.gathering import counties
from luoshi.allocation.inputs import Figure, Members, Wanted
from luoshi.allocation.wanted import wanted
from luoshi.expressions import Kind
from luoshi.pack.allocation import Scheme
from luoshi.site.accounts.models import User
from luoshi.site.funds import reckoning
from luoshi.site.funds.actions import Propose, SaveScenario, Sign
from luoshi.site.funds.changes import changes_of
from luoshi.site.funds.models import Plan, Scenario

SCHEME, YEAR = "transition-central", 2024

Made = Callable[..., Scenario]


def made_up(scheme: Scheme, year: int, times: int = 1) -> Inputs:
    """Every county has figures of its own; favoured counties more of each."""
    policy = pack.load()
    found = counties(policy)
    members = {
        id_: Members(group.title, group.members(pack.load().notice.expires.replace(year=year)))
        for id_, group in policy.groups.items()
    }
    key = members["key"].codes

    def figure(asked: Wanted, place: int) -> Figure:
        if asked.kind is Kind.BOOLEAN:
            return {one.code: False for one in found}
        if asked.text.startswith(":"):
            return {one.code: Decimal(9000 * times) for one in found}
        return {
            one.code: Decimal((100 + 7 * number + place) * (5 if one.code in key else 1) * times)
            for number, one in enumerate(found)
        }

    asked = wanted(scheme)
    figures = {one: figure(one, place) for place, one in enumerate(asked)}
    return Inputs(found, members, figures)


@pytest.fixture(autouse=True)
def figures(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What the records say: made up, and multiplied where a test asks for it."""
    said = {"times": 1}

    def inputs(scheme: str, year: int, stamp: object) -> Inputs:
        return made_up(pack.load().schemes[scheme], year, said["times"])

    monkeypatch.setattr(reckoning, "_inputs", inputs)
    return said


@pytest.fixture
def proposer(user_of: Callable[..., User]) -> User:
    return user_of("department", area="", unit="财政厅")


@pytest.fixture
def signer(user_of: Callable[..., User]) -> User:
    return user_of("province")


@pytest.fixture
def draft(proposer: User) -> Made:
    """Keeps a draft with some changes."""

    def make(title: str = "试算", scheme: str = SCHEME, **sent: str) -> Scenario:
        changes = changes_of(pack.load().schemes[scheme], YEAR, sent)
        return SaveScenario(proposer, changes, YEAR, title).execute()

    return make


@pytest.fixture
def adopted(draft: Made, proposer: User, signer: User) -> Plan:
    """A plan in force."""
    proposed = Propose(proposer, draft("采用的")).execute()
    return Sign(signer, proposed, proposed.digest).execute()
