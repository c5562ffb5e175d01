"""Special surveys (专项排查、回头看): every household of a chosen group gets looked at."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.expressions import Kind, compile_query, parse
from luoshi.pack.campaigns import SurveyGroup
from luoshi.pack.rules import values_on, vocabulary
from luoshi.site.accounts.models import User
from luoshi.site.audit import Action
from luoshi.site.audit.services import record
from luoshi.site.casework.choices import Deed, Source
from luoshi.site.casework.models import Campaign, Case, Step
from luoshi.site.casework.opening import Subject, new_case
from luoshi.site.casework.receiving import BATCH
from luoshi.site.casework.steps import write_step
from luoshi.site.monitoring.columns import HEAD, column_for, household_column
from luoshi.site.rights import Refused, Role, Scope, scope_of
from luoshi.site.sources import engine
from luoshi.warehouse.duck import name as quoted

PROCESS = "monitoring"
MAY_OPEN = (Role.PROVINCE, Role.COUNTY, Role.TOWNSHIP)
"""Who may send others to look."""


def households_of(group: SurveyGroup, scope: Scope, day: date) -> list[Subject]:
    """The households of a group on a day in the user's areas, by village.

    Raises:
        ValueError: a parameter of the group has no value in force on that day.
    """
    rows = engine().query(_query(group, day)).to_pylist()
    found = (Subject(row["village"] or "", row["number"], row["head"] or "") for row in rows)
    return [one for one in found if one.village and scope.allows(one.village)]


def _query(group: SurveyGroup, day: date) -> str:
    policy, words = pack.load(), vocabulary(pack.load())
    homes = policy.tables[policy.registers.households]
    assert homes.area is not None
    names = {
        "number": household_column(homes),
        "head": column_for(homes, HEAD),
        "village": homes.area.name,
    }
    outputs = {name: parse(column, words, homes.id) for name, column in names.items()}
    when = parse(group.when, words, homes.id).require(Kind.BOOLEAN)
    values = values_on(policy, when.parameters, day)
    query = compile_query(homes.id, outputs, when, words, values)
    return f"SELECT * FROM ({query}) ORDER BY {quoted('village')}, {quoted('number')}"


@dataclass(frozen=True)
class OpenSurvey:
    """Have every household of a group looked at until a day."""

    user: User
    group: str
    title: str
    due_on: date | None
    area: str = ""
    reason: str = ""
    request: HttpRequest | None = None

    def check(self) -> SurveyGroup:
        """Stop here unless the user may send others to look, at a known group, until a day.

        Raises:
            Refused: the user may not, or not there.
            ValidationError: the group is unknown, or the day is over.
        """
        scope = scope_of(self.user)
        if scope.role not in MAY_OPEN:
            raise Refused("办理流程", "专项排查由自治区、县、乡发起。", ("自治区", "县级", "乡级"))
        if self.area and not scope.allows(self.area.rstrip("0")):
            raise Refused("权限表 · 地区", "这个地区不在账号的地区范围内。")
        group = pack.load().survey_groups.get(self.group)
        if group is None:
            raise ValidationError("请选一类对象。")
        if not self.title.strip():
            raise ValidationError("请给这次排查起个名字。")
        if self.due_on is None or self.due_on < localdate():
            raise ValidationError("请填截止日期，不早于今天。")
        return group

    @transaction.atomic
    def execute(self) -> Campaign:
        """Check, open the survey with a case for each household, and log.

        Raises:
            Refused, ValidationError: as :meth:`check`; or the group is empty.
        """
        group, today = self.check(), localdate()
        assert self.due_on is not None
        homes = list(self._homes(group, today))
        if not homes:
            raise ValidationError("这类对象在所选地区一户也没有。")
        survey = Campaign.objects.create(
            title=self.title.strip()[:100],
            group=group.id,
            reason=self.reason.strip()[:1000],
            area=self.area,
            start=today,
            due_on=self.due_on,
            by=self.user,
        )
        _send(survey, homes)
        target = f"专项排查 {survey.pk}：{len(homes)} 户"
        record(Action.CASE, user=self.user, request=self.request, target=target, area=self.area)
        return survey

    def _homes(self, group: SurveyGroup, today: date) -> Iterable[Subject]:
        inside = self.area.rstrip("0")
        every = households_of(group, scope_of(self.user), today)
        return (one for one in every if one.village.startswith(inside))


def _send(survey: Campaign, homes: list[Subject]) -> None:
    process = pack.load().processes[PROCESS]
    open_cases = Case.objects.filter(process=PROCESS, closed_on=None)
    standing = {case.subject: case for case in open_cases}
    new = [
        new_case(process, home, Source.CAMPAIGN, survey.start, about=survey.title, campaign=survey)
        for home in homes
        if home.key not in standing
    ]
    for case in new:
        case.version, case.due_on = 1, survey.due_on
    Case.objects.bulk_create(new, BATCH)
    Step.objects.bulk_create(
        (
            Step(case=one, number=1, move=Deed.OPENED, after=one.stage, on=survey.start)
            for one in new
        ),
        BATCH,
    )
    keys = {home.key for home in homes}
    for case in (one for key, one in standing.items() if key in keys):
        case.campaign = survey
        case.due_on = min(case.due_on or survey.due_on, survey.due_on)
        write_step(case, Deed.SURVEYED, survey.start, note=survey.title)
        case.save()


@dataclass(frozen=True)
class Progress:
    """How far a survey has come in one place: households, those looked at, those true."""

    place: str
    wanted: int
    looked: int
    true: int


def cases_of(survey: Campaign, scope: Scope) -> QuerySet[Case]:
    """The survey's cases in the user's areas."""
    return scope.filter(Case.objects.filter(campaign=survey), "village")


def _looked(survey: Campaign) -> Exists:
    """Whether somebody has looked at a case since the survey began."""
    deeds = Step.objects.filter(case=OuterRef("pk"), on__gte=survey.start, by__isnull=False)
    looked = deeds.exclude(move__in=Deed.values).exclude(move="dispatch")
    return Exists(looked)


def progress(survey: Campaign, scope: Scope, digits: int) -> list[Progress]:
    """How far a survey has come, by the first digits of the village's code."""
    wanted: Counter[str] = Counter()
    looked: Counter[str] = Counter()
    true: Counter[str] = Counter()
    cases = cases_of(survey, scope).annotate(looked=_looked(survey))
    rows = cases.values_list("village", "looked", "confirmed_on")
    for village, seen, confirmed in rows:
        place = village[:digits]
        wanted[place] += 1
        looked[place] += bool(seen)
        true[place] += confirmed is not None and confirmed >= survey.start
    return [Progress(place, wanted[place], looked[place], true[place]) for place in sorted(wanted)]


__all__ = ["OpenSurvey", "Progress", "cases_of", "households_of", "progress"]
