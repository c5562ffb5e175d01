"""The registers of a pack: without them nobody can be asked anything."""

from collections.abc import Iterable, Iterator

from luoshi.frozen import Found, KeyPath
from luoshi.pack.models import Head, Registers
from luoshi.pack.names import unknown
from luoshi.warehouse.schema import About, FieldType, Table

HOLDS = {
    "residents": (About.PERSON, (FieldType.PERSON, FieldType.HOUSEHOLD)),
    "households": (About.HOUSEHOLD, (FieldType.HOUSEHOLD, FieldType.AREA)),
    "counties": (About.AREA, (FieldType.AREA,)),
}
"""What a row of each register is about, and the columns that lead from it."""


def wrong_registers(head: Head, tables: Iterable[Table], of_counties: bool) -> Iterator[Found]:
    """Registers that are no table, or that do not lead to persons, households and places.

    ``of_counties`` says that something is asked of counties, so that they need a register.
    """
    kept = {table.id: table for table in tables if table.home != "export"}
    sent = {table.id: table for table in tables if table.home == "export"}
    yield from _wrong("registers", head.registers, kept)
    if of_counties and head.registers.counties is None:
        hint = "写上 counties: 一县一行的表"
        yield ("registers", "counties"), "有问到县的承诺、办法或专题，却没有县的登记表", hint
    if head.export_registers:
        yield from _wrong("export_registers", head.export_registers, sent)


def _wrong(name: str, registers: Registers, tables: dict[str, Table]) -> Iterator[Found]:
    for key, id_ in registers.model_dump(exclude_none=True).items():
        if id_ not in tables:
            yield unknown((name, key), "表", id_, tables)
        else:
            yield from _held((name, key), tables[id_])


def _held(key: KeyPath, table: Table) -> Iterator[Found]:
    about, types = HOLDS[str(key[-1])]
    if table.about is not about:
        message = f"“{table.title}”不是一行一个 {about.value}"
        yield key, message, f"换一张表，或改正它的 about: {about.value}"
    for type_ in types:
        wanted = type_ is not FieldType.AREA or table.home != "export"
        if wanted and table.first(type_) is None:
            yield key, f"“{table.title}”没有 {type_.value} 类型的列", "在表里补上，或换一张表"
