"""A small clean province, as rows."""

from datetime import date

import pytest

from luoshi.demonstration.synthetic import World, gather
from luoshi.pack import load


@pytest.fixture(scope="session")
def pack():
    return load()


@pytest.fixture(scope="session")
def small(pack):
    """A province of 3,000: the world, its tables and the truth."""
    world = World.make(pack, 3000, 7, date(2025, 6, 30))
    return world, *gather(world)
