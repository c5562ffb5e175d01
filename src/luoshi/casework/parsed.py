"""Guards with their expressions parsed, once for each pack."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from luoshi.casework.relations import has_members, words
from luoshi.expressions import AS_OF, Expression, ExpressionError, Kind, parse
from luoshi.expressions.tree import ColumnCell, Dated, walk
from luoshi.expressions.word import PLAIN
from luoshi.pack import Pack
from luoshi.pack.guards import Ask, Guard

HOLES = re.compile(r"\{([^{}]*)\}")
"""What stands in braces in a sentence."""


@dataclass(frozen=True)
class ParsedAsk:
    """One condition, with the sentence and the expressions in it."""

    unless: Expression
    say: str
    says: Mapping[str, Expression]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The condition and what the sentence says."""
        return (self.unless, *self.says.values())

    @property
    def own(self) -> tuple[str, ...]:
        """The fields of the case it asks."""
        nodes = (one for one in walk(self.unless.node) if isinstance(one, ColumnCell))
        return tuple(dict.fromkeys(one.column for one in nodes if one.table == self.unless.subject))

    @property
    def elsewhere(self) -> frozenset[str]:
        """The relations it asks besides the case itself."""
        return self.unless.tables - {self.unless.subject}

    @property
    def dated(self) -> tuple[Dated, ...]:
        """The parameters it asks as of another day."""
        nodes = (one for one in walk(self.unless.node) if isinstance(one, Dated))
        return tuple(dict.fromkeys(nodes))


@dataclass(frozen=True)
class ParsedGuard:
    """Conditions asked one after another."""

    asks: tuple[ParsedAsk, ...]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """All expressions of it."""
        return tuple(one for ask in self.asks for one in ask.expressions)

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters it asks as of the day of the move."""
        return frozenset().union(*(one.parameters for one in self.expressions)) - {AS_OF}


def named(pack: Pack, process_id: str, name: str) -> Guard | None:
    """The guard of that name: the process's own, or one the pack has for all."""
    own = (one for one in pack.processes[process_id].guards if one.id == name)
    return next(own, pack.guards.get(name))


@lru_cache(maxsize=4096)
def parsed(pack: Pack, process_id: str, guard: str | Ask) -> ParsedGuard | None:
    """A guard of a process, parsed; None for a name that no guard of the pack has.

    Raises:
        ExpressionError: one of its expressions does not hold; its ``text`` says which.
    """
    found = named(pack, process_id, guard) if isinstance(guard, str) else None
    if isinstance(guard, Ask):
        return ParsedGuard((parsed_ask(pack, process_id, guard, {}),))
    if found is None:
        return None
    return ParsedGuard(tuple(parsed_ask(pack, process_id, one, found.let) for one in found.asks))


def parsed_ask(pack: Pack, process_id: str, ask: Ask, let: Mapping[str, str]) -> ParsedAsk:
    """A condition on the cases of a process, with the shorthands of its guard.

    Raises:
        ExpressionError: the condition, or what is said, does not hold.
    """
    vocabulary = words(pack, process_id)
    members = has_members(pack.processes[process_id])
    beyond = set[str]() if members else set(vocabulary.registers)

    def expression(text: str, *kinds: Kind) -> Expression:
        found = parse(text, vocabulary, process_id, let).require(*kinds)
        for table in found.tables & beyond:
            raise ExpressionError(f"事项不是户或人的，条件问不到“{table}”", text)
        return found

    says = {text: expression(text, *PLAIN) for text in _holes(ask.say)}
    return ParsedAsk(expression(ask.unless, Kind.BOOLEAN), ask.say, says)


def _holes(say: str) -> Iterator[str]:
    yield from dict.fromkeys(HOLES.findall(say))
