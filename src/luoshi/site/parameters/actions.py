"""A value is entered by one person, and counts once another has agreed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi import pack
from luoshi.pack.models import Parameter, ParameterKind
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.parameters.models import LONGEST_NOTE, LONGEST_VALUE, Entry, Verdict
from luoshi.site.parameters.policies import demand_enter
from luoshi.site.parameters.services import changed
from luoshi.site.rights import scope_of

MOST = Decimal(10) ** 12
"""What no number reaches."""


@dataclass(frozen=True)
class EnterValue:
    """Enter a value of a parameter (id) from a day on, by a document."""

    user: User
    parameter: str
    value: str
    valid_from: date | None
    document: str
    valid_to: date | None = None
    note: str = ""
    request: HttpRequest | None = None

    def check(self) -> tuple[Parameter, str, date, date | None]:
        """The parameter, the value as it is kept, its first and its last day.

        Raises:
            Refused: the user may not enter it.
            ValidationError: by field, what is wrong and how to mend it.
        """
        parameter = entered_parameter(self.parameter)
        demand_enter(scope_of(self.user), parameter)
        value, first = self.value.strip(), self.valid_from
        if first is None:
            raise ValidationError({"valid_from": "填从哪天起用，写成 2026-01-01"})
        if not self.document.strip():
            raise ValidationError({"document": "填依据的文号"})
        _demand_value(parameter, value)
        last = _last_day(parameter, first, self.valid_to)
        if Entry.objects.filter(parameter=parameter.id, valid_from=first, verdict=None).exists():
            raise ValidationError({"valid_from": f"已有一条从 {first} 起的在等核对，先核对它"})
        return parameter, value, first, last

    def execute(self) -> Entry:
        """Check, keep and log; it does not count yet.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            parameter, value, first, last = self.check()
            entry = Entry.objects.create(
                parameter=parameter.id,
                value=value,
                valid_from=first,
                valid_to=last,
                document=self.document.strip()[:200],
                note=self.note.strip()[:LONGEST_NOTE],
                by=self.user,
            )
            told = f"录入 {entry.pk} {parameter.title}：{value}，{first} 起，{entry.document}"
            record(Action.PARAMETER, user=self.user, request=self.request, target=told)
        return entry


@dataclass(frozen=True)
class ConfirmValue:
    """Agree to an entry, which counts from now on, or turn it down with a reason."""

    user: User
    entry: Entry
    agreed: bool
    note: str = ""
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may say so.

        Raises:
            Refused: the user may not enter this parameter's values.
            ValidationError: it was settled before, the user entered it, or gives no reason.
        """
        parameter = entered_parameter(self.entry.parameter)
        demand_enter(scope_of(self.user), parameter)
        if Verdict.objects.filter(entry=self.entry).exists():
            raise ValidationError("这一条已经核对过了")
        if self.agreed and self.entry.by_id == self.user.pk:
            raise ValidationError("录入的人不能自己核对，请由另一个账号核对")
        if not self.agreed and not self.note.strip():
            raise ValidationError("不同意要写明理由")

    def execute(self) -> Verdict:
        """Check, keep and log, and let the value count.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            Entry.objects.select_for_update().get(pk=self.entry.pk)
            self.check()
            note = self.note.strip()[:LONGEST_NOTE]
            verdict = Verdict.objects.create(
                entry=self.entry, agreed=self.agreed, note=note, by=self.user
            )
            told = f"{'核对同意' if self.agreed else '不同意'} {self.entry.pk} {self.entry}"
            record(Action.PARAMETER, user=self.user, request=self.request, target=told)
        if self.agreed:
            changed()
        return verdict


def entered_parameter(id_: str) -> Parameter:
    """A parameter whose values offices enter.

    Raises:
        ValidationError: the pack has none of that id, or its values are the pack's own.
    """
    parameter = pack.load().parameters.get(id_)
    if parameter is None:
        raise ValidationError({"parameter": f"没有“{id_}”这个参数"})
    if parameter.entered is None:
        raise ValidationError({"parameter": f"“{parameter.title}”的值写在政策包里，不在这里录入"})
    return parameter


def _demand_value(parameter: Parameter, text: str) -> None:
    """Check that a text is a value of the parameter.

    Raises:
        ValidationError: it is not, and how to mend it.
    """
    kinds = {
        ParameterKind.NUMBER: "数，如 9000",
        ParameterKind.YEAR: "四位数的年份，如 2026",
        ParameterKind.DATE: "日期，如 2026-01-01",
        ParameterKind.TEXT: "一段文字",
    }
    if not _is_value(parameter, text):
        told = f"“{text[:40]}”不能用：“{parameter.title}”要填{kinds[parameter.kind]}"
        raise ValidationError({"value": told})


def _is_value(parameter: Parameter, text: str) -> bool:
    if not text or len(text) > LONGEST_VALUE or not text.isprintable():
        return False
    if parameter.kind is ParameterKind.NUMBER:
        return _is_number(text)
    try:
        parameter.typed(parameter.values[0].model_copy(update={"value": text}))
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    """A plain number: no exponent, nothing infinite, no more digits than anyone writes."""
    whole, _, part = text.removeprefix("-").partition(".")
    plain = whole.isascii() and whole.isdecimal() and (not part or part.isdecimal())
    return plain and part.isascii() and abs(Decimal(text)) < MOST


def _last_day(parameter: Parameter, first: date, last: date | None) -> date | None:
    """The day the value ends: as said, and of a yearly one at the latest with its year.

    Raises:
        ValidationError: it ends before it begins, or in another year.
    """
    if last is not None and last < first:
        raise ValidationError({"valid_to": f"截止日期 {last} 早于 {first}"})
    if parameter.entered is None or not parameter.entered.yearly:
        return last
    year_end = date(first.year, 12, 31)
    if last is not None and last > year_end:
        raise ValidationError({"valid_to": f"一年一个数，最晚到 {year_end} 为止"})
    return last or year_end
