"""What may be said as a value of a parameter, and for which days."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from luoshi import pack
from luoshi.pack.models import DatedValue, Parameter, ParameterKind
from luoshi.site.parameters.models import LONGEST_VALUE

MOST = Decimal(10) ** 12
"""What no number reaches."""


def parameter_of(id_: str) -> Parameter:
    """A parameter of the pack; values of any may be entered.

    Raises:
        ValidationError: the pack has none of that id.
    """
    parameter = pack.load().parameters.get(id_)
    if parameter is None:
        raise ValidationError({"parameter": f"没有“{id_}”这个参数"})
    return parameter


def said_value(
    parameter: Parameter, value: str, first: date | None, last: date | None
) -> tuple[str, date, date | None]:
    """A value as it is kept, with its first and last day.

    Raises:
        ValidationError: by field, what is wrong and how to mend it.
    """
    if first is None:
        raise ValidationError({"valid_from": "填从哪天起用，写成 2026-01-01"})
    value = value.strip()
    _demand_value(parameter, value)
    return value, first, _last_day(parameter, first, last)


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
        parameter.typed(DatedValue(**{"from": date.min}, value=text, source=""))
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
