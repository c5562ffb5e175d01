"""What has been declared and delivered, as known at a moment."""

from datetime import date, datetime

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.area_queries.reporting import Declaration as Said
from luoshi.area_queries.reporting import Records
from luoshi.memory import remembered
from luoshi.pack import Pack
from luoshi.site import sources
from luoshi.site.ledgers.models import Declaration
from luoshi.site.ledgers.services.engine import Stamp


def known_day(stamp: Stamp, known_at: datetime | None) -> date:
    """The day of knowledge: of the moment, or else the one on which the stamp was taken."""
    return localdate(known_at) if known_at else stamp.today


@remembered(8)
def reporting_at(stamp: Stamp, known_at: datetime | None) -> Records:
    """Who had declared what, and how far each department's data reached (None: now)."""
    return reporting_of(pack.load(), stamp, known_at)


def reporting_of(policy: Pack, stamp: Stamp, known_at: datetime | None) -> Records:
    """The same as a pack has it, which need not be the one in use."""
    said = Declaration.objects.all()
    if known_at is not None:
        said = said.filter(at__lte=known_at)
    rows = said.values_list("ledger", "holder", "start", "county", "complete")
    warehouse = sources.warehouse()
    deliveries = {id_: warehouse.batches(id_, known_at) for id_ in warehouse.tables}
    return Records(policy, known_day(stamp, known_at), [Said(*row) for row in rows], deliveries)
