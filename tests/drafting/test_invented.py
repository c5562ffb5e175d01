"""Sentences of other subjects than the notices at hand: schools, roads, hospitals, forests."""

from collections.abc import Callable
from pathlib import Path

import yaml
from drafting.scoring import MEASURED, Promise, Score, score

from luoshi.drafting.models import Draft, DraftClause, DraftFacts, DraftSentence
from luoshi.drafting.places import Places
from luoshi.drafting.proposing import propose
from luoshi.notice import Sentence

LEAST_FOUND, LEAST_PRECISION = 0.9, 0.9
ROWS = yaml.load(
    Path(__file__).with_name("invented.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
"""Each row: a sentence, and for each thing promised its kind and numbers."""


def draft(sentences: list[Sentence]) -> Draft:
    drafted = tuple(
        DraftSentence(id=one.id, text=one.text, proposals=propose(one, Places((), ())))
        for one in sentences
    )
    facts = DraftFacts(
        number="", title="", issuers=(), issued="2024-01-01", expires=None, source=""
    )
    clauses = (DraftClause(clause="1.1", title="", sentences=drafted),)
    return Draft(notice=facts, sections={}, clauses=(), groups=(), drafts=clauses)


def scored() -> Score:
    sentences = [Sentence(id=f"1.1.{n}", text=text) for n, (text, *_) in enumerate(ROWS)]
    key = [
        Promise((f"1.1.{n}",), kind, tuple(numbers))
        for n, (_, *promises) in enumerate(ROWS)
        for kind, *numbers in promises
    ]
    return score(draft(sentences), key)


def test_there_are_enough_of_each_kind() -> None:
    kinds = [kind for _, *promises in ROWS for kind, *_ in promises]
    assert len(ROWS) >= 40
    assert all(kinds.count(kind) >= 2 for kind in MEASURED)


def test_an_officer_of_another_province_would_agree(
    record_property: Callable[[str, object], None],
) -> None:
    result = scored()
    record_property("figure", f"invented sentences: {result}")
    assert result.found >= LEAST_FOUND * result.asked
    assert result.precision >= LEAST_PRECISION
