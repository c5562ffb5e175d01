"""What every page of the notice starts from: the records, the moment, whose eyes, the figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest

from luoshi.areas import Area, AreaError, Level
from luoshi.obligations import Result
from luoshi.obligations.dashboard.board import Board, View, board, columns
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.status_counts import SHOWN
from luoshi.obligations.dashboard.succession import predecessors
from luoshi.obligations.dashboard.term import Term
from luoshi.pack import Pack
from luoshi.pack.as_of import on_day
from luoshi.pack.models import Notice
from luoshi.site.accounts.policies import scope_in
from luoshi.site.ledgers.services.engine import Stamp, stamp
from luoshi.site.notices.forms import MomentForm
from luoshi.site.notices.policies import sight_of
from luoshi.site.notices.presenters.days import days
from luoshi.site.notices.services import results
from luoshi.site.notices.services.results import Moment


@dataclass(frozen=True)
class Inquiry:
    """A question about a moment: of which records, for whose eyes, of one notice or of all."""

    stamp: Stamp
    sight: Sight
    calendar: MomentForm
    notice: Notice | None = None

    @property
    def pack(self) -> Pack:
        """The pack in use, with the values entered and the divisions of the day: of the notice
        asked about, or of all."""
        pack = on_day(self.stamp.pack, self.moment.day)
        return pack.only(self.notice.id) if self.notice else pack

    @property
    def moment(self) -> Moment:
        """The moment asked about."""
        return self.calendar.moment

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Each obligation's state for every county; none for who sees no figures."""
        if self.sight.blind:
            return ()
        found, asked = results.results_at(self.moment, self.stamp), self.pack.obligations
        return tuple(one for one in found if one.id in asked) if self.notice else found

    def data_to(self, day: date | None = None) -> date | None:
        """The day the departments' data on those seen reach to, as of the day asked or another."""
        moment = replace(self.moment, day=day or self.moment.day)
        return (
            None if self.sight.blind else results.data_to(moment, self.sight.counties, self.stamp)
        )

    def trend(self, obligation: str) -> tuple[Result, ...]:
        """An obligation's state in each period begun, after those of the obligations in the same
        unit that it continues; none for who sees no figures."""
        if self.sight.blind:
            return ()
        every = self.stamp.pack
        own = every.obligations[obligation]
        before = [one for one in predecessors(every, own) if one.unit == own.unit]
        ids = [one.id for one in reversed(before[:1])] + [obligation]
        return tuple(one for id_ in ids for one in results.trend_at(id_, self.moment))

    def board(self, counties: frozenset[str] | None = None) -> Board:
        """All obligations, or those made to some counties."""
        view = View(self.sight, counties, self.columns(counties))
        return board(self.pack, self.results, view)

    def columns(self, counties: frozenset[str] | None = None) -> tuple[Area, ...]:
        """The counties side by side: those given, or the notice's; none where not all are seen."""
        return columns(self.pack, self.sight, counties)

    def county(self, code: str) -> Area:
        """A county whose figures the user sees.

        Raises:
            Http404: there is no such county, or its figures are not the user's to see.
        """
        try:
            area = self.pack.areas.by_code(code)
        except AreaError as error:
            raise Http404("没有这个县") from error
        if area.level is not Level.COUNTY or not self.sight.sees(area.code[:6]):
            raise Http404("没有这个县，或不在你的范围内")
        return area


def inquiry(request: HttpRequest, today: date, notice_id: str | None = None) -> Inquiry:
    """What a request asks of a notice, or of all, by ``?day=`` and ``?known=``.

    Raises:
        Http404: there is no such notice.
    """
    now = stamp()
    notice = asked_notice(now.pack, notice_id) if notice_id else None
    term = notice.term if notice else now.pack.term
    calendar = MomentForm(request.GET, term, today)
    return Inquiry(now, sight_of(scope_in(request), now.pack), calendar, notice)


def asked_notice(pack: Pack, notice_id: str) -> Notice:
    """The notice an address names.

    Raises:
        Http404: there is no such notice.
    """
    if notice_id not in pack.notices:
        raise Http404("没有这份文件")
    return pack.notices[notice_id]


def shared(asked: Inquiry, own_unit: str, query: Mapping[str, str]) -> dict[str, Any]:
    """What all pages of the notice are given; ``own_unit`` is the reader's, where it leads one."""
    calendar = asked.calendar
    return {
        "asked": asked,
        "pack": asked.pack,
        "several_notices": len(asked.stamp.pack.notices) > 1,
        "notice": asked.notice or asked.pack.current(calendar.today),
        "calendar": calendar,
        "moment": asked.moment,
        "at": calendar.query,
        "days": days(calendar, asked.data_to(calendar.today), query),
        "data_to": asked.data_to(),
        "closing": Term(calendar.term.first, calendar.term.last, calendar.today),
        "sight": asked.sight,
        "statuses": SHOWN,
        "own_unit": own_unit,
    }
