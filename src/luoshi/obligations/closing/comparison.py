"""What the records say of the same day since: told beside the frozen account, never in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.obligations.closing.account import Account
from luoshi.obligations.results import Result


@dataclass(frozen=True)
class Difference:
    """An obligation of a place that would be told otherwise now; None where there is no result."""

    id: str
    county: str
    title: str
    name: str
    then: Result | None
    now: Result | None

    @property
    def changes_status(self) -> bool:
        """Whether it would stand in another state, not only for another reason."""
        return told_status(self.then) != told_status(self.now)


def told_status(result: Result | None) -> tuple[str, str] | None:
    """The states of the last period and of the whole term."""
    return (result.status.value, result.term_status.value) if result else None


def differences(account: Account, now: Iterable[Result]) -> list[Difference]:
    """Results whose state, number, target, reason or earlier periods differ from today's.

    Those in another state come first.
    """
    then = {(one.id, one.county): one for one in account.results}
    # Through the document, in which numbers are as JSON has them.
    told = {(one.id, one.county): Result.read(one.document()) for one in now}
    every = dict.fromkeys([*then, *told])
    found = [_difference(account, key, then.get(key), told.get(key)) for key in every]
    differing = [one for one in found if _told(one.then) != _told(one.now)]
    return sorted(differing, key=lambda one: not one.changes_status)


def _difference(
    account: Account, key: tuple[str, str], then: Result | None, now: Result | None
) -> Difference:
    id_, county = key
    title = account.titles.get(id_, id_)
    return Difference(id_, county, title, account.place(county), then, now)


def _told(one: Result | None) -> object:
    return one and (one.status, one.value, one.target, one.unit, one.reason, one.period, one.term)
