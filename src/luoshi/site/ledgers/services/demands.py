"""What must hold before a record is written: the place, the key."""

from django.core.exceptions import ValidationError

from luoshi.ledgers.checking import Read
from luoshi.ledgers.references import There
from luoshi.ledgers.row_facts import key_of
from luoshi.ledgers.values import Data
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.cells.known import areas_of
from luoshi.site.ledgers.cells.references import foreign_reference, referred
from luoshi.site.ledgers.choices import Change
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.policies import may_fill_in
from luoshi.site.ledgers.services.journal import Edit, Journal
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.rights import scope_of
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.schema import Table

GONE = "这条记录已被删除，改动没有保存；可以先在修订历史里撤销删除。"


def live_record(pk: int) -> Record:
    """A record as it stands, locked.

    Raises:
        ValidationError: it is removed.
    """
    record = Record.objects.select_for_update().get(pk=pk)
    if record.removed:
        raise ValidationError(GONE)
    return record


def rewrite(writer: Journal, user: User, record: Record, after: Data, action: Change) -> None:
    """Give a record other values.

    Raises:
        ValidationError: they would put it out of the user's reach, or onto another's key.
    """
    area = own_area(user, writer.table, after)
    demand_free(writer.table, after, record)
    writer.write([Edit(record, after, area)], action)


def sound(read: Read) -> Read:
    """What was read, where every cell is good.

    Raises:
        ValidationError: by column, what is wrong and how to mend it.
    """
    if read.faults:
        raise ValidationError({name: [told(fault)] for name, fault in read.faults.items()})
    return read


def told(fault: Fault) -> str:
    """A fault as one sentence: what is wrong and how to mend it."""
    return f"{fault.reason}。{fault.mend}。".replace("。。", "。")


def own_area(user: User, table: Table, data: Data) -> str:
    """The area of a row, which must be one the user fills; what it refers to must be near.

    Raises:
        ValidationError: it is another's, or cannot be told.
    """
    (area,) = areas_of(table, [data])
    faults = row_faults(user, table, data, area, referred(table.columns, [data]))
    if faults:
        raise ValidationError({name: [told(fault)] for name, fault in faults.items()})
    return area


def row_faults(user: User, table: Table, data: Data, area: str, there: There) -> dict[str, Fault]:
    """Why a row is not the user's to fill: it lies elsewhere, or refers to what lies elsewhere."""
    if not may_fill_in(user, table, area):
        return {place_column(table): place_fault(table, area)}
    scope = scope_of(user)
    columns = (column for column in table.columns if data.get(column.name))
    found = ((c.name, foreign_reference(c, data[c.name], there, scope)) for c in columns)
    return {name: fault for name, fault in found if fault}


def place_column(table: Table) -> str:
    """The column that says where a row lies."""
    column = table.area or table.household or table.columns[0]
    return column.name


def place_fault(table: Table, area: str) -> Fault:
    """Why a row's place is refused: it cannot be told, or is not the user's."""
    if table.area is None and not area:
        return Fault("户籍登记中没有这一户，不知道在哪个村", "核对户编号")
    return Fault("不在你填报的地区范围内", "改填本地区，或请该地区填报")


def demand_free(table: Table, data: Data, record: Record | None = None) -> None:
    """Stop here where another live record has the key; of a new row, any record.

    Raises:
        ValidationError: one has, with what it is.
    """
    if not table.key:
        return
    key = key_of(table, data)
    same = records_of(table.id).filter(key=key)
    if (same.exclude(pk=record.pk) if record else same).exists():
        names = "、".join(table.key)
        raise ValidationError({table.key[0]: [f"已有{names}相同的记录。改那一条，或改填{names}。"]})
