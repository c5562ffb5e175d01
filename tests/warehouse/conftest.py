"""A small pack of tables, and the means to write the files offices send."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warehouse.made_up import CODES, ID_AREAS, TABLES, find_area

from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    monkeypatch.delenv("LUOSHI_KEY", raising=False)
    return Vault.at(tmp_path / "home" / "vault")


@pytest.fixture
def warehouse(tmp_path: Path, vault: Vault) -> Warehouse:
    return make_warehouse(tmp_path / "home" / "warehouse", vault)


@pytest.fixture
def another(tmp_path: Path, vault: Vault) -> Callable[[str], Warehouse]:
    """Make further warehouses that share the vault, so that their rows can be compared."""
    return lambda name: make_warehouse(tmp_path / name, vault)


@pytest.fixture
def moment() -> Callable[[int], datetime]:
    """Moments a day apart, in order."""
    return lambda day: datetime(2024, 3, day, 9, tzinfo=UTC)


def make_warehouse(root: Path, vault: Vault) -> Warehouse:
    return Warehouse(root, TABLES, CODES, find_area, vault, ID_AREAS)
