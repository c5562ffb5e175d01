"""Scenarios are kept, sent for signature, signed or sent back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from luoshi import pack
from luoshi.allocation import AllocationError, LapsedError
from luoshi.allocation.changes import Changes, changes_of
from luoshi.allocation.lapsing import lapses
from luoshi.allocation.sheet import AllocationSheet
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.funds.choices import State
from luoshi.site.funds.models import LONGEST_NOTE, Plan, Scenario
from luoshi.site.funds.policies import demand_allocate, scheme_of
from luoshi.site.funds.services import reckon
from luoshi.site.rights import scope_of
from luoshi.text.masking import shortened
from luoshi.text.numbers import written


@dataclass(frozen=True)
class SaveScenario:
    """Keep a scenario under a title."""

    user: User
    changes: Changes
    year: int
    title: str
    note: str = ""
    request: HttpRequest | None = None

    def execute(self) -> Scenario:
        """Check and keep it.

        Raises:
            Refused: the scheme's scenarios are not the user's.
            ValidationError: what is wrong and how to mend it.
        """
        demand_allocate(scope_of(self.user), self.changes.scheme)
        if not self.title.strip():
            raise ValidationError("给方案起个名称")
        sheet = reckoned(self.changes, self.year)
        found = Scenario.objects.create(
            scheme=self.changes.scheme.id,
            year=self.year,
            title=shortened(self.title.strip(), 100),
            note=shortened(self.note.strip(), LONGEST_NOTE),
            changes=self.changes.kept(),
            by=self.user,
        )
        _log(
            self.user,
            f"保存测算方案 {found.pk}，合计 {written(sheet.total)} {sheet.unit}",
            self.request,
        )
        return found


@dataclass(frozen=True)
class DropScenario:
    """Delete a draft of one's own."""

    user: User
    scenario: Scenario
    request: HttpRequest | None = None

    def execute(self) -> None:
        """Check and delete it.

        Raises:
            ValidationError: it is somebody else's, or no draft any more.
        """
        with transaction.atomic():
            found = _held(self.user, self.scenario)
            if found.state != State.DRAFT or found.by_id != self.user.pk:
                raise ValidationError("只能删除自己的草案；已送签和已采用的留着备查。")
            _log(self.user, f"删除测算方案 {found.pk}", self.request)
            found.delete()


@dataclass(frozen=True)
class Propose:
    """Send a draft for signature: what is to be signed is fixed from now on."""

    user: User
    scenario: Scenario
    request: HttpRequest | None = None

    def execute(self) -> Scenario:
        """Reckon once more, and fix the sheet.

        Raises:
            Refused: the scheme's scenarios are not the user's.
            ValidationError: it is no draft, or cannot be reckoned any more.
        """
        with transaction.atomic():
            found = _held(self.user, self.scenario)
            if found.state != State.DRAFT:
                raise ValidationError(f"这个方案{State(found.state).label}，不能再送签。")
            sheet = scenario_sheet(found)
            found.sheet, found.digest = sheet.document(), sheet.digest
            found.state, found.returned = State.PROPOSED, ""
            found.proposed_by, found.proposed_at = self.user, timezone.now()
            found.save()
            _log(self.user, f"方案 {found.pk} 送签，校验值 {found.digest[:12]}", self.request)
        return found


@dataclass(frozen=True)
class SendBack:
    """Send a proposed scenario back, with the reason."""

    user: User
    scenario: Scenario
    reason: str
    request: HttpRequest | None = None

    def execute(self) -> Scenario:
        """Make it a draft again.

        Raises:
            ValidationError: it is not waiting for a signature, or no reason is given.
        """
        with transaction.atomic():
            found = _waiting(self.user, self.scenario)
            if not self.reason.strip():
                raise ValidationError("写明退回的理由")
            found.state, found.returned = State.DRAFT, shortened(self.reason.strip(), LONGEST_NOTE)
            found.sheet, found.digest = None, ""
            found.save()
            _log(self.user, f"退回方案 {found.pk}", self.request)
        return found


