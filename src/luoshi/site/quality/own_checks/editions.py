"""Saving own checks: tried first, every edition kept, switched off and brought back."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest

from luoshi.quality import QualityError
from luoshi.quality.drafts import Draft
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.quality.models import Edition, OwnCheck, Run
from luoshi.site.quality.own_checks.trying import TryDraft, run_to_try
from luoshi.site.quality.policies import WorkPart, demand
from luoshi.site.rights import Refused, Role, Scope, scope_of

SAID = ("title", "table", "about", "condition", "columns", "severity", "advice", "found", "tried")
"""What an edition says besides who saved it when."""

UNTRIED = "还没有可以试的导出表；先上传一次导出表，再写规则。"


def own_level(scope: Scope, area: str) -> str:
    """Whose checks a user writes: the county's by its code of six digits, "" the province's.

    Raises:
        Refused: the user writes none.
    """
    demand(scope, WorkPart.WRITE)
    return "" if scope.role == Role.PROVINCE else area[:6]


@dataclass(frozen=True)
class SaveCheck:
    """Save a draft as the next edition of an own check, or as a new one.

    ``base`` is the number of the edition the user began with.
    """

    draft: Draft
    user: User
    own: OwnCheck | None = None
    base: int | None = None
    restored: int | None = None
    request: HttpRequest | None = None

    def check(self) -> tuple[Run, int]:
        """Check that the user may save and the draft was tried; gives where and how many.

        Raises:
            Refused: the check is another office's.
            ValidationError: something is wrong with the draft, by field, or it cannot be tried.
        """
        level = own_level(scope_of(self.user), self.user.area)
        demand_own(level, self.own)
        if self.draft.faults:
            raise ValidationError(dict(self.draft.faults))
        run = run_to_try(level)
        if run is None:
            raise ValidationError(UNTRIED)
        try:
            trial = TryDraft(self.draft, run, self.user, self.request).execute()
        except QualityError as error:
            raise ValidationError({"condition": str(error)}) from None
        if trial.skipped:
            raise ValidationError({"condition": f"试不了：{trial.skipped}。"})
        return run, trial.found

    def execute(self) -> Edition:
        """Check, save and log."""
        run, found = self.check()
        level = own_level(scope_of(self.user), self.user.area)
        with transaction.atomic():
            own = _locked(self.own) if self.own else _new(level)
            last = own.editions.first()
            if self.base is not None and last and last.number != self.base:
                raise ValidationError("刚有人改过这条规则，请看过新的再改。")
            edition = Edition.objects.create(
                own=own,
                number=last.number + 1 if last else 1,
                title=self.draft.title.strip(),
                table=self.draft.table,
                about=self.draft.about,
                condition=self.draft.condition.strip(),
                columns=list(self.draft.at_fault),
                severity=self.draft.severity,
                advice=self.draft.advice.strip(),
                found=found,
                tried=run,
                restored=self.restored,
                by=self.user,
            )
            _log(edition, "保存", self.user, self.request)
        return edition


@dataclass(frozen=True)
class Switch:
    """Switch an own check off, or on again: an edition that says the same otherwise."""

    own: OwnCheck
    user: User
    active: bool
    request: HttpRequest | None = None

    @transaction.atomic
    def execute(self) -> Edition:
        """Check, switch and log.

        Raises:
            Refused: the check is another office's.
            ValidationError: it is so already.
        """
        demand_own(own_level(scope_of(self.user), self.user.area), self.own)
        last = _locked(self.own).editions.first()
        assert last
        if last.active == self.active:
            raise ValidationError(f"这条规则已经{'启用' if self.active else '停用'}。")
        said = {name: getattr(last, name) for name in SAID}
        edition = Edition.objects.create(
            **said, own=last.own, number=last.number + 1, active=self.active, by=self.user
        )
        _log(edition, "启用" if self.active else "停用", self.user, self.request)
        return edition


def demand_own(level: str, own: OwnCheck | None) -> None:
    """Check that an own check is that office's.

    Raises:
        Refused: it is another's.
    """
    if own is not None and own.county != level:
        whose = "本县" if own.county else Role.PROVINCE.label
        raise Refused("数据核查分工", f"这条规则是{whose}写的，由写的一级来改。")


def _locked(own: OwnCheck) -> OwnCheck:
    return OwnCheck.objects.select_for_update().get(pk=own.pk)


def _new(level: str) -> OwnCheck:
    last = OwnCheck.objects.filter(county=level).aggregate(Max("number"))["number__max"]
    return OwnCheck.objects.create(county=level, number=(last or 0) + 1)


def _log(edition: Edition, what: str, user: User, request: HttpRequest | None) -> None:
    target = f"自定规则 {edition.own.rule} {what}第 {edition.number} 版"
    record(Action.QUALITY, user=user, request=request, target=target, area=edition.own.county)


def draft_of(edition: Edition) -> Draft:
    """The draft that gives an edition again."""
    return Draft(
        edition.table,
        edition.about,
        edition.condition,
        edition.title,
        edition.severity,
        edition.advice,
        tuple(edition.columns),
    )
