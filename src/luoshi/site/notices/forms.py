"""The day a page is asked about, and what was known then; why an account is closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError

from luoshi.pack.terms import Term
from luoshi.site.forms import Styled, day_input
from luoshi.site.notices.models import LONGEST_DOCUMENT, LONGEST_NOTE
from luoshi.site.notices.services.results import Moment


class MomentForm(Styled):
    """Picks the moment. A day beyond the slider's ends means its nearest end.

    Nonsense, or nothing, means the usual day: today, and once the term is over its last day, on
    which the account is closed.
    """

    day = forms.DateField(label="日期", required=False, widget=day_input())
    known = forms.DateField(label="当时所知", required=False, widget=day_input())

    def __init__(self, data: Mapping[str, Any], term: Term, today: date) -> None:
        super().__init__({name: data.get(name) or "" for name in ("day", "known")})
        self.today = today
        self.first = date(term.first.year, 1, 1)
        self.term = term
        self.usual = min(today, term.last)
        self.last = date(max(term.last.year + 1, today.year), 12, 31)
        self.is_valid()
        self.moment = Moment(self._day(), self._known())
        self.initial = {"day": self.moment.day, "known": self.moment.known}
        self.is_bound = False

    def _day(self) -> date:
        asked = self.cleaned_data.get("day") or self.usual
        return min(max(asked, self.first), self.last)

    def _known(self) -> date | None:
        asked = self.cleaned_data.get("known")
        # From today on everything is known, so the answer is the same and need not be found anew.
        return asked if asked and asked < self.today else None

    @property
    def list_day(self) -> date:
        """The day whose county lists count: the nearest of the notice's term."""
        return self.term.nearest(self.moment.day)

    @property
    def is_last_period(self) -> bool:
        """Whether the day lies in the term's last year, or after it."""
        return self.moment.day.year >= self.term.last.year

    @property
    def query(self) -> str:
        """The moment as the end of an address, with its question mark; nothing for the usual."""
        moment = self.moment
        asked = {"day": moment.day} if moment.day != self.usual else {}
        asked |= {"known": moment.known} if moment.known else {}
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def days(self) -> int:
        """How many days the slider's last day is after its first."""
        return (self.last - self.first).days

    @property
    def place(self) -> int:
        """Where on the slider the day is."""
        return (self.moment.day - self.first).days

    @property
    def years(self) -> range:
        """The years of the slider."""
        return range(self.first.year, self.last.year + 1)


class ClosingForm(Styled):
    """Why an account is closed all the same, or once more, and by which document."""

    document = forms.CharField(label="依据的文号", required=False, max_length=LONGEST_DOCUMENT)
    reason = forms.CharField(
        label="理由", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Mapping[str, Any] | None, *, corrects: bool) -> None:
        super().__init__(data)
        if not corrects:
            del self.fields["document"]

    def refuse(self, error: ValidationError) -> None:
        """Show what is wrong beside the fields it is wrong in."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, told in error.message_dict.items():
            self.add_error(name if name in self.fields else None, told)
