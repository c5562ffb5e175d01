"""Proving what a pack says of cases: names resolve, no case can get lost, each step can go back."""

from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from luoshi.casework.graph import between, dead_ends, one_way, unreached
from luoshi.casework.validation_guards import guard_of, own_guards
from luoshi.expressions import ExpressionError, Kind, parse
from luoshi.frozen import Found, Frozen, KeyPath
from luoshi.pack import Pack, Problem
from luoshi.pack.campaigns import CampaignGroup
from luoshi.pack.duties import Duty
from luoshi.pack.helping import Comparison, HelpGroup
from luoshi.pack.incomes import IncomeItem
from luoshi.pack.names import misread, unknown
from luoshi.pack.national import NationalColumn, NationalExport
from luoshi.pack.processes import MONITORING, Move, Process
from luoshi.pack.rules import vocabulary
from luoshi.warehouse.schema import Column

EVERY = "*"
RISKS = "risk_kinds"
SUMS = ("net", "per_head")
"""What of an income sheet is asked besides its sections and items."""

Thing = TypeVar("Thing", bound=Frozen)


def check(pack: Pack) -> list[Problem]:
    """Everything that does not hold of the pack's casework; empty where all does."""
    return [
        *_each(pack, pack.processes.values(), _process),
        *_each(pack, pack.help_groups.values(), _help),
        *_each(pack, pack.comparisons.values(), _comparison),
        *_each(pack, pack.campaign_groups.values(), _campaign),
        *_each(pack, pack.duties.values(), _duty),
        *_each(pack, pack.income_items.values(), _income),
        *_each(pack, [pack.national] if pack.national.columns else [], _national),
    ]


def _each(
    pack: Pack, things: Iterable[Thing], of: Callable[[Thing, Pack], Iterator[Found]]
) -> Iterator[Problem]:
    for thing in things:
        yield from (pack.place(thing).problem(*found) for found in of(thing, pack))


def _names(*asked: tuple[KeyPath, str, str | None, Collection[str]]) -> Iterator[Found]:
    """A problem for each name (key, kind, name, known ones) that is given and not known."""
    for key, kind, name, known in asked:
        if name is not None and name not in known:
            yield unknown(key, kind, name, known)


def _process(process: Process, pack: Pack) -> Iterator[Found]:
    yield from _names(
        (("clause",), "条款", process.clause, pack.clauses),
        (("unit",), "单位", process.unit, pack.units),
    )
    for i, rule in enumerate(process.opened_by):
        yield from _names((("opened_by", i), "规则", rule, {EVERY, *pack.rules}))
    for i, field in enumerate(process.fields):
        yield from _names((("fields", i, "codes"), "码表", field.codes, pack.codes))
    for i, stage in enumerate(process.stages):
        yield from _names((("stages", i, "clock"), "参数", stage.clock, pack.parameters))
    for i, span in enumerate(process.spans):
        yield from _names((("spans", i, "clock"), "参数", span.clock, pack.parameters))
    for i, move in enumerate(process.moves):
        yield from _move(process, move, i, pack)
    if process.unit_by:
        units, column = process.unit_by.units, process.field.get(process.unit_by.field)
        yield from _names((("unit_by", "field"), "字段", process.unit_by.field, process.field))
        yield from _values(("unit_by", "units"), units, column, pack)
    yield from own_guards(process, pack)
    yield from _stopped(process, pack)
    yield from _ways(process)
    yield from _sums(process, pack)


def _move(process: Process, move: Move, place: int, pack: Pack) -> Iterator[Found]:
    key = ("moves", place)
    yield from _names(
        ((*key, "reasons"), "码表", move.reasons, pack.codes),
        ((*key, "opens"), "事项", move.opens, pack.processes),
    )
    for i, write in enumerate(move.writes):
        columns = pack.tables[write.ledger].by_name if write.ledger in pack.tables else {}
        for name, value in write.sets.items():
            cell = (*key, "writes", i, "sets", name)
            yield from _values(cell, [value], columns.get(name), pack)
    for i, guard in enumerate(move.guards):
        yield from guard_of(process, pack, guard, (*key, "guards", i))


def _ways(process: Process) -> Iterator[Found]:
    place = {stage.id: i for i, stage in enumerate(process.stages)}
    for stages, told, hint in (
        (unreached(process), "没有一步走得到", "加一步通到这里，或删去这个环节"),
        (dead_ends(process), "从这里走不到办结", "加一步能办结的"),
        (one_way(process), "走到这里就退不回去", "加一步 direction: back"),
    ):
        for stage in stages:
            yield ("stages", place[stage.id]), f"环节“{stage.title}”：{told}", hint


def _stopped(process: Process, pack: Pack) -> Iterator[Found]:
    """Clocks that stop one day: a case may be open on any."""
    for key in ("stages", "spans"):
        for i, one in enumerate(getattr(process, key)):
            clock = pack.parameters.get(one.clock or "")
            if clock and all(value.valid_to for value in clock.values):
                last = max(str(value.valid_to) for value in clock.values)
                told = f"时限“{clock.title}”到 {last} 为止，以后的事项就没有时限了"
                yield (key, i, "clock"), told, "最后一个值不写 to，暂定的用 lasting 写明为什么"


