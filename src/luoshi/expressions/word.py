"""What a word of the language is, and the kinds its arguments may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from luoshi.expressions.vocabulary import Kind

Kinds = frozenset[Kind]

CONDITION: Kinds = frozenset({Kind.BOOLEAN})
NUMBER: Kinds = frozenset({Kind.NUMBER})
TEXT: Kinds = frozenset({Kind.TEXT})
DATE: Kinds = frozenset({Kind.DATE})
CODES: Kinds = frozenset({Kind.CODES})
CODED: Kinds = CODES | TEXT
ORDERED: Kinds = NUMBER | DATE
COMPARABLE: Kinds = ORDERED | TEXT
PLAIN: Kinds = COMPARABLE | CONDITION
IDENTIFIER: Kinds = frozenset({Kind.IDENTIFIER})
NUMBERED: Kinds = TEXT | IDENTIFIER
MATCHED: Kinds = COMPARABLE | IDENTIFIER
COUNTABLE: Kinds = MATCHED | CODES | frozenset({Kind.PERSON})
ANY: Kinds = frozenset(Kind)


@dataclass(frozen=True)
class Word:
    """One word of the language.

    ``takes`` are the kinds each argument may be; with ``repeats`` the last may come again
    and again, and ``optional`` counts those that may be left out. With ``alike`` all
    arguments are of one kind. ``gives`` is the result's kind, the first argument's where
    ``None``; ``unit`` is its unit, the first argument's where ``same_unit``. ``constants``
    are the arguments that must be a text or whole number given outright (or a parameter),
    with the largest number allowed. What ``grows`` may be longer than what it is given. ``says``
    is the Chinese sentence, ``denies`` the sentence of its negation, ``of_dates`` the sentence
    for dates.
    """

    name: str
    form: str
    meaning: str
    says: str
    takes: tuple[Kinds, ...]
    gives: Kind | None = None
    repeats: bool = False
    optional: int = 0
    alike: bool = False
    unit: str | None = None
    same_unit: bool = False
    grows: bool = False
    constants: Mapping[int, int] = field(default_factory=dict)
    denies: str | None = None
    of_dates: str | None = None

    def constant(self, index: int) -> int | None:
        """The largest number argument ``index`` may be where it is to be given outright."""
        return self.constants.get(min(index, len(self.takes) - 1) if self.repeats else index)
