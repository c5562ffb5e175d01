"""The dashboard of a day: drawn once for all who ask the same of the same records."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from luoshi.memory import remembered
from luoshi.notice import store as text
from luoshi.notice.store import NoticeText
from luoshi.obligations.dashboard.county_lists import county_rows, group_cards
from luoshi.obligations.dashboard.outline import lead_units, sections
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.term import Term
from luoshi.pack import Pack
from luoshi.site.ledgers.services.engine import Stamp
from luoshi.site.notices.context import Inquiry, shared
from luoshi.site.notices.filters import ObligationFilter
from luoshi.site.notices.forms import MomentForm


@dataclass(frozen=True)
class Question:
    """All that decides what the dashboard says: who asks an equal question is answered alike.

    ``notice`` is the id of the one asked about, ``path`` and ``query`` are what the address asks,
    ``text_version`` which text of the notice is kept, ``closed_on`` when its
    account was closed.
    """

    stamp: Stamp
    sight: Sight
    notice: str
    today: date
    path: str
    query: str
    text_version: int
    own_unit: str = ""
    closed_on: date | None = None
    may_export: bool = False


@remembered(64)
def drawn(question: Question) -> SafeString:
    """The page below the top bar."""
    return render_to_string("notices/_dashboard.html", _context(question))


def _context(question: Question) -> dict[str, Any]:
    notice, query = question.stamp.pack.notices[question.notice], QueryDict(question.query)
    calendar = MomentForm(query, notice.term, question.today)
    asked = Inquiry(question.stamp, question.sight, calendar, notice)
    pack = asked.pack
    filters = ObligationFilter(query, pack, groups=asked.sight.everywhere)
    return {
        **shared(asked, question.own_unit, query.dict()),
        **_found(asked, filters, text.kept(notice.number)),
        **_standings(pack, calendar.list_day),
        "path": question.path,
        "query": question.query,
        "term": Term(notice.issued, notice.expires, asked.moment.day),
        "units": lead_units(pack),
        "may_export": question.may_export,
        "closed_on": question.closed_on,
    }


def _found(
    asked: Inquiry, filters: ObligationFilter, kept_text: NoticeText | None
) -> dict[str, Any]:
    counties = filters.counties(asked.calendar.list_day)
    kept = filters.kept(asked.board(counties))
    rows = kept.of(filters.status_asked).rows
    return {
        "filters": filters,
        "board": kept,
        "sections": sections(asked.pack, rows, kept_text),
        "columns": asked.columns(counties),
    }


def _standings(pack: Pack, day: date) -> dict[str, Any]:
    rows = county_rows(pack, day)
    return {
        "groups": group_cards(pack, day),
        "listed": [row for row in rows if row.groups],
        "unlisted": [row for row in rows if not row.groups],
    }