def _sums(process: Process, pack: Pack) -> Iterator[Found]:
    """The clocks of the stages a span goes through leave no more time than the span itself."""
    for i, span in enumerate(process.spans):
        whole = pack.parameters.get(span.clock)
        clocks = [pack.parameters.get(one.clock or "") for one in between(process, span)]
        known = [one for one in clocks if one is not None]
        if whole is None or any(one.unit != whole.unit for one in known):
            continue
        for value in whole.values:
            parts = [Decimal(v.value) for one in known if (v := one.on(value.valid_from))]
            if sum(parts) > Decimal(value.value):
                told = f"各环节时限加起来 {sum(parts)} {whole.unit}"
                told = f"{told}，多于“{whole.title}”的 {value.value}"
                yield ("spans", i, "clock"), told, "缩短某个环节，或放宽总时限"


def _risks(pack: Pack) -> Collection[str]:
    return pack.codes[RISKS].spellings if RISKS in pack.codes else ()


def _help(group: HelpGroup, pack: Pack) -> Iterator[Found]:
    yield from _names(
        (("unit",), "单位", group.unit, pack.units), (("codes",), "码表", group.codes, pack.codes)
    )
    for i, risk in enumerate(group.fits):
        yield from _names((("fits", i), "风险类型", risk, _risks(pack)))


def _comparison(one: Comparison, pack: Pack) -> Iterator[Found]:
    yield from _names((("unit",), "单位", one.unit, pack.units))


def _income(item: IncomeItem, pack: Pack) -> Iterator[Found]:
    yield from _names((("section",), "收入项", item.section, pack.income_sections))


def _campaign(group: CampaignGroup, pack: Pack) -> Iterator[Found]:
    yield from _names((("process",), "事项", group.process, pack.processes))
    yield from _condition(pack, pack.registers.households, group.when)


def _duty(duty: Duty, pack: Pack) -> Iterator[Found]:
    named = list(
        _names(
            (("clause",), "条款", duty.clause, pack.clauses),
            (("table",), "表", duty.table, pack.tables),
            (("held", "ledger"), "台账", duty.held.ledger, pack.tables),
        )
    )
    yield from named or _of_duty(duty, pack)


def _of_duty(duty: Duty, pack: Pack) -> Iterator[Found]:
    yield from _condition(pack, duty.table, duty.when)
    for key in ("place", "name", "area"):
        text = getattr(duty, key)
        if text:
            yield from _expression(pack, duty.table, (key,), text)
    columns = pack.tables[duty.held.ledger].by_name
    for key in ("place", "name", "holder", "since", "until"):
        yield from _names((("held", key), "列", getattr(duty.held, key), columns))
    for name, values in duty.held.fixed.items():
        cell = ("held", "fixed", name)
        yield from _names((cell, "列", name, columns))
        yield from _values(cell, values, columns.get(name), pack)


def _values(
    key: KeyPath, values: Iterable[str], column: Column | None, pack: Pack
) -> Iterator[Found]:
    """Values a coded column cannot have."""
    codes = pack.codes.get(column.codes or "") if column else None
    for value in values if codes else ():
        if codes and value not in codes.spellings:
            yield unknown(key, f"“{codes.title}”", value, [one.name for one in codes.items])


def _national(layout: NationalExport, pack: Pack) -> Iterator[Found]:
    for i, column in enumerate(layout.columns):
        yield from _national_column(("columns", i), column, pack)


def _national_column(key: KeyPath, column: NationalColumn, pack: Pack) -> Iterator[Found]:
    monitoring = pack.processes.get(MONITORING)
    if monitoring is None:
        yield unknown(key, "事项", MONITORING, pack.processes)
        return
    yield from _names(
        ((*key, "field"), "字段", column.field, monitoring.field),
        ((*key, "told_at"), "步骤", column.told_at, monitoring.move),
        ((*key, "month"), "字段", column.month, monitoring.field),
        ((*key, "help"), "措施组", column.help, pack.help_groups),
        ((*key, "income"), "收入项", column.income, {*SUMS, *pack.income_sections}),
        ((*key, "item"), "收入项", column.item, pack.income_items),
    )
    if column.person:
        yield from _expression(pack, pack.registers.residents, (*key, "person"), column.person)


def _condition(pack: Pack, table: str, text: str) -> Iterator[Found]:
    try:
        parse(text, vocabulary(pack), table).require(Kind.BOOLEAN)
    except ExpressionError as error:
        yield misread(("when",), error)


def _expression(pack: Pack, table: str, key: KeyPath, text: str) -> Iterator[Found]:
    try:
        parse(text, vocabulary(pack), table)
    except ExpressionError as error:
        yield misread(key, error)
