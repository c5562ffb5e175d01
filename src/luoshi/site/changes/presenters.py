"""What a change touches, as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from luoshi.area_queries import Period
from luoshi.changes import Outcome
from luoshi.changes.outcome import LeadChange, MoneyChange, StatusChange
from luoshi.changes.wording import label, sentences
from luoshi.site.changes.models import Preview
from luoshi.text.numbers import NOTHING, signed, written


@dataclass(frozen=True)
class ShownStatus:
    """An obligation's status in a place, before and after, with the colours of both."""

    change: StatusChange

    @property
    def old(self) -> str:
        """The status before, in words."""
        return label(self.change.old)

    @property
    def new(self) -> str:
        """The status after, in words."""
        return label(self.change.new)

    @property
    def period(self) -> str:
        """The period as people say it."""
        return Period(*map(date.fromisoformat, self.change.period.split("/"))).title


@dataclass(frozen=True)
class ShownRule:
    """A rule in all counties together, and county by county."""

    whole: LeadChange
    counties: tuple[LeadChange, ...]


@dataclass(frozen=True)
class ShownAmount:
    """What a county gets, before and after, and the difference."""

    name: str
    old: str
    new: str
    moved: str


@dataclass(frozen=True)
class ShownFund:
    """A scheme in a year, county by county."""

    first: MoneyChange
    counties: tuple[ShownAmount, ...]


@dataclass(frozen=True)
class ShownPreview:
    """A preview with all that is told of it."""

    preview: Preview

    @cached_property
    def outcome(self) -> Outcome | None:
        """What it touches; None before it is worked out."""
        return self.preview.found

    @property
    def sentences(self) -> tuple[str, ...]:
        """What can be read out in a meeting."""
        return sentences(self.outcome) if self.outcome else ()

    @property
    def statuses(self) -> list[ShownStatus]:
        """The obligations that stand otherwise."""
        return [ShownStatus(one) for one in self.outcome.statuses] if self.outcome else []

    @property
    def rules(self) -> list[ShownRule]:
        """The rules that find something else."""
        leads = self.outcome.leads if self.outcome else ()
        return [_rule(list(some)) for _, some in groupby(leads, key=lambda one: one.rule)]

    @property
    def funds(self) -> list[ShownFund]:
        """The schemes that share out otherwise."""
        money = self.outcome.money if self.outcome else ()
        return [_fund(some) for _, some in groupby(money, key=lambda one: (one.scheme, one.year))]


def _rule(changes: list[LeadChange]) -> ShownRule:
    whole = next(one for one in changes if not one.place)
    return ShownRule(whole, tuple(one for one in changes if one.place))


def _fund(changes: Iterable[MoneyChange]) -> ShownFund:
    counties = tuple(changes)
    return ShownFund(counties[0], tuple(map(_amount, counties)))


def _amount(change: MoneyChange) -> ShownAmount:
    old, new = (NOTHING if one is None else written(one, 6) for one in (change.old, change.new))
    return ShownAmount(change.name, old, new, signed(change.moved, 6))
