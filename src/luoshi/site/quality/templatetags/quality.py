"""Looks of findings: severity, state, and the tabs of the app."""

from dataclasses import dataclass

from django import template
from django.template import Context

from luoshi.quality.comparison import State
from luoshi.site.quality.choices import ExemptionState, SeverityRank
from luoshi.site.quality.policies import WorkPart, may, seen_exemptions
from luoshi.site.quality.presenters.worklist import my_tasks
from luoshi.site.rights import Scope
from luoshi.text.numbers import fixed

register = template.Library()

COLOURS = {SeverityRank.ERROR: "red", SeverityRank.DOUBT: "orange", SeverityRank.NOTICE: "yellow"}


@dataclass(frozen=True)
class Tab:
    """One page of the app: ``count`` is how much waits there for the user."""

    key: str
    title: str
    count: int = 0


@register.inclusion_tag("partials/badge.html")
def severity(weight: int) -> dict[str, str]:
    """The colour of a severity (as a number) with a shape and a word of its own."""
    known = SeverityRank(weight)
    return {"colour": COLOURS[known], "text": known.label}


@register.inclusion_tag("quality/_state.html")
def finding_state(state: State) -> dict[str, object]:
    """A finding's state with a sign of its own."""
    return {"state": state.value, "label": state.label}


@register.inclusion_tag("quality/_tabs.html", takes_context=True)
def quality_tabs(context: Context, current: str) -> dict[str, object]:
    """The pages of the app the user has, and how much waits on them."""
    scope: Scope = context["scope"]
    tabs = [Tab("overview", "总览"), Tab("findings", "疑点")]
    tabs.append(Tab("tasks", "待核实疑点", my_tasks(scope).count()))
    waiting = 0
    if may(scope, WorkPart.GRANT):
        waiting = seen_exemptions(scope).filter(state=ExemptionState.PROPOSED).count()
    tabs.append(Tab("exemptions", "豁免", waiting))
    if may(scope, WorkPart.WRITE):
        tabs.append(Tab("own", "自定规则"))
    if may(scope, WorkPart.UPLOAD):
        tabs.append(Tab("upload", "上传导出表"))
    return {"tabs": tabs, "current": current}


@register.filter
def doing(scope: Scope, part: str) -> bool:
    """Whether a part of the work is the reader's: ``{% if scope|doing:"send" %}``."""
    return may(scope, WorkPart[part.upper()])


@register.filter
def megabytes(size: int) -> str:
    """A file's size as people read it."""
    return f"{fixed(size / (1 << 20), 1)} MB" if size >= 1 << 20 else f"{max(size // 1024, 1)} KB"
