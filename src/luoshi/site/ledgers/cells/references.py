"""Cells that hold the key of another ledger's row: which there are, and which to choose from."""

from collections.abc import Iterable, Mapping, Sequence

from luoshi import pack
from luoshi.ledgers.references import There
from luoshi.site.accounts.services import User
from luoshi.site.area_picker import prefix
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.policies import seen_records
from luoshi.site.ledgers.services.entries import live_by_key
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import ALL, Scope
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.schema import Column


def referred(columns: Sequence[Column], rows: Iterable[Mapping[str, str]]) -> There:
    """Of the values in columns that refer to a ledger, those that are keys of its live rows."""
    refers = {column.name: column.refers for column in columns if column.refers}
    rows = list(rows) if refers else []
    found = {}
    for name, ledger_id in refers.items():
        keys = {row[name] for row in rows if row.get(name)}
        live = live_by_key(ledger(ledger_id), keys)
        found[name] = {key: record.area for key, record in live.items()}
    return found


def foreign_reference(column: Column, text: str, there: There, scope: Scope) -> Fault | None:
    """A fault where a cell names a row that lies neither in, nor around, the user's areas."""
    area = there[column.name].get(text) if column.refers else None
    if not area or scope.areas is ALL:
        return None
    own = prefix(pack.load().areas.by_code(area))
    if any(own.startswith(bound) or bound.startswith(own) for bound in scope.areas):
        return None
    return Fault(f"“{text}”不在你的地区范围内", "改填本地区的编码")


def referable(column: Column, user: User, most: int) -> list[tuple[str, str]]:
    """Keys to choose from in the user's areas, each with its name; none where they are many."""
    assert column.refers
    table = ledger(column.refers)
    named = next((one.name for one in table.columns if one.name.endswith("名称")), "")
    rows: Iterable[Record] = seen_records(user, table).order_by("key")[: most + 1]
    found = [(row.key, row.data.get(named, "")) for row in rows]
    return found if len(found) <= most else []
