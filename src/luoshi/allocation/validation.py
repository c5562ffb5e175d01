"""Proving the schemes of a pack: names resolve, expressions type, weights are a hundred."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from luoshi.allocation.input_figures import asked
from luoshi.allocation.setting import in_force
from luoshi.area_queries.places import places_of, unknown_places
from luoshi.area_queries.questions import parsed
from luoshi.expressions import BUILT_IN, ExpressionError
from luoshi.frozen import Found, KeyPath
from luoshi.pack import Pack, Problem
from luoshi.pack.allocation import Level, Scheme
from luoshi.pack.names import misread, unknown
from luoshi.pack.obligations import EVERYWHERE, Where
from luoshi.pack.rules import number_on
from luoshi.pack.units import strange_unit, unit_differs

FUNDS = "funds"
"""The code list that a scheme's ``fund`` comes from."""

HUNDRED = Decimal(100)


def check(pack: Pack) -> list[Problem]:
    """Everything that does not hold of the schemes; empty where all do."""
    return [
        pack.place(scheme).problem(*problem)
        for scheme in pack.schemes.values()
        for problem in _of_scheme(scheme, pack)
    ]


def _of_scheme(scheme: Scheme, pack: Pack) -> list[Found]:
    return [
        *_names(scheme, pack),
        *_expressions(scheme, pack),
        *_weights(scheme, pack),
        *_bounds(scheme, pack),
        *_tables(scheme, pack),
    ]


def _names(scheme: Scheme, pack: Pack) -> Iterator[Found]:
    if scheme.clause is not None and scheme.clause not in pack.clauses:
        yield unknown(("clause",), "条款", scheme.clause, pack.clauses)
    funds = pack.codes[FUNDS].spellings if FUNDS in pack.codes else {}
    if scheme.fund is not None and scheme.fund not in funds:
        yield unknown(("fund",), "资金", scheme.fund, funds)
    for path, where in _places(scheme, ()):
        yield from unknown_places(path, where, pack, (EVERYWHERE,))


def _places(thing: object, path: KeyPath) -> Iterator[tuple[KeyPath, Where]]:
    """Every place a scheme names, wherever it stands."""
    if isinstance(thing, tuple):
        for i, one in enumerate(thing):
            yield from _places(one, (*path, i))
    for key, value in getattr(thing, "__dict__", {}).items():
        if key in ("where", "others"):
            yield (*path, key), value
        elif key not in ("weights", "basis"):
            yield from _places(value, (*path, key))


def _expressions(scheme: Scheme, pack: Pack) -> Iterator[Found]:
    for path, figure in asked(scheme):
        try:
            found = parsed(figure.text, pack, kinds=(figure.kind,))
        except ExpressionError as error:
            yield misread(path, error)
        else:
            yield from _parameters(path, found.parameters - BUILT_IN.keys(), scheme, pack)
            if path == ("received",) and (unit := strange_unit(scheme.unit, found, pack)):
                yield ("unit",), *unit_differs(scheme.unit, unit)


def _parameters(
    path: KeyPath, names: frozenset[str], scheme: Scheme, pack: Pack
) -> Iterator[Found]:
    """Parameters that are not in force at the end of some year of the notice."""
    for name in sorted(names):
        parameter = pack.parameters[name]
        missing = [day for day in _days(scheme, pack) if parameter.on(day) is None]
        if missing:
            message = f"参数“{parameter.title}”（{name}）在 {missing[0]} 没有生效的值"
            yield path, message, "给参数补上这一段时间的值"


def _weights(scheme: Scheme, pack: Pack) -> Iterator[Found]:
    for day in _days(scheme, pack) if scheme.factors else ():
        found = [in_force(factor.weights, day) for factor in scheme.factors]
        whole = sum((Decimal(one.value) for one in found if one), Decimal(0))
        if any(found) and whole != HUNDRED:
            yield (
                ("factors",),
                f"{day.year} 年各因素权重合计 {whole}，应为 100",
                "改权重（weights）",
            )
            return


def _bounds(scheme: Scheme, pack: Pack) -> Iterator[Found]:
    for i, limit in enumerate(scheme.limits):
        ends = (getattr(limit, "at_least", None), getattr(limit, "at_most", None))
        for day in _days(scheme, pack):
            least, most = (_level(end, pack, day) for end in ends)
            if least is not None and most is not None and least > most:
                message = f"{day.year} 年的下限 {least} 大于上限 {most}"
                yield ("limits", i, "at_least"), message, "改正 at_least 或 at_most"
                break


def _level(level: Level | None, pack: Pack, day: date) -> Decimal | None:
    if level is None or isinstance(level, str):
        return number_on(level or "", pack, day)
    found = in_force(level, day)
    return Decimal(found.value) if found else None


def _tables(scheme: Scheme, pack: Pack) -> Iterator[Found]:
    """Counties that a table of numbers names and there are not."""
    known = places_of(pack).counties
    for key in ("factors", "awards"):
        for i, block in enumerate(getattr(scheme, key)):
            for code in block.table or ():
                if code not in known:
                    yield unknown((key, i, "table", code), "县", code, known)


def _days(scheme: Scheme, pack: Pack) -> list[date]:
    return [date(year, 12, 31) for year in pack.notice(scheme.id).term.years]
