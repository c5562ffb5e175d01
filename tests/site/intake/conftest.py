"""The small province: applications need households to belong to."""

from pathlib import Path

import pytest
from small_province import built


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("intake")


@pytest.fixture(autouse=True)
def province(shared_home: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    built(shared_home)
    monkeypatch.setenv("LUOSHI_HOME", str(shared_home))
