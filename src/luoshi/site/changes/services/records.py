"""The site's records, as the tables of any pack."""

from luoshi import pack
from luoshi.area_queries import define_subjects
from luoshi.area_queries.reported import Reporting
from luoshi.changes import differences
from luoshi.changes.asked_once import AskedOnce
from luoshi.changes.things import FILES
from luoshi.home import home
from luoshi.pack import Pack
from luoshi.pack.opening import open_warehouse
from luoshi.site.ledgers.services.engine import Stamp, engine_with_subjects, stamp
from luoshi.site.ledgers.services.relation import define_ledgers
from luoshi.site.ledgers.services.reporting import reporting_of
from luoshi.warehouse.engine import Engine, open_engine

SHAPING = ("tables", "codes", "registers", FILES)
"""The kinds of things by which the rows themselves would be read otherwise."""


class SiteRecords:
    """All records there are now; packs that read rows alike share one engine."""

    def __init__(self) -> None:
        self.stamp: Stamp = stamp()
        usual = engine_with_subjects(self.stamp, None)
        self._engines = [(pack.load(), AskedOnce(usual))]
        self._reporting: dict[Pack, Reporting] = {}

    @property
    def are_there(self) -> bool:
        """Whether anything is recorded at all."""
        return bool(self.stamp.batches or self.stamp.revisions)

    def engine(self, policy: Pack) -> Engine:
        """An engine in which every table of the pack is a relation, and the counties are."""
        for known, engine in self._engines:
            if reads_alike(known, policy):
                return engine
        own = open_engine(open_warehouse(policy, home()))
        define_ledgers(own, policy)
        define_subjects(policy, own)
        self._engines.append((policy, AskedOnce(own)))
        return self._engines[-1][1]

    def reporting(self, policy: Pack) -> Reporting:
        """Whose rows are told in full."""
        if policy not in self._reporting:
            self._reporting[policy] = reporting_of(policy, self.stamp, None)
        return self._reporting[policy]


def reads_alike(one: Pack, other: Pack) -> bool:
    """Whether both packs have the same tables, codes and divisions."""
    same = one is other or (one.tables == other.tables and one.codes == other.codes)
    return same and not any(found.kind in SHAPING for found in differences(one, other))
