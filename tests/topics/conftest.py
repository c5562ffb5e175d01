"""The pack in use."""

import pytest

from luoshi.pack import Pack, load
from luoshi.pack.topics import Watch


@pytest.fixture(scope="session")
def policy() -> Pack:
    return load()


@pytest.fixture(scope="session")
def watches(policy: Pack) -> dict[str, Watch]:
    return {watch.id: watch for topic in policy.topics.values() for watch in topic.watches}
