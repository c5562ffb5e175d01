"""A notice's account is closed by one person, and counts once another has agreed."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from luoshi.obligations.closing import Occasion, Sealed, sealed
from luoshi.pack.models import Notice
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.ledgers.services.engine import Stamp, stamp
from luoshi.site.notices.models import LONGEST_DOCUMENT, ClosingAccount, Verdict
from luoshi.site.notices.policies import demand_close
from luoshi.site.notices.services.closing import (
    account_in_force,
    content_of,
    frozen,
    may_close_from,
    proposals,
    still_undeclared,
)
from luoshi.site.rights import scope_of
from luoshi.site.two_person import LONGEST_NOTE, demand_second_person, settle
from luoshi.text.masking import shortened


@dataclass(frozen=True)
class ProposeClosing:
    """Freeze what stands at a notice's end, for a second person to agree to.

    Where periods of ledgers are not declared it says why all the same; where the notice is
    closed already it is a correction, which names a document and says why.
    """

    user: User
    notice: Notice
    reason: str = ""
    document: str = ""
    request: HttpRequest | None = None

    def check(self, now: Stamp) -> ClosingAccount | None:
        """The account it corrects; None where it is the first.

        Raises:
            Refused: the user may close no account.
            ValidationError: it is too early, another waits, or a reason is lacking.
        """
        demand_close(scope_of(self.user))
        first = may_close_from(now.pack, self.notice)
        if now.today < first:
            raise ValidationError(f"{first} 起才能结账：在那以前，台账还可以填报")
        if proposals(self.notice.id).filter(verdict=None).exists():
            raise ValidationError("已有一次结账在等核对，先核对它")
        corrected = account_in_force(self.notice.id)
        if corrected and not self.document.strip():
            raise ValidationError({"document": "已经结过账，更正要填依据的文号"})
        if not self.reason.strip():
            self._demand_none_needed(now, corrected)
        return corrected

    def execute(self) -> ClosingAccount:
        """Check, freeze, keep and log; it does not count yet.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        now, at = stamp(), timezone.localtime()
        corrected = self.check(now)
        # What takes long is worked out before anything is locked.
        seal = sealed(frozen(now, self.notice, self._occasion(at, corrected)))
        with transaction.atomic():
            corrected = self.check(now)
            found = self._keep(seal, at, corrected)
            what = f"更正结账 {corrected.pk}" if corrected else "提出结账"
            _log(self.user, f"{what}：{_told(found)}", self.request)
        return found

    def _occasion(self, at: datetime, corrected: ClosingAccount | None) -> Occasion:
        by = self.user.display_name or self.user.username
        digest = corrected.digest if corrected else None
        return Occasion(at, by, self._reason, self._document, digest)

    def _keep(self, seal: Sealed, at: datetime, corrected: ClosingAccount | None) -> ClosingAccount:
        return ClosingAccount.objects.create(
            notice=self.notice.id,
            content=seal.content,
            digest=seal.digest,
            corrects=corrected,
            document=self._document,
            reason=self._reason,
            by=self.user,
            at=at,
        )

    @property
    def _reason(self) -> str:
        return shortened(self.reason.strip(), LONGEST_NOTE)

    @property
    def _document(self) -> str:
        return shortened(self.document.strip(), LONGEST_DOCUMENT)

    def _demand_none_needed(self, now: Stamp, corrected: ClosingAccount | None) -> None:
        if corrected:
            raise ValidationError({"reason": "写明为什么更正"})
        lacking = len(still_undeclared(now, self.notice))
        if lacking:
            message = f"还有 {lacking} 期台账没有报全，写明为什么还是结账"
            raise ValidationError({"reason": message})


@dataclass(frozen=True)
class ConfirmClosing:
    """Agree to what was frozen, so that the notice is closed, or turn it down with a reason."""

    user: User
    account: ClosingAccount
    digest: str
    agreed: bool
    note: str = ""
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may say so.

        Raises:
            Refused: the user may close no account.
            ValidationError: it was settled before, another account closed the notice meanwhile,
                the user proposed it, did not see this one, or gives no reason.
            BrokenSealError: what is kept is not what was frozen.
        """
        demand_close(scope_of(self.user))
        demand_second_person(self.account, self.user, self.agreed, self.note)
        if not self.agreed:
            return
        if self.digest != self.account.digest:
            raise ValidationError("内容和你看到的不一样，请刷新后再看一遍")
        content_of(self.account)
        self._demand_newest()

    def execute(self) -> Verdict:
        """Check, keep and log.

        Raises:
            Refused, ValidationError, BrokenSealError: as :meth:`check`.
        """
        with transaction.atomic():
            every = ClosingAccount.objects.filter(notice=self.account.notice)
            list(every.select_for_update().values_list("pk"))
            self.check()
            verdict: Verdict = settle(self.account, self.user, self.agreed, self.note)
            said = "核对同意结账" if self.agreed else "不同意结账"
            _log(self.user, f"{said}：{_told(self.account)}", self.request)
        return verdict

    def _demand_newest(self) -> None:
        newest = account_in_force(self.account.notice)
        if (newest.pk if newest else None) != self.account.corrects_id:
            raise ValidationError("这份文件后来另结过账，请退回这一次，重新提出")


def _told(account: ClosingAccount) -> str:
    return f"{account.notice}，第 {account.pk} 号，校验值 {account.digest[:12]}"


def _log(user: User, target: str, request: HttpRequest | None) -> None:
    record(Action.CLOSING, user=user, request=request, target=target)
