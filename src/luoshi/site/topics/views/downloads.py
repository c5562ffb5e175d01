"""Topics' workbooks."""

from django.http import FileResponse, HttpRequest
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi.site.audit.services import Action, record
from luoshi.site.rights import Ability, require
from luoshi.site.topics.context import TopicContext, asked, topic_of, watch_of
from luoshi.site.topics.presenters import lines, watched
from luoshi.topics.workbook import alerts_workbook, topic_workbook


@require(Ability.EXPORT)
@require_GET
def topic(request: HttpRequest, topic_id: str) -> FileResponse:
    """A topic's figures and watches, as far as they are seen."""
    found = asked(request, localdate())
    chosen = topic_of(found, topic_id)
    tabling = found.tabling(chosen)
    tables = [tabling.table(group) for group in found.seeing.groups(chosen)]
    day = found.form.period.end
    _record(request, found, f"专题：{chosen.title}")
    file = topic_workbook(tables, watched(found, chosen), day)
    return FileResponse(file, as_attachment=True, filename=f"{chosen.title}专题_{day}.xlsx")


@require(Ability.EXPORT)
@require_GET
def watch(request: HttpRequest, topic_id: str, watch_id: str) -> FileResponse:
    """What a watch found, whole."""
    found = asked(request, localdate())
    chosen = topic_of(found, topic_id)
    one = watch_of(found, chosen, watch_id)
    listed = lines(found, chosen, one, found.alerts(chosen, one))
    day = found.form.period.end
    _record(request, found, f"监管规则：{one.title} {len(listed)} 条")
    file = alerts_workbook(one, listed, day)
    return FileResponse(file, as_attachment=True, filename=f"{one.title}_{day}.xlsx")


def _record(request: HttpRequest, found: TopicContext, target: str) -> None:
    seeing = found.seeing
    record(Action.EXPORT, user=seeing.user, request=request, target=target, area=seeing.sight.own)
