"""How often public pages may be used: by address and by telephone."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework import Rules
from luoshi.site.intake.models import Application, Attempt

APPLY, CHECK = "apply", "check"
HOURLY = {APPLY: "apply_per_address_an_hour", CHECK: "apply_checks_an_hour"}
"""The parameter that limits each use of the public pages."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TooOftenError(Exception):
    """The page was used too often; the text is Chinese and says when to come back."""


def count_use(request: HttpRequest, kind: str) -> None:
    """Count one use of a page by the request's address.

    Raises:
        TooOftenError: it was used as often as is allowed in an hour already.
    """
    source = salted_hmac("luoshi.intake", request.META.get("REMOTE_ADDR", "")).hexdigest()
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - DAY).delete()
    used = Attempt.objects.filter(kind=kind, source=source, at__gt=now - HOUR).count()
    if used >= _most(HOURLY[kind]):
        raise TooOftenError("这个网络用得太频繁了，请一小时后再试，或打电话、到村委会说一声。")
    Attempt.objects.create(kind=kind, source=source, at=now)


def demand_rare(phone: str) -> None:
    """Stop here where a telephone has applied often enough today.

    Raises:
        TooOftenError: it has.
    """
    recent = Application.objects.filter(phone=phone, at__gt=timezone.now() - DAY)
    if recent.count() >= _most("apply_per_phone_a_day"):
        raise TooOftenError("这个电话今天已经申报过几次了，我们会联系你，不用再报。")


def _most(parameter: str) -> int:
    return int(Rules(pack.load()).number(parameter, localdate()))
