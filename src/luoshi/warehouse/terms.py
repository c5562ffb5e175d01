"""On what terms deliveries are taken: what leads rows to counties, and what is asked twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.frozen import Frozen


class Limits(Frozen):
    """Shares beyond which a full delivery is held until it is confirmed.

    ``gone``: of a county's rows in force, those it would put out of force. ``refused``: of the
    rows of the delivery, those that are refused.
    """

    gone: Decimal
    refused: Decimal


@dataclass(frozen=True)
class Terms:
    """What a pack says on deliveries; a warehouse without them places and holds nothing.

    ``residents`` and ``households`` are the tables that lead a person to a household and a
    household to its division. ``limits`` gives what is in force on a day. ``county_name`` gives
    the name of a county by its six digits, ``whole`` is what all counties together are called.
    ``recoded`` gives the codes of divisions that were
    others on a day (None: now), each with the one it was.
    """

    residents: str | None = None
    households: str | None = None
    limits: Callable[[date], Limits] | None = None
    county_name: Callable[[str], str] = str
    whole: str = "所有县"
    recoded: Callable[[date | None], Mapping[str, str]] = lambda _: {}


NO_TERMS = Terms()
