"""The dashboard and the map as Excel workbooks."""

from collections.abc import Iterable
from datetime import date
from typing import IO

from luoshi.obligations import Result
from luoshi.obligations.dashboard.board import ObligationRow
from luoshi.obligations.dashboard.map import Place
from luoshi.obligations.dashboard.status_counts import SHOWN
from luoshi.pack import Pack
from luoshi.pack.obligations import Obligation
from luoshi.papers.excel import AtMost, FigureSheet, workbook_to_send
from luoshi.text.numerals import clause_label

OBLIGATIONS = {
    "条款": 10, "承诺": 40, "牵头单位": 24, "本期": 9, "全期": 9, "数值": 16, "目标": 12, "单位": 8,
} | {status.label: 8 for status in SHOWN}  # fmt: skip
RESULTS = {
    "条款": 10, "承诺": 36, "县（市、区）": 14, "本期": 9, "全期": 9, "各期": 40, "数值": 12,
    "目标": 12, "单位": 8, "数据截至": 12, "依据": 70,
}  # fmt: skip
COUNTY = {
    "条款": 10, "承诺": 36, "牵头单位": 24, "本期": 9, "全期": 9, "各期": 40, "数值": 12,
    "目标": 12, "单位": 8, "数据截至": 12, "依据": 70,
}  # fmt: skip
PLACES = {
    "代码": 9, "县（市、区）": 16, "状态": 9, "数值": 12, "目标": 12, "单位": 8, "数据截至": 12,
    "依据": 70,
}  # fmt: skip
SHARES = {"代码": 9, "县（市、区）": 16, "达成比例（%）": 14} | {s.label: 8 for s in SHOWN}
"""Headings with the width of their columns in characters."""


def board_workbook(pack: Pack, rows: Iterable[ObligationRow], day: date) -> IO[bytes]:
    """Obligations on one sheet, and what is seen of each county on another."""
    with workbook_to_send() as (book, file):
        obligations = FigureSheet(book, "承诺", OBLIGATIONS, day)
        counties = FigureSheet(book, "各县", RESULTS, day)
        for row in rows:
            obligations.add(_obligation(row))
            for result in row.seen:
                counties.add(_result(pack, row.obligation, result))
        obligations.finish()
        counties.finish()
    return file


def county_workbook(rows: Iterable[ObligationRow], day: date) -> IO[bytes]:
    """The obligations to one county, each with its result."""
    with workbook_to_send() as (book, file):
        sheet = FigureSheet(book, "承诺", COUNTY, day)
        for row in rows:
            assert row.own
            sheet.add([*_named(row.obligation), *_stands(row.own), *_held(row.own)])
        sheet.finish()
    return file


def map_workbook(places: Iterable[Place], title: str, day: date) -> IO[bytes]:
    """The map's figures; of one obligation, or the share of obligations met."""
    known = [place for place in places if place.result or place.tally]
    by_share = any(place.tally for place in known)
    with workbook_to_send() as (book, file):
        sheet = FigureSheet(book, "达成比例" if by_share else "各县", _headings(by_share), day)
        for place in known:
            sheet.add(_share(place) if by_share else _place(place))
        sheet.finish()
        book.set_properties({"title": title})
    return file


def _headings(by_share: bool) -> dict[str, int]:
    return SHARES if by_share else PLACES


def _obligation(row: ObligationRow) -> list[object]:
    counts = [count for _, count in row.tally.lines]
    lights = [light.label if light else "" for light in (row.light, row.term_light)]
    return [*_named(row.obligation), *lights, row.value, row.target, row.unit, *counts]


def _named(obligation: Obligation) -> list[object]:
    return [clause_label(obligation.clause), obligation.title, "、".join(obligation.leads)]


def _result(pack: Pack, obligation: Obligation, result: Result) -> list[object]:
    place = pack.areas.by_code(result.county).name
    return [
        clause_label(obligation.clause),
        obligation.title,
        place,
        *_stands(result),
        *_held(result),
    ]


def _place(place: Place) -> list[object]:
    assert place.result
    named = [place.county.code[:6], place.county.name]
    return [*named, place.result.status.label, *_held(place.result)]


def _stands(result: Result) -> list[object]:
    """How it stands in its period, over the whole term, and in each period."""
    each = "；".join(f"{period.title}{status.label}" for period, status in result.term)
    return [result.status.label, result.term_status.label, each]


def _held(result: Result) -> list[object]:
    """The number, what it is held against, how far the records reach, and why."""
    target = result.target
    if result.at_most and target is not None:
        target = AtMost(target)
    return [result.value, target, result.unit or "", result.data_to, result.reason]


def _share(place: Place) -> list[object]:
    assert place.tally
    counts = [count for _, count in place.tally.lines]
    return [place.county.code[:6], place.county.name, place.percent, *counts]
