"""Trying a draft on the last exports: how many it finds, and the first of them."""

from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.http import HttpRequest

from luoshi import pack
from luoshi.pack.rules import values_known
from luoshi.quality.drafts import DRAFT, Draft
from luoshi.quality.examples import Example, examples
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.quality.choices import RunState
from luoshi.site.quality.models import Run
from luoshi.site.quality.presenters.rows import table_title
from luoshi.site.quality.services.reports import asked_again, within
from luoshi.site.rights import Scope, scope_of

LIMIT = settings.TRIAL_SECONDS
"""Seconds the database may take for one draft."""

SHOWN = 5
"""Findings shown."""

TOO_MANY = 0.5
"""The share of all rows from which a draft is likelier to be wrong than the county."""


@dataclass(frozen=True)
class Trial:
    """What a draft finds on a run's exports: ``skipped`` says why it could not be asked."""

    run: Run
    found: int
    rows: int
    examples: list[Example]
    skipped: str | None = None

    @property
    def doubtful(self) -> bool:
        """Whether it finds so many that the condition is likely wrong."""
        return self.rows > SHOWN and self.found > self.rows * TOO_MANY


def run_to_try(county: str) -> Run | None:
    """The run whose exports drafts are tried on: the county's newest, or anybody's."""
    done = Run.objects.filter(state=RunState.DONE).exclude(folder="")
    return (done.filter(county=county) if county else done.order_by("-at")).first()


@dataclass(frozen=True)
class TryDraft:
    """Ask a draft whose condition holds of a run's exports."""

    draft: Draft
    run: Run
    user: User
    request: HttpRequest | None = None

    def execute(self) -> Trial:
        """Log who asks which columns (the condition itself may name somebody), and ask.

        Raises:
            QualityError: it takes too long, or too much memory.
        """
        read = chain.from_iterable(map(sorted, self.draft.parsed.needs.values()))
        columns, table = "、".join(dict.fromkeys(read)), table_title(self.draft.table)
        target = f"试查自定规则，{table} 截至 {self.run.as_of}：{columns}"
        record(
            Action.QUALITY,
            user=self.user,
            request=self.request,
            target=target,
            area=self.run.county,
        )
        return try_draft(self.draft, self.run, scope_of(self.user))


def try_draft(draft: Draft, run: Run, scope: Scope) -> Trial:
    """What a draft finds on a run's exports in a user's areas.

    Raises:
        QualityError: it takes too long, or too much memory.
    """
    report = within(asked_again(run, [draft.check(DRAFT)], LIMIT), run, scope)
    (result,) = report.results
    rows = len(result.export) if result.export else 0
    return Trial(run, len(result), rows, examples(draft, result, scope.name, SHOWN), result.skipped)


def explained(draft: Draft, run: Run | None) -> str:
    """The condition in Chinese, with the parameters in force on the run's day."""
    when = draft.parsed.when
    policy = pack.load()
    names = when.parameters & policy.parameters.keys()
    return when.explain(values_known(policy, names, run.as_of) if run else {})
