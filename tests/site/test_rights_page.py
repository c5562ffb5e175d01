"""``docs/reference/rights.md`` tells the same as the table of rights."""

import re
from pathlib import Path

import pytest

from luoshi.site.rights import TABLE, Ability, Role

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rights.md"
HEADINGS = ["角色", "地区", "部门", *Ability.labels]


@pytest.fixture(scope="module")
def rows() -> dict[str, list[str]]:
    """The document's table: each role's title with the cells after it."""
    lines = re.findall(r"^\| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    cells = [[cell.strip() for cell in line.split(" | ")] for line in lines]
    start = cells.index(HEADINGS)
    return {row[0]: row[1:] for row in cells[start + 1 :] if len(row) == len(HEADINGS)}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_told_as_it_is(role: Role, rows: dict[str, list[str]]) -> None:
    grant = TABLE[role]
    abilities = ["✓" if ability in grant.abilities else "—" for ability in Ability]
    assert rows[role.label] == [grant.reach.label, grant.departments.label, *abilities]


def test_no_other_role_is_told(rows: dict[str, list[str]]) -> None:
    assert list(rows) == Role.labels
