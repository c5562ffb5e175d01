"""A proposal of a drafted notice is accepted, changed or dropped; nothing counts by that."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi.drafting import Draft, Proposal
from luoshi.drafting.deciding import Decided, flaws
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.notices.choices import Outcome
from luoshi.site.notices.models import LONGEST_REASON, DraftDecision
from luoshi.site.notices.policies import demand_decide
from luoshi.site.notices.services.drafts import draft_of, standing
from luoshi.site.rights import scope_of


@dataclass(frozen=True)
class DecideProposal:
    """Decide a proposal (id) of a drafted notice (id): an obligation, or none with a reason."""

    user: User
    notice: str
    proposal: str
    obligation: Decided | None
    changed: bool = False
    reason: str = ""
    request: HttpRequest | None = None

    def check(self) -> Proposal:
        """The proposal.

        Raises:
            Refused: the user may not decide.
            ValidationError: by field, what is wrong and how to mend it.
        """
        demand_decide(scope_of(self.user))
        draft = draft_of(self.notice)
        known = draft.proposals() if draft else ()
        found = next((one for one in known if one.id == self.proposal), None)
        if draft is None or found is None:
            raise ValidationError("草稿里没有这一项建议")
        if self.obligation is None and not self.reason.strip():
            raise ValidationError({"reason": "不采纳要写明理由"})
        if self.obligation:
            self._demand_obligation(self.obligation, draft)
        return found

    def execute(self) -> DraftDecision:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            found = self.check()
            decision = DraftDecision.objects.create(
                notice=self.notice,
                proposal=found.id,
                words=found.words,
                outcome=self._outcome,
                written=self.obligation.model_dump_json() if self.obligation else "",
                reason=self.reason.strip()[:LONGEST_REASON],
                by=self.user,
            )
            record(Action.DRAFT, user=self.user, request=self.request, target=str(decision))
        return decision

    @property
    def _outcome(self) -> Outcome:
        if self.obligation is None:
            return Outcome.DROPPED
        return Outcome.CHANGED if self.changed else Outcome.ACCEPTED

    def _demand_obligation(self, obligation: Decided, draft: Draft) -> None:
        if wrong := dict(flaws(obligation)):
            raise ValidationError(wrong)
        others = standing(self.notice, draft.proposals()).items()
        decided = (row.obligation for id_, row in others if id_ != self.proposal)
        if any(one and one.id == obligation.id for one in decided):
            raise ValidationError({"id": f"“{obligation.id}”已经有了，换一个编号"})
