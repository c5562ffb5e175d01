"""Figures made up for a scheme of the real pack, and scenarios on them."""

from collections.abc import Callable

import pytest
from funds_cases import SCHEME, YEAR, made_up

from luoshi import pack
from luoshi.allocation import Inputs
from luoshi.allocation.changes import changes_of
from luoshi.site.accounts.models import User
from luoshi.site.funds import services
from luoshi.site.funds.actions import Propose, SaveScenario, Sign
from luoshi.site.funds.models import Plan, Scenario

Made = Callable[..., Scenario]


@pytest.fixture(autouse=True)
def figures(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What the records say: made up, and multiplied where a test asks for it."""
    said = {"times": 1}

    def inputs(scheme: str, year: int, stamp: object) -> Inputs:
        return made_up(pack.load().schemes[scheme], year, said["times"])

    monkeypatch.setattr(services, "_inputs", inputs)
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
