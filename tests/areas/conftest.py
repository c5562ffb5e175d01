from pathlib import Path

import pytest
import yaml

from luoshi.areas import Areas, CountyStats, Group, IdAreaCodes, resolve_groups
from luoshi.ids import NOTICE

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
    text = (PACK / "notices/2021-26/groups.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.BaseLoader)["groups"]
    read = [Group.model_validate(row, context={NOTICE: "2021-26"}) for row in rows]
    return resolve_groups(read, areas.counties())
