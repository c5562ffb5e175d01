"""Whether all that a figure rests on is told."""

from dataclasses import dataclass, field
from datetime import date

from luoshi.area_queries import calendar_year, places_of
from luoshi.area_queries.reported import Reported, Reporting, Standing
from luoshi.assessment.figures import Ask, tables_of
from luoshi.pack import Pack
from luoshi.pack.scorecards import Scorecard
from luoshi.warehouse.schema import Table

FILLING = "还在填报期内"


@dataclass(frozen=True)
class Told:
    """What is told of the tables behind a card's figures, for a year as of a day."""

    pack: Pack
    card: Scorecard
    reporting: Reporting
    year: int
    day: date
    _found: dict[tuple[str, str], str] = field(default_factory=dict)

    def lacking(self, ask: Ask, place: str) -> str:
        """Which tables behind a figure are not told in full of a place, in Chinese; or nothing."""
        tables = sorted(tables_of(self.pack, self.card, ask))
        return "；".join(filter(None, (self._lacking(one, place) for one in tables)))

    def _lacking(self, id_: str, place: str) -> str:
        key = (id_, place)
        if key not in self._found:
            table = self.pack.tables[id_]
            units = self.card.subject == "unit"
            self._found[key] = self._of_unit(table, place) if units else self._of(table, place)
        return self._found[key]

    def _of(self, table: Table, county: str) -> str:
        return _said(table, self._reported(table, county))

    def _of_unit(self, table: Table, unit: str) -> str:
        """What is told of all counties; what other units owe of their own is nothing to one."""
        for county in places_of(self.pack).counties:
            found = self._reported(table, county)
            others = [one for one in found.lacking if one in self.pack.units and one != unit]
            if len(others) == len(found.lacking) > 0:
                continue
            if said := _said(table, found):
                return said
        return ""

    def _reported(self, table: Table, county: str) -> Reported:
        span = calendar_year(self.year).until(self.day)
        return self.reporting.of(table, county, span, self.day)


def _said(table: Table, found: Reported) -> str:
    if found.standing in (Standing.COMPLETE, Standing.UNOWED):
        return ""
    return found.why or f"“{table.title}”{FILLING}"
