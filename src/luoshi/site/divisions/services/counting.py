"""Which changes of divisions count."""

from dataclasses import replace

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import AreaChange, Areas
from luoshi.pack.handover import HandedOver
from luoshi.site.divisions.models import Adjustment


def agreed_changes() -> tuple[AreaChange, ...]:
    """All changes agreed to, those of coming days included, in the order they were agreed to."""
    agreed = Adjustment.objects.filter(verdict__agreed=True)
    rows = agreed.order_by("verdict__at", "verdict__pk")
    return tuple(change for one in rows for change in one.parsed)


def coming_changes() -> tuple[AreaChange, ...]:
    """Those agreed to whose day is still to come."""
    today = localdate()
    return tuple(change for change in agreed_changes() if change.day > today)


def known_areas() -> Areas:
    """The divisions with all changes agreed to, those of coming days included."""
    return pack.load().areas.changed(coming_changes())


def counting(handed: HandedOver) -> HandedOver:
    """What is handed over, with the changes whose day has come."""
    today = localdate()
    return replace(handed, changes=tuple(one for one in agreed_changes() if one.day <= today))
