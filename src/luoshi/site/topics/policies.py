"""What of the topics a user may see. Every page and file of this app starts here.

A figure is shown to whom every table it is worked out of is open to, by the tables' own
schemas; a watch to whom the tables it tells of are, as with leads. Of other counties than one's
own only totals and means are shown, as on the notice's pages; rows that were found lie in the
user's areas.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack
from luoshi.pack.topics import Figure, FigureGroup, Topic, Watch
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import may_see
from luoshi.site.monitoring.policies import may_see as facts_open
from luoshi.site.rights import Scope
from luoshi.topics import Alert
from luoshi.topics.sources import tables_of, tables_of_watch
from luoshi.warehouse.schema import Table

REFERENCE = "reference"
"""The home of tables the program fills: open to all."""


@dataclass(frozen=True)
class Seeing:
    """A user's eyes on the topics of a pack."""

    pack: Pack
    user: User
    scope: Scope
    sight: Sight

    def topics(self) -> list[Topic]:
        """The topics of which the user may see something, in their order."""
        every = sorted(self.pack.topics.values(), key=lambda one: one.place)
        return [one for one in every if self.groups(one) or self.watches(one)]

    def groups(self, topic: Topic) -> list[FigureGroup]:
        """The groups with the figures the user may see."""
        found = (self._group(topic, group) for group in topic.groups)
        return [group for group in found if group]

    def watches(self, topic: Topic) -> list[Watch]:
        """The watches whose alerts the user may see."""
        if self.sight.blind:
            return []
        return [one for one in topic.watches if self._open(tables_of_watch(self.pack, one))]

    def alerts(self, watch: Watch, found: Iterable[Alert]) -> list[Alert]:
        """Those that lie in the user's areas."""
        of_counties = watch.table == self.pack.registers.counties
        sees = self._sees_county if of_counties else self._sees_row
        return [one for one in found if sees(one)]

    def _sees_county(self, found: Alert) -> bool:
        return self.sight.sees(found.county)

    def _sees_row(self, found: Alert) -> bool:
        return self.scope.allows(found.area)

    def _group(self, topic: Topic, group: FigureGroup) -> FigureGroup | None:
        if self.sight.blind:
            return None
        seen = tuple(
            one for one in group.figures if self._open(tables_of(self.pack, topic.id, one))
        )
        if not any(self._reads(topic, one) for one in seen):
            return None
        return group.model_copy(update={"figures": seen})

    def _reads(self, topic: Topic, figure: Figure) -> bool:
        """Whether a figure is worked out of rows: the calendar alone is nothing to see."""
        found = tables_of(self.pack, topic.id, figure) & self.pack.tables.keys()
        return any(self.pack.tables[id_].home != REFERENCE for id_ in found)

    def _open(self, tables: Iterable[str]) -> bool:
        found = (self.pack.tables[id_] for id_ in tables if id_ in self.pack.tables)
        return all(self._may_see(table) for table in found)

    def _may_see(self, table: Table) -> bool:
        if table.home == "dataset":
            return facts_open(self.scope, table)
        return table.home == REFERENCE or may_see(self.user, table)
