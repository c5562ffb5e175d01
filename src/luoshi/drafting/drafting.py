"""From a notice to its part of a pack."""

from collections.abc import Iterator, Sequence

from luoshi.drafting.models import Draft, DraftClause, DraftFacts, DraftSentence
from luoshi.drafting.places import Places, find_places
from luoshi.drafting.proposing import propose
from luoshi.notice.models import Notice, Passage
from luoshi.pack.models import Clause


def draft_notice(notice: Notice) -> Draft:
    """A notice's facts, sections, clauses, and what each sentence seems to promise."""
    places = find_places(tuple(notice.sentences()))
    return Draft(
        notice=_facts(notice),
        sections={one.id: one.heading for one in notice.sections},
        clauses=tuple(
            Clause(id=one.id, title=one.heading, leads=one.leads) for one in notice.clauses
        ),
        groups=places.groups,
        drafts=_drafts(tuple(notice.passages()), places),
        warnings=(*notice.warnings, *_left_out(notice)),
    )


def _left_out(notice: Notice) -> Iterator[str]:
    """What of the file is not drafted."""
    yield from (f"没有读到：{text}" for text in notice.lost)
    yield from (f"没有起草后面所附的《{text.title.strip('《》')}》" for text in notice.appended)
    if notice.tasks:
        yield f"没有起草任务分工表的 {len(notice.tasks)} 行"


def _facts(notice: Notice) -> DraftFacts:
    return DraftFacts(
        number=notice.number,
        title=notice.enclosed or notice.title,
        issuers=notice.issuers,
        issued=notice.issued,
        expires=notice.expires,
        source=f"{notice.number}原文",
    )


def _drafts(passages: Sequence[Passage], places: Places) -> tuple[DraftClause, ...]:
    return tuple(
        DraftClause(
            clause=passage.id,
            title=passage.heading,
            leads=passage.leads,
            sentences=tuple(
                DraftSentence(id=one.id, text=one.text, proposals=propose(one, places))
                for one in passage.sentences
            ),
        )
        for passage in passages
        if passage.sentences
    )
