"""The units that lead, each with how what it leads stands."""

from dataclasses import dataclass

from luoshi.obligations.dashboard.board import Board
from luoshi.obligations.dashboard.outline import lead_units
from luoshi.obligations.dashboard.status_counts import Tally
from luoshi.pack import Pack


@dataclass(frozen=True)
class UnitRow:
    """A unit with the obligations it leads."""

    name: str
    title: str
    obligations: int
    tally: Tally
    term: Tally


def unit_rows(pack: Pack, board: Board) -> list[UnitRow]:
    """Every lead unit, in the pack's order."""
    return [_row(pack, board, name) for name in lead_units(pack)]


def _row(pack: Pack, board: Board, name: str) -> UnitRow:
    led = board.led_by(name)
    return UnitRow(name, pack.units[name].title or name, len(led.rows), led.tally, led.term_tally)
