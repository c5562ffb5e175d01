"""What the demonstration shows of data quality: some months checked, some findings sent down."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shutil import copyfile

from luoshi.quality.comparison import ACTIVE
from luoshi.quality.drafts import Draft
from luoshi.site.accounts.services import User
from luoshi.site.quality.actions.answers import Answer
from luoshi.site.quality.actions.dispatch import SendDown
from luoshi.site.quality.actions.exemptions import Explain
from luoshi.site.quality.actions.runs import carry_out
from luoshi.site.quality.choices import EventKind, Level
from luoshi.site.quality.models import Finding, Run
from luoshi.site.quality.own_checks.editions import SaveCheck
from luoshi.site.quality.services import store
from luoshi.site.rights import scope_of

OWN = Draft(
    table="monitored",
    about="household",
    title="监测对象户人均纯收入高于脱贫户的常见水平，风险还没有消除",
    condition="监测对象类别 is not null and 风险是否已消除 = '否' and 人均纯收入（元） > 15000",
    advice="核对收入；稳定了的按程序消除风险",
)
"""A check the county wrote."""

SENT, ANSWERED = 12, 4
"""Findings sent down to the township, and those of its own it has answered."""

REASON = "已入户核实，房屋经鉴定为C级，正在维修，不属于漏纳"


def run_month(user: User, as_of: date, files: Sequence[Path]) -> Run:
    """Check a month's exports of the user's county, as if they had been uploaded."""
    with store.new_folder() as folder:
        for file in files:
            copyfile(file, folder / file.name)
            (folder / file.name).chmod(0o600)
        about = [{"name": file.name, "size": file.stat().st_size} for file in files]
        run = Run.objects.create(
            county=user.area[:6], as_of=as_of, by=user, folder=folder.name, files=about
        )
    carry_out.call(run.pk)
    return Run.objects.get(pk=run.pk)


def write_own_check(county: User) -> None:
    """Save the county's own check: the next month is asked it too."""
    SaveCheck(OWN, county).execute()


def send_some_down(county: User, township: User, village: User) -> None:
    """Send findings to a township and its village, and answer some."""
    active = Finding.objects.filter(state__in=ACTIVE).order_by("-weight", "pk")
    for user, level in ((village, Level.VILLAGE), (township, Level.TOWNSHIP)):
        there = scope_of(user).filter(active.filter(tasks=None), "area")
        SendDown(list(there[:SENT]), county, level).execute()
    tasks = [task for one in active.filter(tasks__level=Level.TOWNSHIP) for task in one.tasks.all()]
    for task, kind in zip(
        tasks, [EventKind.CORRECTED] * (ANSWERED - 1) + [EventKind.PROPOSED], strict=False
    ):
        Answer(task, township, kind.value, REASON if kind is EventKind.PROPOSED else "").execute()
    own = scope_of(township).filter(active, "area")
    elsewhere = active.exclude(pk__in=own.values("pk")).first()
    if elsewhere:
        Explain(elsewhere, county, REASON).execute()
