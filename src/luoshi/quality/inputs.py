"""Which checks can be asked of the exports at hand, and why the others cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from luoshi.expressions.tree import Aggregate, ColumnCell, Listed, Members, Node, walk
from luoshi.pack import Pack
from luoshi.pack.checks import COUNTY, Check, ParsedCheck, parsed_check
from luoshi.pack.lacking import LackingError
from luoshi.pack.names import unknown
from luoshi.pack.rules import values_on
from luoshi.quality.elements import source_of
from luoshi.quality.errors import QualityError
from luoshi.quality.reading import Export
from luoshi.warehouse.schema import Table

HOUSEHOLD = "household"
"""What a check is about that is told of once for each household."""


@dataclass(frozen=True)
class Question:
    """A check ready to be asked, or why it cannot be."""

    parsed: ParsedCheck
    skipped: str | None = None

    @property
    def check(self) -> Check:
        """The check."""
        return self.parsed.check

    def needed(self, table: Table) -> frozenset[str]:
        """The columns it needs of a table: those it reads, and those by which rows are led."""
        ties = [table.household] if self.wide else []
        ties += [table.person] if len(self.parsed.needs) > 1 else []
        read = self.parsed.needs.get(table.id, frozenset())
        return frozenset(read) | {tie.name for tie in ties if tie}

    @property
    def wide(self) -> bool:
        """Whether it looks at other rows than the one it is told of."""
        nodes = walk(self.parsed.when.node)
        return self.check.about == HOUSEHOLD or any(map(_looks_elsewhere, nodes))


def chosen(pack: Pack, ids: Iterable[str]) -> list[Check]:
    """The checks of exports of these ids in the pack's order, all where none is named.

    Raises:
        QualityError: an id is no such check's.
    """
    ids = set(ids)
    known = {id_: check for id_, check in pack.checks.items() if check.table in pack.exports}
    for id_ in sorted(ids - known.keys()):
        _, message, hint = unknown((), "核查规则", id_, known)
        raise QualityError("，".join(filter(None, (message, hint))))
    return [check for check in known.values() if not ids or check.id in ids]


def questions(
    pack: Pack, checks: Iterable[Check], exports: Mapping[str, Export], day: date
) -> list[Question]:
    """The checks as questions to the exports given."""
    asked = (Question(parsed_check(check, pack)) for check in checks)
    return [replace(one, skipped=_why_not(pack, one, exports, day)) for one in asked]


def values(pack: Pack, asked: Iterable[Question], as_of: date, county: str) -> dict[str, object]:
    """The values of all parameters the questions need."""
    names = frozenset().union(*(one.parsed.parameters for one in asked))
    return {**values_on(pack, names - {COUNTY}, as_of), COUNTY: county}


def _why_not(
    pack: Pack, question: Question, exports: Mapping[str, Export], day: date
) -> str | None:
    tables = [pack.exports[id_] for id_ in question.parsed.needs]
    reasons = [_lacking(table, exports.get(table.id), question.needed(table)) for table in tables]
    try:
        values_on(pack, question.parsed.parameters - {COUNTY}, day)
    except LackingError as error:
        reasons.append(error.text)
    return "；".join(filter(None, reasons)) or None


def _lacking(table: Table, export: Export | None, names: Iterable[str]) -> str | None:
    if export is None:
        return f"没有给出“{table.title}”"
    sources = {source_of(table, table.by_name[name]).name for name in names}
    missing = sorted(sources - export.places.keys())
    return f"“{table.title}”缺少（或有两列同名的）列：{'、'.join(missing)}" if missing else None


def _looks_elsewhere(node: Node) -> bool:
    return isinstance(node, Aggregate | Members | Listed) or (
        isinstance(node, ColumnCell) and not node.own
    )
