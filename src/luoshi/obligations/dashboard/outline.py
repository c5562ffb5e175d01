"""The notice's clauses in the order and numbers the reader knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from luoshi.ids import own
from luoshi.notice.store import NoticeText
from luoshi.obligations.dashboard.board import ObligationRow
from luoshi.pack import Pack
from luoshi.pack.models import Clause, Notice


@dataclass(frozen=True)
class Quoted:
    """A sentence of the notice with the obligations that answer for it."""

    text: str
    rows: tuple[ObligationRow, ...]


@dataclass(frozen=True)
class ClausePart:
    """A clause with the rows of its obligations, and its sentences where the text is known."""

    clause: Clause
    rows: tuple[ObligationRow, ...]
    sentences: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading of the first level of a notice with its clauses; ``number`` as in clause ids
    ("2")."""

    notice: Notice
    number: str
    title: str
    parts: tuple[ClausePart, ...]


def sections(
    pack: Pack, rows: Iterable[ObligationRow], notice_text: NoticeText | None = None
) -> list[Section]:
    """The rows by section and clause, in the notice's order; clauses without rows left out."""
    by_clause: dict[str, list[ObligationRow]] = {}
    for row in rows:
        by_clause.setdefault(row.obligation.clause, []).append(row)
    parts = [
        ClausePart(clause, tuple(by_clause[clause.id]), _quoted(clause, by_clause, notice_text))
        for clause in pack.clauses.values()
        if clause.id in by_clause
    ]
    return _by_section(pack, parts)


def _quoted(
    clause: Clause, by_clause: dict[str, list[ObligationRow]], notice_text: NoticeText | None
) -> tuple[Quoted, ...]:
    if notice_text is None:
        return ()
    rows = by_clause[clause.id]
    return tuple(
        Quoted(text, tuple(row for row in rows if id_ in row.obligation.sentences))
        for id_, text in notice_text.of_clause(own(clause.id))
    )


def _by_section(pack: Pack, parts: Sequence[ClausePart]) -> list[Section]:
    parted = groupby(parts, key=lambda part: part.clause.id.partition(".")[0])
    return [_section(pack, id_, tuple(members)) for id_, members in parted]


def _section(pack: Pack, id_: str, parts: tuple[ClausePart, ...]) -> Section:
    notice, number = pack.notice(id_), own(id_)
    return Section(notice, number, notice.sections.get(number, ""), parts)


def lead_units(pack: Pack) -> list[str]:
    """The units that lead some clause or obligation, in the pack's order."""
    leading = {unit for clause in pack.clauses.values() for unit in clause.leads}
    leading |= {unit for obligation in pack.obligations.values() for unit in obligation.leads}
    return [name for name in pack.units if name in leading]
