"""A short run of what ``make fuzz`` does for as long as one likes."""

from pathlib import Path
from random import Random

import pytest

from fuzz.cells import COLUMNS, cells, try_column
from fuzz.gate import take_in
from fuzz.seeds import seeds, spoiled


def test_spoiled_files_are_read_or_refused(tmp_path: Path) -> None:
    chance, files = Random(), seeds(tmp_path)
    for _ in range(150):
        take_in(tmp_path / "input", spoiled(chance, chance.choice(files)))


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_any_cell_becomes_a_value_or_a_fault(column) -> None:
    chance = Random()
    for _ in range(4):
        try_column(column, cells(chance))
