"""Proving checks: their tables and columns are there and their conditions type."""

from collections.abc import Iterator

from luoshi.expressions import ExpressionError
from luoshi.frozen import KeyPath
from luoshi.pack.checklists import Check, FindingSubject
from luoshi.pack.checks import parsed_check
from luoshi.pack.loading import Pack
from luoshi.pack.names import OF_PERIODS, misread, unknown
from luoshi.pack.problems import Problem
from luoshi.warehouse.schema import Table


def checks(pack: Pack) -> Iterator[Problem]:
    """Everything that does not hold of the pack's checks; what they share is told once."""
    found = (problem for check in pack.checks.values() for problem in _of(check, pack))
    yield from dict.fromkeys(found)


def checked_tables(pack: Pack) -> dict[str, Table]:
    """The tables checks may be asked of: exports and ledgers."""
    ledgers = {id_: table for id_, table in pack.tables.items() if table.home == "ledger"}
    return pack.exports | ledgers


def _of(check: Check, pack: Pack) -> Iterator[Problem]:
    place, tables = pack.place(check), checked_tables(pack)
    if check.table not in tables:
        yield place.problem(*unknown(("table",), "导出表或台账", check.table, tables))
        return
    table = tables[check.table]
    for i, name in enumerate(check.columns):
        if name not in table.by_name:
            yield place.problem(*unknown(("columns", i), "列", name, table.by_name))
    if check.about is FindingSubject.HOUSEHOLD and table.household is None:
        hint = "about 改成 person、job、plan、village 或 record"
        yield place.problem(("about",), f"“{table.title}”没有户编号，不能按户报", hint)
    yield from _condition(check, pack)


def _condition(check: Check, pack: Pack) -> Iterator[Problem]:
    try:
        parsed = parsed_check(check, pack)
    except ExpressionError as error:
        yield _misread(check, pack, error)
    else:
        for name in sorted(parsed.parameters & OF_PERIODS):
            message = f"核查规则问的是一天，不能用 :{name}"
            yield pack.place(check).problem(("when",), message, "改用 :as_of")


def _misread(check: Check, pack: Pack, error: ExpressionError) -> Problem:
    """The problem, led to the condition, or to the name that stands in the check or its list."""
    group = pack.check_groups[check.group]
    name = next((name for name, part in check.let.items() if part == error.text), None)
    key: KeyPath = ("let", name) if name else ("when",)
    shared = name is not None and group.let.get(name) == error.text
    return pack.place(group if shared else check).problem(*misread(key, error))
