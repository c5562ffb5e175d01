"""The real pack, and results written by hand for some of its obligations."""

import pytest
from dashboard_cases import Results, results_of

from luoshi import pack
from luoshi.pack import Pack


@pytest.fixture(scope="session")
def policy() -> Pack:
    """The pack in use."""
    return pack.load()


@pytest.fixture(scope="session")
def results(policy: Pack) -> Results:
    """Every obligation on the day: nothing known, but for what the tests look at."""
    return results_of(policy)
