"""What the change from one pack to another touches: the texts first, then the records."""

from collections.abc import Callable, Sequence
from datetime import date

import pyarrow as pa

from luoshi.changes.differences import differences
from luoshi.changes.leads import compare_leads
from luoshi.changes.money import compare_money
from luoshi.changes.outcome import Outcome, Resting, Touched
from luoshi.changes.reach import ASKED, TOLD, Reach, reach
from luoshi.changes.records import Asking, Records
from luoshi.changes.statuses import compare_statuses
from luoshi.changes.things import things
from luoshi.pack import Pack

Rest = Callable[[Reach, pa.Table], Sequence[Resting]]
"""Gives what rests on what is touched; the table has the leads that would be gone."""


def compare_texts(old: Pack, new: Pack) -> Outcome:
    """What differs in the texts alone."""
    found = differences(old, new)
    return Outcome(differences=found, touched=_touched(old, new, reach(old, new, found)))


def compare(
    old: Pack,
    new: Pack,
    records: Records,
    day: date,
    years: Sequence[int] = (),
    rest: Rest | None = None,
    asked: Reach | None = None,
) -> Outcome:
    """What the change touches on the records as of the end of a day; funds of ``years``, by
    default the day's.

    Only what the texts say the change can touch is asked, or else all that is ``asked``. What
    cannot be asked is told, as far as it is touched.
    """
    found = differences(old, new)
    touched = asked or reach(old, new, found)
    before, after = Asking(old, records, day), Asking(new, records, day)
    leads = compare_leads(before, after, touched.of("rules") | touched.of("needs"))
    statuses = compare_statuses(before, after, touched.of("obligations"))
    money = compare_money(before, after, touched.of("schemes"), years or (day.year,))
    return Outcome(
        differences=found,
        as_of=day,
        asked={kind: len(touched.of(kind)) for kind in ASKED if touched.of(kind)},
        statuses=statuses.changes,
        refigured=statuses.refigured,
        leads=leads.changes,
        households=leads.households,
        money=money.changes,
        unanswered=(*leads.unanswered, *statuses.unanswered, *money.unanswered),
        touched=_touched(old, new, touched),
        resting=tuple(rest(touched, leads.lost)) if rest else (),
    )


def _touched(old: Pack, new: Pack, touched: Reach) -> tuple[Touched, ...]:
    """What is told and not asked."""
    if touched.everything:
        return ()
    titles = {**things(old), **things(new)}
    return tuple(
        Touched(kind=kind, id=id_, title=titles[kind, id_].title)
        for kind in TOLD
        for id_ in sorted(touched.of(kind))
    )
