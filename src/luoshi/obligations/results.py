"""What an evaluation gives, and the JSON others read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.area_queries.period import Period
from luoshi.obligations.status import Status, worst
from luoshi.obligations.verdict import Each
from luoshi.pack.models import Notice

Term = tuple[tuple[Period, Status], ...]
"""Periods, earliest first, with how each stands."""

Key = tuple[tuple[str, str], ...]
"""The key of a row: column and value, as text."""


@dataclass(frozen=True)
class Evidence:
    """The rows of a table behind a result, and how to find them again.

    ``period`` is None where the table's rows have no date of their own. ``keys`` name single
    rows: those that violate a prohibition (never persons or households).
    """

    table: str
    title: str
    rows: int
    county: str
    period: Period | None = None
    keys: tuple[Key, ...] = ()

    def document(self) -> dict[str, object]:
        """As JSON; the days of the period as an ISO 8601 interval."""
        period = self.period and str(self.period)
        found: dict[str, object] = {"county": self.county, "period": period}
        if self.keys:
            found["keys"] = [dict(key) for key in self.keys]
        return {"table": self.table, "title": self.title, "rows": self.rows, "filter": found}


@dataclass(frozen=True)
class Result:
    """The status of one obligation for one county (six digits; the region's own code).

    ``each`` is the same for all counties of one obligation, and no part of the JSON, no more
    than ``at_most``: whether the target is a limit from above, and ``lacking``: the names of
    what is not covered. ``data_to`` is the day up to which all it rests on is told; ``closed``:
    its period is over. ``term`` tells of every period begun, this one last.
    """

    id: str
    clause: str
    county: str
    period: Period
    status: Status
    value: Decimal | None
    target: Decimal | None
    unit: str | None
    reason: str
    evidence: tuple[Evidence, ...] = ()
    each: tuple[Each, ...] = ()
    at_most: bool = False
    lacking: tuple[str, ...] = ()
    data_to: date | None = None
    closed: bool = False
    term: Term = ()

    @property
    def term_status(self) -> Status:
        """What can be said of all periods begun: a breach of one stays in sight."""
        return worst([status for _, status in self.term] or [self.status])

    def document(self) -> dict[str, object]:
        """As JSON."""
        periods = [{"period": str(period), "status": status.value} for period, status in self.term]
        return {
            "id": self.id,
            "clause": self.clause,
            "county": self.county,
            "status": self.status.value,
            "value": _plain(self.value),
            "target": _plain(self.target),
            "unit": self.unit,
            "reason": self.reason,
            "period": str(self.period),
            "closed": self.closed,
            "data_to": self.data_to and self.data_to.isoformat(),
            "term": {"status": self.term_status.value, "periods": periods},
            "evidence": [one.document() for one in self.evidence],
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Result":
        """What a document said, but for the rows behind it."""
        reach = document["data_to"]
        return cls(
            document["id"],
            document["clause"],
            document["county"],
            _period(document["period"]),
            Status(document["status"]),
            _number(document["value"]),
            _number(document["target"]),
            document["unit"],
            document["reason"],
            data_to=date.fromisoformat(reach) if reach else None,
            closed=document["closed"],
            term=tuple(_standing(one) for one in document["term"]["periods"]),
        )


def with_terms(results: Iterable[Result], earlier: Mapping[tuple[str, str], Term]) -> list[Result]:
    """The results, each with the statuses of its term: those of ``earlier`` periods, by
    obligation and place, and its own."""
    return [
        replace(one, term=(*earlier.get((one.id, one.county), ()), (one.period, one.status)))
        for one in results
    ]


def to_json(
    as_of: date, notices: Sequence[Notice], results: Sequence[Result], data_to: date | None
) -> dict[str, object]:
    """What ``luoshi status --json`` prints: the same for the same records, byte for byte.

    ``data_to`` is the day the departments' data reach to.
    """
    return {
        "as_of": as_of.isoformat(),
        "notices": [_of_notice(notice, as_of) for notice in notices],
        "data_to": data_to and data_to.isoformat(),
        "obligations": [result.document() for result in results],
    }


def _of_notice(notice: Notice, as_of: date) -> dict[str, object]:
    return {
        "id": notice.id,
        "number": notice.number,
        "term": {"from": notice.issued.isoformat(), "to": notice.expires.isoformat()},
        "closed": notice.expires < as_of,
    }


def overall(results: Iterable[Result]) -> dict[str, Status]:
    """One light for each obligation: the most severe of its counties'."""
    statuses: dict[str, list[Status]] = {}
    for result in results:
        statuses.setdefault(result.id, []).append(result.status)
    return {id_: worst(found) for id_, found in statuses.items()}


def _period(text: str) -> Period:
    return Period(*map(date.fromisoformat, text.split("/")))


def _standing(document: Mapping[str, str]) -> tuple[Period, Status]:
    return _period(document["period"]), Status(document["status"])


def _number(value: int | float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
