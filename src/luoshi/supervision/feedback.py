"""When a unit's feedback is due: at the end of each week or month, or at its stages."""

from datetime import date, timedelta

from luoshi.months import last_of_month
from luoshi.pack.supervision import Rhythm

FRIDAY = 4


def feedback_due(since: date, rhythm: Rhythm, day: date) -> date | None:
    """The last day by which feedback was to be given, of a matter handed over on a day.

    None before the first, or where it is given at the matter's own stages.
    """
    if rhythm == "stage":
        return None
    last = _friday(day) if rhythm == "week" else _month_end(day)
    return last if last > since else None


def _friday(day: date) -> date:
    return day - timedelta((day.weekday() - FRIDAY) % 7)


def _month_end(day: date) -> date:
    return day if day == last_of_month(day) else day.replace(day=1) - timedelta(1)
