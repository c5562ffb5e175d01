"""Which changes count, and handing them to the pack of this process.

Another process may agree to changes at any time, and a day on which one begins comes by itself:
the mark beside the database, and the day, tell when to hand them over anew.
"""

from secrets import token_hex

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import AreaChange, Areas
from luoshi.home import home
from luoshi.pack.area_changes import HandedChanges, hand_over_changes, handed_changes
from luoshi.site.divisions.models import Adjustment

MARK = "area-changes"
"""The file whose text changes whenever other changes count."""


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


def renew(always: bool = False) -> bool:
    """Hand the changes over where others count now, or ``always``; gives whether it did."""
    text, today = _mark(), localdate()
    mark = text and f"{text} {today}"
    if not always and mark == handed_changes().mark:
        return False
    counting = tuple(change for change in agreed_changes() if change.day <= today)
    hand_over_changes(HandedChanges(mark, counting))
    return True


def changed() -> None:
    """Tell all processes that other changes count, this one at once."""
    (home() / MARK).write_text(token_hex(8), encoding="ascii")
    renew()


def _mark() -> str:
    try:
        return (home() / MARK).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""
