"""Proving the scorecards of a pack: names resolve, expressions type, silence means something."""

from collections.abc import Iterator
from datetime import date

from luoshi.area_queries.places import unknown_places
from luoshi.area_queries.questions import grouping, parsed, words_of
from luoshi.assessment.figures import Ask, expressions, tables_of
from luoshi.assessment.sources import verdict_tables
from luoshi.expressions import BUILT_IN, ExpressionError
from luoshi.frozen import Found, KeyPath
from luoshi.pack import Pack, Problem
from luoshi.pack.names import misread, unknown, unknown_among
from luoshi.pack.obligations import EVERYWHERE
from luoshi.pack.scorecards import Scorecard


def check(pack: Pack) -> list[Problem]:
    """Everything that does not hold of the cards; empty where all do."""
    found = [
        pack.place(card).problem(*problem)
        for card in pack.scorecards.values()
        for problem in _of_card(card, pack)
    ]
    return [*found, *_circular(pack)]


def _of_card(card: Scorecard, pack: Pack) -> Iterator[Found]:
    yield from _years(card, pack)
    for i, group in enumerate(card.classes):
        yield from unknown_places(("classes", i, "where"), group.where, pack, (EVERYWHERE,))
    if card.subject == "county" and not card.classes:
        yield ("classes",), "没有写考核哪些县", "写 classes，至少一类"
    for i, part in enumerate(card.parts):
        yield from unknown_among(("parts", i, "units"), "单位", part.units, pack.units)
    yield from _publishing(card, pack)
    for path, ask in expressions(card):
        yield from _of_figure(path, ask, card, pack)


def _publishing(card: Scorecard, pack: Pack) -> Iterator[Found]:
    found = card.publishes
    if found is None:
        return
    ledgers = {id_: one for id_, one in pack.tables.items() if one.home == "ledger"}
    if found.ledger not in ledgers:
        yield unknown(("publishes", "ledger"), "台账", found.ledger, ledgers)
        return
    columns = {one.name for one in ledgers[found.ledger].columns}
    yield from unknown_among(("publishes", "ledger"), "列", found.columns, columns)
    yield from unknown_among(
        ("publishes", "parts"), "部分", found.parts, {p.id for p in card.parts}
    )


def _years(card: Scorecard, pack: Pack) -> Iterator[Found]:
    years = pack.notice(card.id).term.years
    for key, year in (("from", card.first), ("to", card.last)):
        if year not in years:
            message = f"{year} 年不在文件的期限（{years[0]}—{years[-1]} 年）内"
            yield (key,), message, "改正年度"


def _of_figure(path: KeyPath, ask: Ask, card: Scorecard, pack: Pack) -> Iterator[Found]:
    units = card.subject == "unit"
    if units != (ask.by is not None):
        hint = "写上 by: 表.列" if units else "去掉 by"
        message = "部门的数没有写按哪一列分到单位" if units else "县的数不按列分"
        yield (*path[:-1], "by"), message, hint
        return
    try:
        figure = parsed(ask.text, pack, units, (ask.kind,))
        if ask.by:
            grouping(ask.by, words_of(pack))
    except ExpressionError as error:
        yield misread(path, error)
        return
    yield from _parameters(path, figure.parameters - BUILT_IN.keys(), card, pack)
    yield from _unowed(path, ask, card, pack)


def _parameters(
    path: KeyPath, names: frozenset[str], card: Scorecard, pack: Pack
) -> Iterator[Found]:
    """Parameters that are not in force at the end of some year of the card."""
    days = [date(year, 12, 31) for year in range(card.first, card.last + 1)]
    for name in sorted(names):
        missing = [day for day in days if pack.parameters[name].on(day) is None]
        if missing:
            message = f"参数“{pack.parameters[name].title}”（{name}）在 {missing[0]} 没有生效的值"
            yield path, message, "给参数补上这一段时间的值"


def _unowed(path: KeyPath, ask: Ask, card: Scorecard, pack: Pack) -> Iterator[Found]:
    """Tables that nobody has to fill by a day: no row of them tells nothing."""
    for id_ in sorted(tables_of(pack, card, ask)):
        table = pack.tables[id_]
        if table.home == "ledger" and table.due is None:
            message = f"台账“{table.title}”（{id_}）没有写多久报一次，空着不知道是没有还是没报"
            yield path, message, "在台账里写 due，或换一本"


def _circular(pack: Pack) -> Iterator[Problem]:
    """Obligations that rest on how obligations stand."""
    tables = {table.id for table in verdict_tables(pack)}
    for obligation in pack.obligations.values():
        for i, id_ in enumerate(obligation.records):
            if id_ in tables:
                found = unknown(("records", i), "记录", id_, sorted({*pack.tables} - tables))
                yield pack.place(obligation).problem(*found)
