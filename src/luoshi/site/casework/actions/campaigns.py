"""Special campaigns (专项排查、回头看): every household of a chosen group gets looked at."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.batches import BATCH
from luoshi.expressions import Kind, compile_query, parse
from luoshi.households.register_columns import column_for, household_column
from luoshi.pack.campaigns import CampaignGroup
from luoshi.pack.processes import MONITORING
from luoshi.pack.registers import HEAD
from luoshi.pack.rules import values_on, vocabulary
from luoshi.site.accounts.services import User
from luoshi.site.area_picker import prefix
from luoshi.site.audit.services import Action, record
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.casework.models import Campaign, Enrolment
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import LONGEST_NOTE, Case
from luoshi.site.processes.services.opening import (
    Subject,
    new_case,
    open_all,
    standing_cases,
    tell_again,
)
from luoshi.site.rights import Refused, Role, Scope, scope_of
from luoshi.site.sources import engine
from luoshi.text.masking import shortened

MAY_OPEN = (Role.PROVINCE, Role.COUNTY, Role.TOWNSHIP)
"""Who may send others to look."""


def households_of(group: CampaignGroup, scope: Scope, day: date, digits: str = "") -> list[Subject]:
    """The households of a group on a day in the user's areas, by village.

    ``digits`` are those the village's code begins with.

    Raises:
        ValueError: a parameter of the group has no value in force on that day.
    """
    rows = engine().query(_query(group, day)).to_pylist()
    known = (Subject(row["village"] or "", row["number"], row["head"] or "") for row in rows)
    found = {one.key: one for one in (*_looked_after(group), *known)}
    here = (one for one in found.values() if one.village.startswith(digits))
    mine = (one for one in here if one.village and scope.allows(one.village))
    return sorted(mine, key=lambda one: (one.village, one.key))


def _looked_after(group: CampaignGroup) -> Iterator[Subject]:
    cases = Case.objects.filter(process=MONITORING, closed_on=None, phase__in=group.in_phases)
    for village, household, head in cases.values_list("village", "household", "head"):
        yield Subject(village, household, head)


def _query(group: CampaignGroup, day: date) -> str:
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
    return compile_query(homes.id, outputs, when, words, values)


@dataclass(frozen=True)
class OpenCampaign:
    """Have every household of a group looked at until a day."""

    user: User
    group: str
    title: str
    due_on: date | None
    area: str = ""
    reason: str = ""
    request: HttpRequest | None = None

    def check(self) -> CampaignGroup:
        """Check that the user may send others to look, at a known group, until a day.

        Raises:
            Refused: the user may not, or not there.
            ValidationError: the group is unknown, or the day is over.
        """
        scope = scope_of(self.user)
        demand_sender(scope)
        if self.area and not scope.allows(inside(self.area)):
            raise Refused("权限表 · 地区", "这个地区不在账号的地区范围内。")
        group = pack.load().campaign_groups.get(self.group)
        if group is None:
            raise ValidationError("请选一类对象。")
        if not self.title.strip():
            raise ValidationError("请给这次排查起个名字。")
        if self.due_on is None or self.due_on < localdate():
            raise ValidationError("请填截止日期，不早于今天。")
        return group

    @transaction.atomic
    def execute(self) -> Campaign:
        """Check, open the campaign with a case for each household, and log.

        Raises:
            Refused, ValidationError: as :meth:`check`; or the group is empty.
        """
        group, today = self.check(), localdate()
        assert self.due_on is not None
        homes = households_of(group, scope_of(self.user), today, inside(self.area))
        if not homes:
            raise ValidationError("这类对象在所选地区一户也没有。")
        campaign = Campaign.objects.create(
            process=group.process,
            title=shortened(self.title.strip(), 100),
            group=group.id,
            reason=shortened(self.reason.strip(), LONGEST_NOTE),
            area=self.area,
            start=today,
            due_on=self.due_on,
            by=self.user,
        )
        _send(campaign, homes)
        target = f"专项排查 {campaign.pk}：{len(homes)} 户"
        record(Action.CASE, user=self.user, request=self.request, target=target, area=self.area)
        return campaign


def openers() -> tuple[str, ...]:
    """What those are called who may send others to look."""
    return tuple(role.label for role in MAY_OPEN)


def demand_sender(scope: Scope) -> None:
    """Check that the user may send others to look.

    Raises:
        Refused: the user may not.
    """
    if scope.role not in MAY_OPEN:
        raise Refused("办理流程", f"专项排查由{'、'.join(openers())}发起。", openers())


def inside(area: str) -> str:
    """The digits that codes of all villages of a division begin with; none for no division."""
    return prefix(pack.load().areas.by_code(area)) if area else ""


def _send(campaign: Campaign, homes: list[Subject]) -> None:
    process = pack.load().processes[campaign.process]
    standing = standing_cases(process.id, (home.key for home in homes))
    new = [
        new_case(
            process,
            home,
            Source.CAMPAIGN,
            campaign.start,
            about=campaign.title,
            look_by=campaign.due_on,
        )
        for home in homes
        if home.key not in standing
    ]
    open_all(new, noted=False)
    for case in standing.values():
        case.look_by = until = campaign.due_on
        told = campaign.title
        tell_again(case, CaseworkEvent.ENROLLED, campaign.start, note=told, until=until)
    enrol(campaign, [*new, *standing.values()])


def enrol(campaign: Campaign, cases: Collection[Case]) -> None:
    """Make cases part of a campaign; they leave the one they were part of."""
    Enrolment.objects.bulk_create(
        (Enrolment(case=case, campaign=campaign) for case in cases),
        BATCH,
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["campaign"],
    )
