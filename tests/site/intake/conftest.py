"""The small province: applications need households to belong to."""

import pytest


@pytest.fixture(autouse=True)
def province(usual: object, db: None) -> None:
    """Every page here is of that province."""
