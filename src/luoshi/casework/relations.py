"""A case as relations: what conditions on it may name, and the rows that tell it.

The case itself is one row with its fields; its steps, measures, comparisons, newest income sheet,
rows of ledgers, household and members are relations that share its number.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from luoshi.casework.case_file import CaseFile
from luoshi.expressions import Vocabulary
from luoshi.expressions.vocabulary import History, InForce
from luoshi.pack import Pack
from luoshi.pack.models import Parameter
from luoshi.pack.processes import Process
from luoshi.pack.rules import vocabulary
from luoshi.warehouse.schema import About, CodeItem, CodeList, Column, FieldType, Table

NUMBER, TODAY = "~case", "~today"
"""The columns every case has beside its fields; no field can be written so."""

STEPS, MEASURES, COMPARISONS, INCOME = "steps", "measures", "comparisons", "income"

Row = Sequence[str | None]
"""Cells as canonical text, in the table's order, the case's number left out."""

_LEFT_OUT = (FieldType.PERSON, FieldType.HOUSEHOLD, FieldType.ID_NUMBER)
"""What conditions on cases are not asked of; rows go by the case's number."""


@lru_cache(maxsize=64)
def words(pack: Pack, process_id: str) -> Vocabulary:
    """What conditions on the cases of a process may name."""
    process, every = pack.processes[process_id], vocabulary(pack)
    tables = {table.id: table for table in _tables(pack, process)}
    registers = {id_: every.tables[id_] for id_ in every.registers}
    codes = {one.id: one for one in (_moves(process), _groups(pack), _compared(pack))}
    return replace(
        every,
        tables=registers | tables,
        codes={**every.codes, **codes},
        counties=None,
        region=None,
        histories={id_: _history(one) for id_, one in pack.parameters.items()},
    )


def narrowed(table: Table, names: Container[str]) -> Table:
    """A relation with its number and those columns only; one every case has stays as it is."""
    if table.id in _TOLD:
        return table
    kept = tuple(one for one in table.columns if one.name == NUMBER or one.name in names)
    return table.model_copy(update={"columns": kept})


def rows_of(file: CaseFile, table: Table, pack: Pack) -> Iterable[Row]:
    """The rows of a relation that tell of a case."""
    told = _TOLD.get(table.id)
    if told:
        return told(file, pack)
    if table.id == file.process:
        return [[file.today.isoformat(), *_cells(file.facts.get, table.columns[2:])]]
    return (_cells(row.get, table.columns[1:]) for row in file.rows.get(table.id, ()))


def _tables(pack: Pack, process: Process) -> Iterable[Table]:
    yield _table(process.id, process.title, [_column(TODAY), *process.fields], unique=True)
    yield _table(STEPS, "步骤", [_code("步骤", "~moves"), _column("日期")])
    yield _table(MEASURES, "帮扶措施", _of_measures())
    yield _table(COMPARISONS, "信息比对", _of_comparisons())
    amount = Column(name="人均纯收入", type=FieldType.DECIMAL, unit="元")
    yield _table(INCOME, "家庭收入表", [amount, _column("填表日期")], unique=True)
    kept_in = (process.ledgers.main, *process.ledgers.rows) if process.ledgers else ()
    for ledger in (pack.tables[name] for name in kept_in if name in pack.tables):
        kept = [one for one in ledger.columns if one.type not in _LEFT_OUT]
        yield _table(ledger.id, ledger.title, kept)
    if has_members(process):
        yield _of_household(pack.tables[pack.registers.residents])
        yield _of_household(pack.tables[pack.registers.households], unique=True)


def has_members(process: Process) -> bool:
    """Whether its cases are about a household or one of its members."""
    return process.subject is not About.AREA


def _of_household(register: Table, *, unique: bool = False) -> Table:
    """A register by the case's number, without names, phones and homes: many read the sentences."""
    kept = [one for one in register.columns if one.type not in _LEFT_OUT and not one.personal]
    return _table(register.id, register.title, kept, unique=unique)


def _table(id_: str, title: str, columns: Iterable[Column], *, unique: bool = False) -> Table:
    """A relation whose rows go by the case's number; ``unique`` where a case has but one."""
    return Table(
        id=id_,
        title=title,
        home="reference",
        about=About.HOUSEHOLD,
        key=(NUMBER,) if unique else (),
        columns=(Column(name=NUMBER, type=FieldType.HOUSEHOLD), *columns),
    )


def _column(name: str, type_: FieldType = FieldType.DATE) -> Column:
    return Column(name=name, type=type_)


def _code(name: str, codes: str, type_: FieldType = FieldType.CODE) -> Column:
    return Column(name=name, type=type_, codes=codes)


def _of_measures() -> list[Column]:
    told = [_column(name, FieldType.YES_NO) for name in ("已落实", "不予受理", "开发式", "兜底")]
    return [_code("措施组", "~groups"), *told, _code("对应风险", "risk_kinds", FieldType.CODES)]


def _of_comparisons() -> list[Column]:
    title = _column("名称", FieldType.TEXT)
    return [_code("比对", "~comparisons"), title, _column("答复日期"), _column("最晚答复")]


def _moves(process: Process) -> CodeList:
    return _list("~moves", (move.id for move in process.moves))


def _groups(pack: Pack) -> CodeList:
    return _list("~groups", pack.help_groups)


def _compared(pack: Pack) -> CodeList:
    return _list("~comparisons", pack.comparisons)


def _list(id_: str, names: Iterable[str]) -> CodeList:
    # Not validated: a place may have none of these, while a pack writes no list without items.
    items = tuple(CodeItem(name=one) for one in names)
    return CodeList.model_construct(id=id_, title=id_, items=items, source="")


def _history(parameter: Parameter) -> History:
    values = (InForce(v.valid_from, v.valid_to, parameter.typed(v)) for v in parameter.values)
    return History(tuple(values), parameter.unit)


def _cells(get: Callable[[str], str | None], columns: Iterable[Column]) -> Row:
    return [get(column.name) or None for column in columns]


def _steps(file: CaseFile, pack: Pack) -> Iterable[Row]:
    return ([step.move, step.on.isoformat()] for step in file.taken)


def _measures(file: CaseFile, pack: Pack) -> Iterable[Row]:
    for one in file.given:
        group = pack.help_groups[one.group]
        told = (one.done, one.refused, group.develops, group.relieves)
        yield [one.group, *("是" if yes else "否" for yes in told), ",".join(group.fits) or None]


def _comparisons(file: CaseFile, pack: Pack) -> Iterable[Row]:
    for one in file.replies:
        answered = one.answered.isoformat() if one.answered else None
        known = pack.comparisons.get(one.comparison)
        title = known.title if known else None
        yield [one.comparison, title, answered, one.due.isoformat()]


def _income(file: CaseFile, pack: Pack) -> Iterable[Row]:
    if file.income is not None and file.income_on is not None:
        yield [str(file.income), file.income_on.isoformat()]


_TOLD: dict[str, Callable[[CaseFile, Pack], Iterable[Row]]] = {
    STEPS: _steps,
    MEASURES: _measures,
    COMPARISONS: _comparisons,
    INCOME: _income,
}
"""How the relations that every case has are told from its file."""
