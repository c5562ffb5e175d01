"""What every page of a topic starts from: whose eyes, which year, which county, what was found."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from luoshi import pack
from luoshi.area_queries.period import calendar_year
from luoshi.pack import Pack
from luoshi.pack.as_of import on_day
from luoshi.pack.topics import Figure, FigureGroup, Topic, Watch
from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.policies import may_see
from luoshi.site.ledgers.services.engine import Stamp, stamp
from luoshi.site.notices.policies import sight_of
from luoshi.site.rights import Refused, scope_of
from luoshi.site.topics import services
from luoshi.site.topics.forms import TopicForm
from luoshi.site.topics.policies import Seeing
from luoshi.topics import Alert
from luoshi.topics.inputs import followed
from luoshi.topics.tables import Tabling


@dataclass(frozen=True)
class TopicContext:
    """A user's question about the topics."""

    seeing: Seeing
    form: TopicForm

    @property
    def pack(self) -> Pack:
        """The pack in use."""
        return self.seeing.pack

    @property
    def query(self) -> str:
        """Year, day and county as the end of an address, with its question mark."""
        form = self.form
        asked = {"year": str(form.chosen_year)}
        if form.chosen_day != form.today:
            asked["day"] = form.chosen_day.isoformat()
        if form.county and not self.seeing.sight.own:
            asked["area"] = form.county.code[:6]
        return f"?{urlencode(asked)}"

    def sources(self, topic: Topic) -> list[tuple[str, str]]:
        """The topic's ledgers the user may open, each with its list of the year and county."""
        form, user = self.form, self.seeing.user
        tables = (self.pack.tables[id_] for id_ in topic.ledgers)
        county = {"county": form.county.code} if form.county else {}
        return [
            (table.title, f"{reverse('ledgers:ledger', args=[table.id])}?{urlencode(at)}")
            for table in tables
            if table.home == "ledger" and may_see(user, table)
            for at in [{**county, **({"year": form.chosen_year} if table.period else {})}]
        ]

    @cached_property
    def stamp(self) -> Stamp:
        """Which records there are."""
        return stamp()

    def tabling(self, topic: Topic, year: int | None = None) -> Tabling:
        """A topic's figures as tables of what the user sees, or asks for; of another year too."""
        form = self.form
        period = calendar_year(year) if year and year != form.chosen_year else form.period
        measured = services.measured_at(self.stamp, topic.id, period, form.chosen_day)
        return Tabling(measured, on_day(self.pack, form.chosen_day), self.shown)

    @property
    def own(self) -> str:
        """The county asked for (six digits); empty for all."""
        return self.form.county.code[:6] if self.form.county else ""

    def alerts(self, topic: Topic, watch: Watch) -> list[Alert]:
        """The alerts of a watch that the user may see and asks for."""
        form = self.form
        every = services.found_at(self.stamp, topic.id, form.period, form.chosen_day)[watch.id]
        return [one for one in self.seeing.alerts(watch, every) if one.area.startswith(self.own)]

    @cached_property
    def shown(self) -> frozenset[str] | None:
        """The places shown one by one; None for all. What is the region's stays."""
        if self.form.county:
            return frozenset({self.form.county.code[:6], self.seeing.sight.region})
        return None if self.seeing.sight.everywhere else frozenset({self.seeing.sight.region})


def asked(request: HttpRequest, today: date) -> TopicContext:
    """What a request asks, of whom."""
    policy, user = pack.load(), user_of(request)
    scope = scope_of(user)
    sight = sight_of(scope, policy)
    counties = tuple(one for one in policy.areas.counties() if sight.sees(one.code[:6]))
    form = TopicForm(request.GET, followed(policy.topics.values(), policy), counties, today)
    return TopicContext(Seeing(policy, user, scope, sight), form)


def topic_of(asked: TopicContext, topic_id: str) -> Topic:
    """A topic of which the user may see something.

    Raises:
        Http404: there is no such topic.
        Refused: none of its tables is open to the user.
    """
    found = asked.pack.topics.get(topic_id)
    if found is None:
        raise Http404("没有这个专题")
    if found not in asked.seeing.topics():
        raise Refused("表样 · sees", f"“{found.title}”用到的台账都不对你的角色和单位开放。")
    return found


def watch_of(asked: TopicContext, topic: Topic, watch_id: str) -> Watch:
    """A watch of a topic whose alerts the user may see.

    Raises:
        Http404: there is no such watch.
        Refused: its tables are not open to the user.
    """
    found = next((one for one in topic.watches if one.id == watch_id), None)
    if found is None:
        raise Http404("没有这条监管规则")
    if found not in asked.seeing.watches(topic):
        raise Refused("表样 · sees", f"“{found.title}”用到的表不对你的角色和单位开放。")
    return found


def figure_of(
    asked: TopicContext, topic: Topic, figure_id: str
) -> tuple[FigureGroup, Figure] | None:
    """A figure the user may see, with its group; the first of the headline where none is asked."""
    seen = {one.id: (group, one) for group in asked.seeing.groups(topic) for one in group.figures}
    usual = next((id_ for id_ in topic.headline if id_ in seen), next(iter(seen), ""))
    return seen.get(figure_id) or seen.get(usual)
