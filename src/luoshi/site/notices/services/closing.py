"""Which closing accounts there are, what stands in the way of one, and what it is made of."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import QuerySet

from luoshi.area_queries.due_periods import told_by
from luoshi.area_queries.undeclared import Undeclared, undeclared
from luoshi.ids import notice_of
from luoshi.memory import remembered
from luoshi.notice import store as text
from luoshi.obligations import Result
from luoshi.obligations.closing import (
    Account,
    Difference,
    Occasion,
    RestsOn,
    differences,
    document,
    opened,
)
from luoshi.pack import Pack
from luoshi.pack.as_of import on_day
from luoshi.pack.models import Notice
from luoshi.site.ledgers.services.engine import Stamp
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.notices.models import ClosingAccount
from luoshi.site.notices.services.results import Moment, data_to, results_at


def accounts(notice_id: str) -> QuerySet[ClosingAccount]:
    """The accounts of a notice that were agreed to, the newest first."""
    return proposals(notice_id).filter(verdict__agreed=True).order_by("-verdict__at", "-pk")


def proposals(notice_id: str) -> QuerySet[ClosingAccount]:
    """All accounts of a notice, also those that wait or were turned down."""
    every = ClosingAccount.objects.filter(notice=notice_id)
    return every.select_related("by", "verdict", "verdict__by").defer("content")


def account_in_force(notice_id: str) -> ClosingAccount | None:
    """The account a notice was closed with, or the last correction of it."""
    return accounts(notice_id).first()


def closed_on(notices: Iterable[Notice], today: date) -> dict[str, date]:
    """The days on which notices were closed, or corrected last, by id; of those that are."""
    over = [one.id for one in notices if one.expires < today]
    if not over:
        return {}
    agreed = ClosingAccount.objects.filter(notice__in=over, verdict__agreed=True)
    return dict(agreed.order_by("verdict__at").values_list("notice", "verdict__at__date"))


def content_of(found: ClosingAccount) -> Account:
    """What an account holds.

    Raises:
        BrokenSealError: it is not what was sealed.
    """
    return _opened(bytes(found.content), found.digest)


_opened = lru_cache(maxsize=4)(opened)


def may_close_from(pack: Pack, notice: Notice) -> date:
    """The first day on which nothing more may be told of a notice's term."""
    return told_by(pack, notice.expires) + timedelta(days=1)


def still_undeclared(stamp: Stamp, notice: Notice) -> list[Undeclared]:
    """The periods of a notice's ledgers that were not declared complete."""
    return _undeclared(stamp, notice.id)


def frozen(stamp: Stamp, notice: Notice, occasion: Occasion) -> dict[str, object]:
    """The document to be frozen of a notice, by the records of a stamp."""
    pack = on_day(stamp.pack, notice.expires).only(notice.id)
    lacking = still_undeclared(stamp, notice)
    rests_on = RestsOn(stamp, lacking, text.kept(notice.number))
    reach = data_to(Moment(notice.expires), None, stamp)
    return document(pack, notice, results_of(stamp, notice), reach, occasion, rests_on)


def results_of(stamp: Stamp, notice: Notice) -> list[Result]:
    """What the records of a stamp say of a notice's last day."""
    every = results_at(Moment(notice.expires), stamp)
    return [one for one in every if notice_of(one.id) == notice.id]


def compared(stamp: Stamp, notice: Notice, account: Account) -> list[Difference]:
    """Where the records of a stamp say otherwise of the same day."""
    return _compared(stamp, notice.id, account)


@remembered(8)
def _compared(stamp: Stamp, notice_id: str, account: Account) -> list[Difference]:
    return differences(account, results_of(stamp, stamp.pack.notices[notice_id]))


@remembered(8)
def _undeclared(stamp: Stamp, notice_id: str) -> list[Undeclared]:
    return undeclared(stamp.pack, stamp.pack.notices[notice_id], reporting_at(stamp, None))
