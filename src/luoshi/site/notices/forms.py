"""The day a page is asked about; what is decided of a proposal; why an account is closed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from luoshi.drafting import Draft
from luoshi.drafting.deciding import ID_PATTERN, PLACES, Decided
from luoshi.pack import Pack
from luoshi.pack.obligations import KIND_TITLES
from luoshi.pack.terms import Term
from luoshi.site.forms import Styled, day_input
from luoshi.site.notices.models import LONGEST_DOCUMENT
from luoshi.site.notices.services.results import Moment
from luoshi.site.two_person import LONGEST_NOTE


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


class DecisionForm(Styled):
    """An obligation as far as an officer decides it; see `luoshi.drafting.deciding.Decided`."""

    title = forms.CharField(label="叫什么", max_length=200, widget=forms.Textarea({"rows": 2}))
    kind = forms.ChoiceField(label="种类", choices=list(KIND_TITLES.items()))
    where = forms.ChoiceField(label="对谁")
    leads = forms.MultipleChoiceField(label="由谁牵头")
    since = forms.DateField(label="从哪天起", widget=day_input())
    until = forms.DateField(label="到哪天为止", widget=day_input())
    every = forms.ChoiceField(label="多久算一次", choices=[("year", "每年"), ("term", "整个期限")])
    number = forms.DecimalField(label="数，或下限", required=False, max_digits=24)
    upper = forms.DecimalField(label="上限（区间才有）", required=False, max_digits=24)
    unit = forms.CharField(label="单位（%、亩、名……）", required=False, max_length=20)
    due = forms.DateField(label="到哪天做到（节点才有）", required=False, widget=day_input())
    strength = forms.ChoiceField(
        label="语气", choices=[("duty", "应当"), ("principle", "原则上"), ("effort", "力争、努力")]
    )
    wording = forms.CharField(label="比“应当”弱的原词", required=False, max_length=20)
    id = forms.CharField(
        label="编号",
        max_length=60,
        validators=[RegexValidator(ID_PATTERN, "只用小写字母、数字和短横线，以字母开头")],
    )
    note = forms.CharField(label="说明", required=False, max_length=500)

    def __init__(
        self, data: Mapping[str, Any] | None, pack: Pack, draft: Draft, suggested: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=suggested)
        self._offer("where", [("", "请选"), *_places(pack, draft, suggested["where"])])
        proposed = (one.name for one in draft.units)
        units = dict.fromkeys((*suggested["leads"], *pack.units, *proposed))
        self._offer("leads", ((unit, unit) for unit in units))

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @property
    def changes(self) -> bool:
        """Whether it says otherwise than the proposal; to fill in what that left open is none."""
        return any(self.initial.get(name) not in (None, "", ()) for name in self.changed_data)

    def decided(self) -> Decided:
        """What was filled in, of a form that is valid."""
        known = {name: self.initial[name] for name in ("clause", "sentence")}
        return Decided.model_validate(known | self.cleaned_data)

    def refuse(self, error: ValidationError) -> None:
        """Show what is wrong beside the fields it is wrong in."""
        for name, told in error.message_dict.items() if hasattr(error, "error_dict") else ():
            self.add_error(name if name in self.fields else None, told)
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)


def _places(pack: Pack, draft: Draft, suggested: str) -> list[tuple[str, str]]:
    """Whom an obligation may be for: all, the whole, the notice's groups, counties it names,
    and each county."""
    counties = {area.code[:6]: area.name for area in pack.areas.counties()}
    groups = [(one.id, one.title) for one in draft.groups]
    several = "、".join(counties.get(code, code) for code in suggested.split(","))
    named = [(suggested, several)] if "," in suggested else []
    return [*PLACES.items(), *groups, *named, *counties.items()]


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
