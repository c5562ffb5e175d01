"""Pages of topics: all of them, one of them, a chart of a figure, and what a watch found."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi.pack.topics import Topic
from luoshi.site.rights import Ability, require
from luoshi.site.topics.context import TopicContext, asked, figure_of, topic_of, watch_of
from luoshi.site.topics.presenters import chart_of, headlines_of, standings_of, tables_of, watched
from luoshi.site.topics.tables import AlertTable
from luoshi.topics.alerts import by_county
from luoshi.topics.wording import question, told, used


@require(Ability.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every topic of which the user sees something: its first numbers, and what was found."""
    found = asked(request, localdate())
    cards = [_card(found, topic) for topic in found.seeing.topics()]
    return _page(request, found, "topics/index.html", {"cards": cards})


def _card(found: TopicContext, topic: Topic) -> dict[str, Any]:
    watches = watched(found, topic)
    return {
        "topic": topic,
        "headlines": headlines_of(found, topic)[:3],
        "found": sum(one.count for one in watches),
        "watches": sum(bool(one.count) for one in watches),
        "asked": len(watches),
    }


@require(Ability.READ)
@require_GET
def topic(request: HttpRequest, topic_id: str) -> HttpResponse:
    """One topic: its numbers, its watches, its tables."""
    found = asked(request, localdate())
    chosen = topic_of(found, topic_id)
    groups, watches = found.seeing.groups(chosen), watched(found, chosen)
    day, told_of = found.form.period.end, standings_of(found, chosen)
    context = {
        "topic": chosen,
        "headlines": headlines_of(found, chosen),
        "with_alerts": [one for one in watches if one.count],
        "without_alerts": [one for one in watches if not one.count],
        "tables": tables_of(found, chosen),
        "told": {group.id: told(found.pack, chosen, group, day) for group in groups},
        "used": used(found.pack, chosen, groups, (one.watch for one in watches), day),
        "drawn": figure_of(found, chosen, request.GET.get("figure", "")),
        "groups": groups,
        "sources": found.sources(chosen),
        "standings": told_of,
        "lacking": sum(not one.is_full for one in told_of),
    }
    return _page(request, found, "topics/topic.html", context)


@require(Ability.READ)
@require_GET
def chart(request: HttpRequest, topic_id: str) -> HttpResponse:
    """The charts of one figure: a part of the topic's page."""
    found = asked(request, localdate())
    chosen = topic_of(found, topic_id)
    drawn = figure_of(found, chosen, request.GET.get("figure", ""))
    context = {"topic": chosen, "chart": drawn and chart_of(found, chosen, *drawn)}
    return _page(request, found, "topics/_chart.html", context)


@require(Ability.READ)
@require_GET
def watch(request: HttpRequest, topic_id: str, watch_id: str) -> HttpResponse:
    """The alerts of a watch, row by row."""
    found = asked(request, localdate())
    chosen = topic_of(found, topic_id)
    one = watch_of(found, chosen, watch_id)
    context = {
        "topic": chosen,
        "watch": one,
        "question": question(found.pack, one, found.form.period.end),
        "listing": AlertTable(request, found, chosen, one),
        "counties": list(by_county(found.pack, found.alerts(chosen, one))),
        "table": found.pack.tables[one.table],
    }
    return _page(request, found, "topics/watch.html", context)


def _page(
    request: HttpRequest, found: TopicContext, template: str, context: dict[str, Any]
) -> HttpResponse:
    shared = {"asked": found, "form": found.form, "at": found.query, "sight": found.seeing.sight}
    return render(request, template, shared | context)
