"""For what a duty must be held, by the records there are."""

from datetime import date

from luoshi import pack
from luoshi.duties.inputs import Wanted, wanted
from luoshi.pack.duties import Duty
from luoshi.site.ledgers.services.engine import engine_at, stamp


def wanted_on(duty: Duty, day: date) -> list[Wanted]:
    """Everything the duty must be held for on a day.

    Raises:
        LackingError: a parameter has no value in force on that day.
    """
    return wanted(pack.load(), engine_at(stamp(), None), duty, day)
