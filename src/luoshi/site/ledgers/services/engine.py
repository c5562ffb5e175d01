"""An engine over all records there are: the warehouse's batches and the ledgers' rows."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db.models import Max
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.area_queries import define_subjects
from luoshi.home import home
from luoshi.memory import remembered
from luoshi.pack import Pack
from luoshi.site import sources
from luoshi.site.ledgers.models import Declaration, Ledger
from luoshi.site.ledgers.services.relation import define_ledgers
from luoshi.warehouse.engine import Engine, open_engine


@dataclass(frozen=True)
class Stamp:
    """Which records there are: batches of the warehouse, last revisions of the ledgers, and the
    last declarations of each.

    The pack is among them, since offices enter values of its parameters; and the day on which
    they are all that is known, since what is not told by a deadline is known to be missing.
    """

    folder: Path
    batches: tuple[str, ...]
    revisions: tuple[tuple[str, int], ...]
    declarations: tuple[tuple[str, int], ...]
    pack: Pack
    today: date


def stamp() -> Stamp:
    """Which records there are now."""
    heads = Ledger.objects.order_by("pk").values_list("pk", "revision")
    declared = Declaration.objects.order_by("ledger").values("ledger").annotate(last=Max("pk"))
    last = tuple(declared.values_list("ledger", "last"))
    return Stamp(home(), sources.batches(), tuple(heads), last, pack.load(), localdate())


@remembered(4)
def engine_at(stamp: Stamp, known_at: datetime | None) -> Engine:
    """An engine over the records of a stamp, as known at a moment (None: now)."""
    engine = open_engine(sources.warehouse(), known_at)
    define_ledgers(engine, pack.load(), known_at)
    return engine


@remembered(4)
def engine_with_subjects(stamp: Stamp, known_at: datetime | None) -> Engine:
    """An engine over the records of a stamp, with the counties and the region to ask."""
    engine: Engine = engine_at(stamp, known_at)
    define_subjects(pack.load(), engine)
    return engine
