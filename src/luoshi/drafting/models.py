"""What a draft is made of: a notice's facts, and what its sentences seem to promise."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from luoshi.frozen import Frozen
from luoshi.pack.models import Clause

Kind = Literal[
    "tilt",
    "floor",
    "quota",
    "range",
    "outpace",
    "coverage",
    "milestone",
    "stable",
    "prohibition",
    "mechanism",
    "activity",
]
"""The kinds of `luoshi.pack.obligations`."""

Pending = Literal["待定"]
"""The mark of what nobody has decided; the loader of packs refuses what carries it."""

Strength = Literal["duty", "principle", "effort"]
"""How a notice puts a promise, as in `luoshi.pack.obligations`."""

Bound = Literal["exactly", "at_least", "at_most", "more_than", "less_than", "about", "between"]
"""How a number binds: 600亩, 不少于3名, 不超过30%, 高于5%, 不足50人, 约2万亩, 10—15个."""


class Quantity(Frozen):
    """A number as written: 三百万元 is 300 with the unit 万元, 三分之二 is 2 with the unit /3.

    ``upper`` is the second number of a range. A ``condition`` says of what kind a thing is
    (二十户以上的合作社), and promises no number.
    """

    words: str
    value: Decimal
    unit: str = ""
    bound: Bound = "exactly"
    upper: Decimal | None = None
    condition: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole: 60%, 九成, 三分之二."""
        return self.unit in ("%", "‰", "成") or self.unit.startswith("/")


class Due(Frozen):
    """A time limit; ``on`` is its last day, none where the words leave it open (两个月内)."""

    words: str
    on: date | None = None


class Period(Frozen):
    """A span of time with both days included; one without days is known by its name (过渡期)."""

    words: str
    since: date | None = None
    until: date | None = None


class Scope(Frozen):
    """Whom a sentence speaks of, as written; ``members`` are the places it names."""

    words: str
    members: tuple[str, ...] = ()


class Proposal(Frozen):
    """What a sentence, or a part of it, seems to promise.

    ``words`` stand in the sentence as they are; ``clue`` is what in them told the kind, empty
    where nothing did. ``target`` is the number promised, ``quantities`` are all that are found.
    ``strength`` and ``wording`` are as in `luoshi.pack.obligations`, ``each`` says how often
    (每年).
    """

    id: str
    pending: Pending = "待定"
    kind: Kind
    words: str
    clue: str = ""
    where: tuple[Scope, ...] = ()
    target: Quantity | None = None
    quantities: tuple[Quantity, ...] = ()
    due: Due | None = None
    period: Period | None = None
    each: str = ""
    strength: Strength = "duty"
    wording: str = ""


class DraftSentence(Frozen):
    """A sentence of the notice with its proposals; none where it obliges nobody."""

    id: str
    text: str
    proposals: tuple[Proposal, ...] = ()


class DraftClause(Frozen):
    """The sentences of a clause, or those that stand in a section outside its clauses."""

    clause: str
    title: str = ""
    leads: tuple[str, ...] = ()
    sentences: tuple[DraftSentence, ...]


class ProposedGroup(Frozen):
    """Counties that a notice gives a common name, by their names; ``id`` is a name to go by."""

    id: str
    title: str
    pending: Pending = "待定"
    members: tuple[str, ...]
    sentence: str
    words: str


class ProposedUnit(Frozen):
    """A unit that leads clauses (their ids) and that the place does not know."""

    name: str
    pending: Pending = "待定"
    clauses: tuple[str, ...]


class DraftFacts(Frozen):
    """What is known of a notice; ``expires`` is none where it states no end."""

    number: str = ""
    title: str
    issuers: tuple[str, ...] = ()
    issued: date
    expires: date | None = None
    source: str


class Draft(Frozen):
    """A notice's part of a pack, as far as its text tells it.

    ``units`` are those to be added to the place it is drafted for; none where it is for no place.
    """

    notice: DraftFacts
    sections: dict[str, str]
    clauses: tuple[Clause, ...]
    groups: tuple[ProposedGroup, ...]
    units: tuple[ProposedUnit, ...] = ()
    drafts: tuple[DraftClause, ...]
    warnings: tuple[str, ...] = ()

    def proposals(self) -> tuple[Proposal, ...]:
        """All proposals, in the order of the notice."""
        return tuple(proposal for _, _, proposal in self.sentences())

    def sentences(self) -> Iterator[tuple[DraftClause, DraftSentence, Proposal]]:
        """Each proposal with the sentence and the clause it is of, in the order of the notice."""
        for clause in self.drafts:
            for sentence in clause.sentences:
                yield from ((clause, sentence, proposal) for proposal in sentence.proposals)
