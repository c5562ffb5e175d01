"""The borders of counties that a pack may have, and what must stand beside them on a map."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SHAPES = "counties.geojson"
"""The file of a pack that holds the counties' borders."""


@dataclass(frozen=True)
class Credit:
    """Whose borders these are, and the number the map was approved under, if known."""

    attribution: str = ""
    note: str = ""
    approval: str = ""
    approval_confirmed: bool = False


@lru_cache(maxsize=4)
def credit(folder: Path) -> Credit | None:
    """What the borders' file says of itself; None where the pack has no borders."""
    file = folder / SHAPES
    if not file.is_file():
        return None
    found = json.loads(file.read_text(encoding="utf-8"))
    return Credit(**{name: found[name] for name in Credit.__dataclass_fields__ if name in found})
