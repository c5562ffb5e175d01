"""What the dashboard says of a day: drawn once for all who ask the same of the same records."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from luoshi.notice import store as text
from luoshi.obligations import Result
from luoshi.obligations.dashboard.board import View, board, columns
from luoshi.obligations.dashboard.county_lists import county_rows, group_cards
from luoshi.obligations.dashboard.outline import sections
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.status_counts import SHOWN
from luoshi.obligations.dashboard.term import Term
from luoshi.pack import Pack
from luoshi.site.memory import Same, remembered
from luoshi.site.notices.filters import ObligationFilter
from luoshi.site.notices.forms import MomentForm


@dataclass(frozen=True)
class Question:
    """All that decides what the dashboard says: who asks an equal question is answered alike.

    ``query`` is what the address asks, ``text_version`` which text of the notice is kept, and
    ``data_to`` the day the departments' data reach to.
    """

    pack: Pack
    results: Same[tuple[Result, ...]]
    sight: Sight
    query: str
    today: date
    text_version: int
    data_to: date | None = None
    own_unit: str = ""
    may_export: bool = False


@remembered(64)
def drawn(question: Question) -> SafeString:
    """The part of the page below the day."""
    return render_to_string("notices/_board.html", _context(question))


def _context(question: Question) -> dict[str, Any]:
    pack, asked = question.pack, QueryDict(question.query)
    calendar = MomentForm(asked, pack.notice, question.today)
    notice = pack.notice
    return {
        **_found(
            question, ObligationFilter(asked, pack, groups=question.sight.everywhere), calendar
        ),
        **_standings(pack, calendar.list_day),
        "query": question.query,
        "pack": pack,
        "calendar": calendar,
        "moment": calendar.moment,
        "at": calendar.query,
        "data_to": question.data_to,
        "closing": Term(notice.issued, notice.expires, question.today),
        "sight": question.sight,
        "statuses": SHOWN,
        "own_unit": question.own_unit,
        "may_export": question.may_export,
    }


def _found(question: Question, chosen: ObligationFilter, calendar: MomentForm) -> dict[str, Any]:
    pack, counties = question.pack, chosen.counties(calendar.list_day)
    shown = columns(pack, question.sight, counties)
    every = board(pack, question.results.value, View(question.sight, counties, shown))
    kept = chosen.kept(every)
    rows = kept.of(chosen.status_asked).rows
    return {
        "filters": chosen,
        "board": kept,
        "sections": sections(pack, rows, text.kept(pack.notice.number)),
        "columns": shown,
    }


def _standings(pack: Pack, day: date) -> dict[str, Any]:
    rows = county_rows(pack, day)
    return {
        "groups": group_cards(pack, day),
        "listed": [row for row in rows if row.groups],
        "unlisted": [row for row in rows if not row.groups],
    }
