"""What every page of the notice starts from: the pack, the moment, whose eyes, the figures."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.http import Http404, HttpRequest

from luoshi import pack
from luoshi.areas import Area, AreaError, Level
from luoshi.obligations import Result
from luoshi.obligations.dashboard.board import Board, View, board, columns
from luoshi.obligations.dashboard.obligation import Source
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.engine import Stamp, stamp
from luoshi.site.notices.forms import MomentForm
from luoshi.site.notices.policies import sight_of
from luoshi.site.notices.presenters.links import sources_of
from luoshi.site.notices.services import results
from luoshi.site.notices.services.results import Moment
from luoshi.site.rights import Scope


@dataclass(frozen=True)
class Inquiry:
    """A user's question about a moment."""

    pack: Pack
    user: User
    scope: Scope
    sight: Sight
    calendar: MomentForm

    @property
    def moment(self) -> Moment:
        """The moment asked about."""
        return self.calendar.moment

    @cached_property
    def stamp(self) -> Stamp:
        """Which records there are, found once for all that is asked."""
        return stamp()

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Every obligation's state for every county; none for who sees no figures."""
        return () if self.sight.blind else results.results_at(self.moment, self.stamp)

    def data_to(self, day: date | None = None) -> date | None:
        """The day the departments' data on those seen reach to, as of the day asked or another."""
        moment = replace(self.moment, day=day or self.moment.day)
        return (
            None if self.sight.blind else results.data_to(moment, self.sight.counties, self.stamp)
        )

    def trend(self, obligation: str) -> tuple[Result, ...]:
        """An obligation's state in each period begun; none for who sees no figures."""
        return () if self.sight.blind else results.trend_at(obligation, self.moment)

    def sources_of(self, result: Result) -> list[Source]:
        """The tables behind a result, each leading to the list the user may open."""
        return sources_of(result, self.pack, self.user)

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


def inquiry(request: HttpRequest, today: date) -> Inquiry:
    """What a request asks, by ``?day=`` and ``?known=``."""
    policy, scope = pack.load(), scope_in(request)
    return Inquiry(
        policy,
        user_of(request),
        scope,
        sight_of(scope, policy.areas.region.code[:6]),
        MomentForm(request.GET, policy.notice, today),
    )
