from pathlib import Path

import pytest
import yaml

from luoshi.areas import Areas, CountyStats, Group, IdAreaCodes, resolve_groups

PACK = Path(__file__).parents[2] / "packs" / "ningxia"


@pytest.fixture(scope="session")
def pack() -> Path:
    return PACK


@pytest.fixture(scope="session")
def areas() -> Areas:
    return Areas.load(PACK)


@pytest.fixture(scope="session")
def id_codes() -> IdAreaCodes:
    return IdAreaCodes.load(PACK)


@pytest.fixture(scope="session")
def stats() -> CountyStats:
    return CountyStats.load(PACK)


@pytest.fixture(scope="session")
def groups(areas: Areas) -> dict[str, Group]:
    # BaseLoader leaves every scalar a string, as the pack loader does.
    text = (PACK / "groups.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.BaseLoader)["groups"]
    return resolve_groups(map(Group.model_validate, rows), areas.counties())
