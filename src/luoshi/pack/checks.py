"""A check with its condition parsed."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from luoshi.expressions import Entity, Expression, Kind, Vocabulary, parse
from luoshi.pack.checklists import Check, CheckGroup, FindingSubject, Severity
from luoshi.pack.loading import Pack
from luoshi.pack.rules import vocabulary

COUNTY = "county"
"""The parameter every check of exports has: the name of the county they are from."""


@lru_cache(maxsize=8)
def check_vocabulary(pack: Pack) -> Vocabulary:
    """What checks of exports may name: the exports, the pack's parameters and `COUNTY`."""
    words, registers = vocabulary(pack), pack.export_registers
    return replace(
        words,
        tables=pack.exports,
        counties=None,
        region=None,
        residents=registers.residents if registers else "",
        households=registers.households if registers else "",
        parameters={**words.parameters, COUNTY: Kind.TEXT},
        titles={**words.titles, COUNTY: "本县"},
    )


def words_of(check: Check, pack: Pack) -> Vocabulary:
    """What a check may name: of an export the exports, of a ledger the pack's tables."""
    return check_vocabulary(pack) if check.table in pack.exports else vocabulary(pack)


@dataclass(frozen=True)
class ParsedCheck:
    """A check and its condition."""

    check: Check
    when: Expression

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters it depends on."""
        return self.when.parameters

    @cached_property
    def needs(self) -> dict[str, frozenset[str]]:
        """The columns it reads by name, of every table it looks at."""
        tables = {self.check.table, *self.when.tables}
        columns = self.when.columns
        return {id_: frozenset(name for of, name in columns if of == id_) for id_ in sorted(tables)}


def parse_check(check: Check, words: Vocabulary) -> ParsedCheck:
    """``check`` with its condition parsed and typed, asked of what a finding is told of.

    Raises:
        ExpressionError: it does not hold; its ``text`` says whether the condition or a name.
    """
    about = Entity.HOUSEHOLD if check.about is FindingSubject.HOUSEHOLD else None
    when = parse(check.when, words, check.table, check.let, about)
    return ParsedCheck(check, when.require(Kind.BOOLEAN))


def parsed_check(check: Check, pack: Pack) -> ParsedCheck:
    """A check of the pack, parsed but once, or another asked as one of its.

    Raises:
        ExpressionError: as of :func:`parse_check`.
    """
    if pack.checks.get(check.id) is check:
        return _own(pack, check.id)
    return parse_check(check, words_of(check, pack))


@lru_cache(maxsize=4096)
def _own(pack: Pack, check_id: str) -> ParsedCheck:
    check = pack.checks[check_id]
    return parse_check(check, words_of(check, pack))


__all__ = [
    "COUNTY",
    "Check",
    "CheckGroup",
    "FindingSubject",
    "ParsedCheck",
    "Severity",
    "check_vocabulary",
    "parse_check",
    "parsed_check",
    "words_of",
]
