"""What pages and files show of a topic, as far as the user sees and asks for it."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from luoshi.area_queries.places import places_of
from luoshi.pack.topics import Figure, FigureGroup, Topic, Watch
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.monitoring.policies import seen_households
from luoshi.site.topics.context import TopicContext
from luoshi.topics import Alert
from luoshi.topics.alerts import AlertLine, Watched, alert_line, most_severe_first
from luoshi.topics.charts import Chart
from luoshi.topics.figures import Headline, ShownTable, headlines, shown_table
from luoshi.topics.inputs import followed
from luoshi.topics.standings import Standing, standings


def tables_of(asked: TopicContext, topic: Topic) -> list[ShownTable]:
    """The topic's groups in words."""
    tabling, own = asked.tabling(topic), asked.own
    return [shown_table(tabling, group, own) for group in asked.seeing.groups(topic)]


def headlines_of(asked: TopicContext, topic: Topic) -> list[Headline]:
    """The strip: of the county asked for, else of all places of each figure together."""
    return headlines(asked.tabling(topic), topic, asked.seeing.groups(topic))


def chart_of(asked: TopicContext, topic: Topic, group: FigureGroup, figure: Figure) -> Chart:
    """A figure over the years of the notices it follows up to the one asked about."""
    years = range(followed([topic], asked.pack).first.year, asked.form.chosen_year + 1)
    return Chart(group, figure, years, lambda year: asked.tabling(topic, year))


def standings_of(asked: TopicContext, topic: Topic) -> list[Standing]:
    """How the topic's tables stand for the counties the user sees, for the period asked."""
    codes = [asked.own] if asked.own else places_of(asked.pack).counties
    shown = [code for code in codes if asked.shown is None or code in asked.shown]
    records, form = reporting_at(asked.stamp, None), asked.form
    return standings(asked.pack, topic, shown, records, form.period, form.chosen_day)


def watched(asked: TopicContext, topic: Topic) -> list[Watched]:
    """The topic's watches, those that found something first, the most severe before the others."""
    watches = asked.seeing.watches(topic)
    return most_severe_first(Watched(one, len(asked.alerts(topic, one))) for one in watches)


def lines(
    asked: TopicContext, topic: Topic, watch: Watch, found: Iterable[Alert]
) -> list[AlertLine]:
    """Alerts in words, each with where it leads."""
    every = list(found)
    homes = _homes(asked, every)
    return [
        alert_line(asked.pack, watch, one, *_leads(asked, topic, watch, one, homes))
        for one in every
    ]


def _leads(
    asked: TopicContext, topic: Topic, watch: Watch, found: Alert, homes: Mapping[str, int]
) -> tuple[str, str]:
    """Where an alert leads, and what it is called there; nothing where it leads nowhere."""
    if found.record:
        return reverse("ledgers:record", args=[found.record]), "台账记录"
    if found.home and found.home in homes:
        return reverse("monitoring:household", args=[homes[found.home]]), "户情"
    if watch.table == asked.pack.registers.counties:
        at = {"year": asked.form.chosen_year, "area": found.county}
        return f"{reverse('topics:topic', args=[topic.id])}?{urlencode(at)}", "本县各数"
    if watch.lacking:
        at = {"county": found.county.ljust(12, "0")}
        return f"{reverse('ledgers:ledger', args=[watch.table])}?{urlencode(at)}", "台账"
    return "", ""


def _homes(asked: TopicContext, found: Iterable[Alert]) -> dict[str, int]:
    """The pages of the households there are some of, that the user may open."""
    numbers = {one.home for one in found if one.home and not one.record}
    rows = seen_households(asked.seeing.scope).filter(number__in=numbers)
    return dict(rows.values_list("number", "pk")) if numbers else {}
