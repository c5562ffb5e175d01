"""What is frozen: the results of a notice's last day, and all they rest on, as one JSON text."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from importlib.metadata import version

from luoshi.area_queries.undeclared import Undeclared
from luoshi.notice.store import NoticeText
from luoshi.obligations.closed_periods import Versions, print_of
from luoshi.obligations.closing.wording import wording_of
from luoshi.obligations.results import Result, to_json
from luoshi.pack import Pack
from luoshi.pack.models import Notice


@dataclass(frozen=True)
class Occasion:
    """Who closes, when, and why: anyway, or once more.

    ``corrects`` is the digest of the account that this one takes the place of, by ``document``.
    """

    at: datetime
    by: str
    reason: str = ""
    document: str = ""
    corrects: str | None = None


@dataclass(frozen=True)
class RestsOn:
    """The records there were, and what of them was still to be told."""

    records: Versions
    undeclared: Sequence[Undeclared]
    text: NoticeText | None = None


@dataclass(frozen=True)
class Sealed:
    """A text compressed, and its digest (SHA-256, in hexadecimal)."""

    content: bytes
    digest: str


def document(
    pack: Pack,
    notice: Notice,
    results: Sequence[Result],
    data_to: date | None,
    occasion: Occasion,
    rests_on: RestsOn,
) -> dict[str, object]:
    """What ``luoshi status --json`` gives of a notice on its last day, and ``closing``.

    ``pack`` is the notice's alone, on that day.
    """
    told = to_json(notice.expires, [notice], results, data_to)
    return told | {
        "closing": {
            "title": notice.title,
            "known_at": occasion.at.isoformat(),
            "proposed_by": occasion.by,
            "reason": occasion.reason,
            "document": occasion.document,
            "corrects": occasion.corrects,
            "undeclared": [_undeclared(one) for one in rests_on.undeclared],
            "records": _records(rests_on.records),
            "pack": {"print": print_of(pack), "version": version("luoshi")},
            "places": _places(pack, results),
            "obligations": list(_wordings(pack, notice, rests_on.text)),
        }
    }


def sealed(document: Mapping[str, object]) -> Sealed:
    """A document as it is kept: as the command prints it, with the line's end."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return Sealed(zlib.compress(text.encode()), sha256(text.encode()).hexdigest())


def _wordings(pack: Pack, notice: Notice, text: NoticeText | None) -> Iterable[dict[str, object]]:
    return (wording_of(pack, one, notice, text) for one in pack.obligations.values())


def _places(pack: Pack, results: Iterable[Result]) -> dict[str, str]:
    codes = sorted({one.county for one in results})
    return {code: pack.areas.by_code(code).name for code in codes}


def _undeclared(one: Undeclared) -> dict[str, object]:
    return {
        "ledger": one.table.id,
        "title": one.table.title,
        "period": one.period.title,
        "owing": one.owing,
        "lacking": one.lacking,
    }


def _records(records: Versions) -> dict[str, object]:
    return {
        "batches": list(records.batches),
        "revisions": dict(records.revisions),
        "declarations": dict(records.declarations),
    }
