"""A drafted notice: each sentence beside what it seems to promise and what was decided of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from luoshi import pack
from luoshi.drafting import Draft, Proposal, drafts_in
from luoshi.drafting.deciding import Decided, entry, unwritten
from luoshi.drafting.models import Bound, DraftClause, DraftSentence, Quantity
from luoshi.pack import PackError
from luoshi.pack.obligations import KIND_TITLES
from luoshi.site.notices.choices import Outcome
from luoshi.site.notices.models import DraftDecision
from luoshi.site.notices.services.drafts import draft_of, standing

_BOUNDS: dict[Bound, str] = {
    "at_least": "不少于 ",
    "at_most": "不超过 ",
    "more_than": "多于 ",
    "less_than": "少于 ",
    "about": "约 ",
}


@dataclass(frozen=True)
class ProposalRow:
    """A proposal with the decision that holds of it; none while it is open."""

    proposal: Proposal
    clause: DraftClause
    sentence: DraftSentence
    decision: DraftDecision | None

    @property
    def kind(self) -> str:
        """The kind in words."""
        return KIND_TITLES[self.proposal.kind]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What was found in the words: number, day, time, whom it is for."""
        one = self.proposal
        times = [time.words for time in (one.due, one.period) if time]
        found = (
            ("数", number(one.target) if one.target else ""),
            ("时间", "、".join(filter(None, (*times, one.each)))),
            ("对象", "、".join(scope.words for scope in one.where)),
            ("语气", one.wording),
            ("凭", one.clue),
        )
        return [(title, text) for title, text in found if text]

    @property
    def obligation(self) -> Decided | None:
        """The obligation it became."""
        return self.decision.obligation if self.decision else None

    @property
    def kind_decided(self) -> str:
        """The kind of the obligation it became, in words."""
        return KIND_TITLES[self.obligation.kind] if self.obligation else ""

    @property
    def unwritten(self) -> tuple[str, ...]:
        """The keys of the obligation that a modeller must still write."""
        return unwritten(entry(self.obligation)) if self.obligation else ()

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The sentence cut at the proposal's words and the clue in them: text, and its mark."""
        return list(_marked(self.sentence.text, [self.proposal]))


@dataclass(frozen=True)
class SentenceRow:
    """A sentence with its proposals."""

    sentence: DraftSentence
    rows: tuple[ProposalRow, ...]

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The sentence cut at its proposals' words: text, and its mark."""
        return list(_marked(self.sentence.text, [row.proposal for row in self.rows]))


@dataclass(frozen=True)
class ClauseRow:
    """A clause, or a section's own sentences, with how many of its proposals are open."""

    clause: DraftClause
    sentences: tuple[SentenceRow, ...]

    @cached_property
    def rows(self) -> tuple[ProposalRow, ...]:
        """All its proposals."""
        return tuple(row for sentence in self.sentences for row in sentence.rows)

    @property
    def open(self) -> int:
        """How many nobody has decided."""
        return sum(row.decision is None for row in self.rows)

    @property
    def decided(self) -> tuple[Decided, ...]:
        """The obligations that were decided, in the order of the notice."""
        return tuple(row.obligation for row in self.rows if row.obligation)

    @property
    def is_ready(self) -> bool:
        """Whether all is decided and something came of it."""
        return not self.open and bool(self.decided)


@dataclass(frozen=True)
class DraftPage:
    """A drafted notice (id) with the decisions made of it."""

    id: str
    draft: Draft
    clauses: tuple[ClauseRow, ...]

    @property
    def rows(self) -> tuple[ProposalRow, ...]:
        """All proposals, in the order of the notice."""
        return tuple(row for clause in self.clauses for row in clause.rows)

    @property
    def open(self) -> tuple[ProposalRow, ...]:
        """Those nobody has decided."""
        return tuple(row for row in self.rows if row.decision is None)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many were decided in which way."""
        outcomes = [row.decision.outcome for row in self.rows if row.decision]
        return [(outcome.label, outcomes.count(outcome)) for outcome in Outcome]

    def row(self, proposal: str) -> ProposalRow | None:
        """The proposal of an id."""
        return next((row for row in self.rows if row.proposal.id == proposal), None)

    def clause(self, clause: str) -> ClauseRow | None:
        """The clause of an id."""
        return next((one for one in self.clauses if one.clause.clause == clause), None)

    def next_after(self, proposal: str) -> ProposalRow | None:
        """The next open proposal after another; the first of all where none comes after."""
        places = {row.proposal.id: n for n, row in enumerate(self.rows)}
        later = (row for row in self.open if places[row.proposal.id] > places[proposal])
        return next(later, next(iter(self.open), None))


def draft_page(id_: str, draft: Draft) -> DraftPage:
    """A drafted notice as of now."""
    decisions = standing(id_, draft.proposals())
    return DraftPage(id_, draft, tuple(_clause(one, decisions) for one in draft.drafts))


@dataclass(frozen=True)
class DraftCard:
    """A draft in the list of notices; one whose files cannot be read says why."""

    id: str
    page: DraftPage | None
    wrong: str = ""


def draft_cards() -> list[DraftCard]:
    """The drafts of the place whose notice is not loaded, or of which something is open."""
    now = pack.load()
    found = map(_card, drafts_in(now.folder))
    return [one for one in found if one.id not in now.notices or (one.page and one.page.open)]


def _card(id_: str) -> DraftCard:
    try:
        draft = draft_of(id_)
    except PackError as error:
        return DraftCard(id_, None, str(error.problems[0]))
    return DraftCard(id_, draft_page(id_, draft) if draft else None)


def number(quantity: Quantity) -> str:
    """A number as the paper binds it: 不少于 3 名, 10—15 个, 2/3."""
    upper = f"—{quantity.upper}" if quantity.upper is not None else ""
    gap = "" if quantity.unit.startswith("/") or quantity.unit in ("%", "‰") else " "
    return f"{_BOUNDS.get(quantity.bound, '')}{quantity.value}{upper}{gap}{quantity.unit}".strip()


def _clause(clause: DraftClause, decisions: Mapping[str, DraftDecision]) -> ClauseRow:
    sentences = (
        SentenceRow(
            sentence,
            tuple(
                ProposalRow(one, clause, sentence, decisions.get(one.id))
                for one in sentence.proposals
            ),
        )
        for sentence in clause.sentences
    )
    return ClauseRow(clause, tuple(sentences))


def _marked(text: str, proposals: Iterable[Proposal]) -> Iterator[tuple[str, str]]:
    """A sentence in pieces: plain, the ``words`` of a proposal, and the ``clue`` within them."""
    for proposal in proposals:
        before, words, after = text.partition(proposal.words)
        if not words:
            continue
        yield from _kept((before, ""), *_clued(words, proposal.clue))
        text = after
    yield from _kept((text, ""))


def _clued(words: str, clue: str) -> list[tuple[str, str]]:
    before, found, after = words.partition(clue) if clue else (words, "", "")
    return [(before, "words"), (found, "clue"), (after, "words")]


def _kept(*pieces: tuple[str, str]) -> Iterator[tuple[str, str]]:
    yield from (piece for piece in pieces if piece[0])
