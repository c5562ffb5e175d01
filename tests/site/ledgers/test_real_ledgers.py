"""Every ledger of the real pack can be listed, filled in a form and by Excel."""

from pathlib import Path

import pytest

from luoshi import pack
from luoshi.ledgers.schemas import FILES, has_place, ledger_tables
from luoshi.ledgers.wording import heading
from luoshi.pack.loading import default_folder
from luoshi.site.ledgers.workbook.download import template
from luoshi.site.rights import Role
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.headings import check_head, find_head

REAL = default_folder()
LEDGERS = {id_: table for id_, table in ledger_tables(pack.load(REAL)).items() if table.fills}
"""Those people fill; the others are written by the steps of cases."""


@pytest.fixture(autouse=True)
def real_pack(ledgers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of the small one."""
    monkeypatch.setenv("LUOSHI_PACK", str(REAL))


def filler(people, table):
    """Someone who fills a ledger: a role where one does, else a unit."""
    roles = [name for name in table.fills if name in Role.values]
    return people.make(roles[0]) if roles else people.unit(table.fills[0])


@pytest.mark.parametrize("ledger", sorted(LEDGERS))
def test_is_filled_by_page_and_by_excel(ledger: str, people, tmp_path: Path) -> None:
    table = LEDGERS[ledger]
    assert has_place(table)
    user = filler(people, table)
    client = people.client(user)
    assert client.get(f"/ledgers/{ledger}/").status_code == 200
    assert client.get(f"/ledgers/{ledger}/add/").status_code == 200
    file = tmp_path / "template.xlsx"
    file.write_bytes(template(table, user, 2024).read())
    sheet = read_file(file).sheets[0]
    head = find_head(sheet.rows(), table)
    check_head(head, table, sheet.name)
    typed = [column for column in table.columns if column.element != FILES]
    assert list(head.cells) == [heading(column) for column in typed]
