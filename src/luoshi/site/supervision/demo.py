"""Matters of the demonstration in each state: made up."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from luoshi.site.accounts.services import User
from luoshi.site.rights import scope_of
from luoshi.site.supervision.actions import Do, HandOver, Part
from luoshi.site.supervision.models import Matter
from luoshi.site.supervision.policies import own_unit
from luoshi.site.supervision.services.matters import due_by_rule
from luoshi.site.supervision.services.proposals import proposals
from luoshi.supervision import Kind

NOTE = "演示用，编出来的"
MATTERS = (
    ("meeting", "minutes", "核对衔接资金支付进度", ()),
    ("instruction", "urgent", "逐户落实住房隐患整改", (Kind.ACCEPT, Kind.ASK_EXTENSION)),
    ("document", "hard", "制定贯彻部委支持政策的意见", (Kind.ACCEPT, Kind.FEEDBACK)),
    ("report", "usual", "补齐项目资产移交手续", (Kind.ACCEPT, Kind.URGE)),
    ("problem", "usual", "整改抽查发现的问题", (Kind.ACCEPT, Kind.REPORT_DONE)),
    ("meeting", "usual", "报送上半年工作总结", (Kind.ACCEPT, Kind.REPORT_DONE, Kind.CLOSE)),
    ("meeting", "usual", "落实培训计划", (Kind.REFUSE,)),
)
"""Source, urgency, title, and what was done."""

WITH_DAY = (Kind.ASK_EXTENSION, Kind.FEEDBACK)


def play_demo_matters(lead: User, unit: User, county: User) -> int:
    """Hand matters over to a unit and a county, and play them to their states.

    Where there is a matter, nothing is played. Returns how many there are now.
    """
    if Matter.objects.exists():
        return 0
    for i, (source, urgency, title, moves) in enumerate(MATTERS):
        to = county if i % 3 == 1 else unit
        _played(lead, to, source, urgency, title, moves)
    for one in proposals()[:1]:
        due = due_by_rule("usual", localdate()) or localdate()
        said = ("obligation", "usual", one.title, one.text, one.unit, due)
        HandOver(lead, *said, origin=one.origin).execute()
    return Matter.objects.count()


def _played(
    lead: User, to: User, source: str, urgency: str, title: str, moves: tuple[Kind, ...]
) -> None:
    unit = own_unit(scope_of(to))
    due = due_by_rule(urgency, localdate()) or localdate()
    text = f"请按要求办理，按期反馈（{NOTE}）"
    parts = [Part(unit, "摸清底数", due)]
    kept = HandOver(
        lead, source, urgency, title, text, unit, due, contact="办公室", parts=parts
    ).execute()
    for kind in moves:
        user = to if kind not in (Kind.URGE, Kind.CLOSE) else lead
        day: date | None = due + timedelta(10) if kind in WITH_DAY else None
        Do(user, kept, kind, f"{kind.label}（{NOTE}）", day).execute()
