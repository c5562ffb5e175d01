"""The records a change is asked of."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from luoshi.area_queries.reported import Reporting
from luoshi.pack import Pack
from luoshi.warehouse.engine import Engine


class Records(Protocol):
    """Whoever keeps the records: gives them as the tables of a pack have them.

    Two packs with the same tables and divisions should get the same engine, so that it reads
    the rows once.
    """

    def engine(self, pack: Pack) -> Engine:
        """An engine in which every table of the pack is a relation, and the counties are."""

    def reporting(self, pack: Pack) -> Reporting:
        """Whose rows are told in full."""


@dataclass(frozen=True)
class Asking:
    """One of the two packs a change lies between, asked of the records as of the end of a day."""

    pack: Pack
    records: Records
    day: date

    @property
    def engine(self) -> Engine:
        """The records."""
        return self.records.engine(self.pack)

    @property
    def reporting(self) -> Reporting:
        """Whose rows are told in full."""
        return self.records.reporting(self.pack)
