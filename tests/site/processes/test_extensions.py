"""What apps tell processes of their cases: it is asked, and it has names of its own."""

from collections import Counter

import pytest
from casework_cases import TODAY, CaseOf

from luoshi.pack import load
from luoshi.pack.processes import Move, Process
from luoshi.site.processes import extensions
from luoshi.site.processes.choices import EventKind
from luoshi.site.processes.extensions import (
    EXTENSIONS,
    CaseExtension,
    faults,
    label_of,
    needs_note,
    suggested,
)
from luoshi.site.processes.models import Case
from luoshi.site.processes.presenters.pages import page_of
from luoshi.site.processes.services.guard_context import case_file
from luoshi.warehouse.schema import Column

MONITORING = load().processes["monitoring"]
KINDS = [EventKind, *(one.events for one in EXTENSIONS if one.events)]


def test_no_two_kinds_of_event_and_no_move_share_a_name() -> None:
    kinds = Counter(kind for some in KINDS for kind in some.values)
    moves = {move.id for process in load().processes.values() for move in process.moves}
    assert max(kinds.values()) == 1
    assert not kinds.keys() & moves


@pytest.mark.parametrize("kind", [kind for some in KINDS for kind in some])
def test_every_kind_of_event_is_told_by_its_label(kind: EventKind) -> None:
    assert label_of(kind.value) == kind.label


def test_a_process_without_a_page_of_its_own_has_the_general_one(case_of: CaseOf) -> None:
    case = case_of()
    assert page_of(case) == f"/cases/{case.pk}/"
    assert page_of(Case(pk=case.pk, process="project")) == f"/projects/{case.pk}/"


class Strict(CaseExtension):
    """Wants a note for every move, finds every one wrong, and knows every field."""

    def needs_note(self, case: Case, move: Move) -> str:
        return f"{move.id}要说明"

    def faults(
        self, case: Case, process: Process, move: Move, data: dict[str, str]
    ) -> dict[str, str]:
        return {"入户人": process.id}

    def suggested(self, case: Case, column: Column) -> str:
        return column.name


def test_without_extensions_nothing_stands_in_the_way(
    case_of: CaseOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extensions, "EXTENSIONS", [])
    case, move, column = case_of(), MONITORING.move["exclude"], MONITORING.fields[0]
    assert needs_note(case, move) == ""
    assert faults(case, MONITORING, move, {}) == {}
    assert suggested(case, column) == ""
    assert case_file(case, TODAY, {}).given == ()


def test_every_extension_is_asked_and_the_first_answer_counts(
    case_of: CaseOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extensions, "EXTENSIONS", [CaseExtension(), Strict()])
    case, move, column = case_of(), MONITORING.move["exclude"], MONITORING.fields[0]
    assert needs_note(case, move) == "exclude要说明"
    assert faults(case, MONITORING, move, {}) == {"入户人": "monitoring"}
    assert suggested(case, column) == column.name