@dataclass(frozen=True)
class Sign:
    """Adopt what was proposed: by somebody else than who proposed it."""

    user: User
    scenario: Scenario
    digest: str
    request: HttpRequest | None = None

    def execute(self) -> Plan:
        """Make the plan in force.

        Raises:
            Refused: the scheme's scenarios are not the user's.
            ValidationError: it may not be signed, by this account or at all.
        """
        with transaction.atomic():
            found = _waiting(self.user, self.scenario)
            if found.proposed_by_id == self.user.pk:
                raise ValidationError("送签人不能自己签批，请由另一个账号签批。")
            if (
                self.digest != found.digest
                or AllocationSheet.model_validate(found.sheet).digest != found.digest
            ):
                raise ValidationError("内容和你看到的不一样了，请刷新后再看一遍。")
            _demand_told(found)
            found.state = State.ADOPTED
            found.save()
            plan = Plan.objects.create(
                scheme=found.scheme,
                year=found.year,
                title=found.title,
                note=found.note,
                sheet=found.sheet,
                digest=found.digest,
                scenario=found,
                proposed_by=found.proposed_by,
                proposed_at=found.proposed_at or timezone.now(),
                signed_by=self.user,
            )
            _log(self.user, f"签批方案 {found.pk}，校验值 {found.digest[:12]}", self.request)
        return plan


def reckoned(changes: Changes, year: int) -> AllocationSheet:
    """The sheet of some changes.

    Raises:
        ValidationError: a field is wrong, or the amounts cannot be reckoned with them.
    """
    if changes.errors:
        raise ValidationError("；".join(changes.errors.values()))
    try:
        return reckon(changes.scheme, year, changes.overrides)
    except LapsedError as error:
        raise ValidationError(list(lapsed_lines(error))) from error
    except (AllocationError, ValueError) as error:
        raise ValidationError(str(error)) from error


def lapsed_lines(error: LapsedError) -> tuple[str, ...]:
    """Why a scheme is not shared out without a word of what is past its end."""
    head = f"{error.year} 年有 {len(error.lines)} 处已经到期，没有计算，也不能送签："
    return (head, *error.lines)


def scenario_sheet(scenario: Scenario) -> AllocationSheet:
    """The sheet of a scenario: as it was fixed, or reckoned now for a draft.

    Raises:
        ValidationError: it cannot be reckoned any more.
    """
    if scenario.sheet:
        return AllocationSheet.model_validate(scenario.sheet)
    return reckoned(scenario_changes(scenario), scenario.year)


def scenario_changes(scenario: Scenario) -> Changes:
    """What a scenario changes."""
    changed: Mapping[str, object] = scenario.changes
    return changes_of(scheme_of(scenario.scheme), scenario.year, changed)


def _demand_told(scenario: Scenario) -> None:
    """Check that what is past its end by now stands in what is signed.

    Raises:
        ValidationError: something has lapsed of which the sheet says nothing.
    """
    told = AllocationSheet.model_validate(scenario.sheet).lapsed
    lapsed = lapses(pack.load(), scheme_of(scenario.scheme), scenario.year)
    untold = [lapse.text for lapse in lapsed if lapse.text not in told]
    if untold:
        raise ValidationError(["送签的内容没有写明这些已经到期，请退回重新测算：", *untold])


def _held(user: User, scenario: Scenario) -> Scenario:
    """The scenario as it is now, held until the end of the transaction."""
    demand_allocate(scope_of(user), scheme_of(scenario.scheme))
    return Scenario.objects.select_for_update().get(pk=scenario.pk)


def _waiting(user: User, scenario: Scenario) -> Scenario:
    found = _held(user, scenario)
    if found.state != State.PROPOSED:
        raise ValidationError(f"这个方案是{State(found.state).label}，不在等签批。")
    return found


def _log(user: User, target: str, request: HttpRequest | None) -> None:
    record(Action.ALLOCATION, user=user, request=request, target=target)
