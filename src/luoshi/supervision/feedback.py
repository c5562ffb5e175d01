"""When a unit's feedback is due: at the end of each week or month, or at its stages."""

from datetime import date, timedelta

from luoshi.area_queries import Period
from luoshi.months import last_of_month
from luoshi.pack.supervision import Rhythm

FRIDAY = 4
ONE_DAY = timedelta(1)


def feedback_due(since: date, rhythm: Rhythm, day: date) -> Period | None:
    """The last stretch of time for which feedback was to be given by its end, of a matter handed
    over on a day.

    None before the first, or where it is given at the matter's own stages.
    """
    if rhythm == "stage":
        return None
    end_before = _friday if rhythm == "week" else _month_end
    last = end_before(day)
    if last <= since:
        return None
    return Period(max(since, end_before(last - ONE_DAY) + ONE_DAY), last)


def _friday(day: date) -> date:
    return day - timedelta((day.weekday() - FRIDAY) % 7)


def _month_end(day: date) -> date:
    return day if day == last_of_month(day) else day.replace(day=1) - timedelta(1)
