"""Playing stories of projects onto the site: cases with their steps, and rows of ledgers.

Every step must be one that could have been made: what would stand in its way is an error.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from luoshi import pack
from luoshi.casework import CaseFile, Rules, hindrances
from luoshi.casework.case_file import Cells
from luoshi.casework.notices import FILES
from luoshi.casework.projects.rows import BANK, NOTICES
from luoshi.ledgers.values import Data
from luoshi.pack.caseledgers import Write
from luoshi.pack.processes import Move, Process
from luoshi.site import storage
from luoshi.site.ledgers.services.entries import keep_attachments, keep_rows
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.choices import EventKind, Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.events import apply_move, write_event
from luoshi.site.processes.services.ledger_records import demand_whole, row_of
from luoshi.site.processes.services.opening import Subject, new_case
from luoshi.site.projects.actions import code_of, next_code
from luoshi.site.projects.demo.story import CODE, LedgerRow, ProjectStep, ProjectStory
from luoshi.site.projects.policies import process

PAPER = "公示原件和张贴照片（演示）.docx"


class ImpossibleStepError(ValueError):
    """A step of a story that could not have been made."""


@dataclass
class Player:
    """Plays stories; the rows of all of them are kept together at the end."""

    process: Process = field(default_factory=process)
    next: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: defaultdict[str, list[Data]] = field(default_factory=lambda: defaultdict(list))

    def play(self, story: ProjectStory) -> Case:
        """Put a project down and make its steps."""
        code = self._code(story)
        subject = Subject(story.place, matter=code)
        case = new_case(self.process, subject, Source.PROPOSAL, story.opened, facts=story.facts)
        case.save()
        write_event(case, EventKind.OPENED, story.opened, data=story.facts)
        told = [_named(one, code) for one in story.rows]
        own: dict[str, list[Data]] = {NOTICES: []}
        for step in story.steps:
            self._step(case, step, told, own)
        case.save()
        own[BANK] = [row_of(case, self.process, ledger(BANK), Write(ledger=BANK))]
        for one in told:
            own.setdefault(one.ledger, []).append(one.cells)
        for ledger_id, rows in own.items():
            self.rows[ledger_id] += rows
        return case

    def keep(self) -> None:
        """Keep the rows of all stories played, the bank first: others take from it."""
        for ledger_id in sorted(self.rows, key=lambda one: (one != BANK, one != "project_assets")):
            keep_rows(ledger(ledger_id), self.rows[ledger_id])
        _attach_papers()

    def _code(self, story: ProjectStory) -> str:
        """The next code of the county and year; the database is asked for the first."""
        at = (story.place[:6], story.facts["库年度"])
        if at not in self.next:
            self.next[at] = int(next_code(*at).rpartition("-")[2])
        number = self.next[at]
        self.next[at] += 1
        return code_of(*at, number)

    def _step(
        self, case: Case, step: ProjectStep, told: Sequence[LedgerRow], own: dict[str, list[Data]]
    ) -> None:
        move = self.process.move[step.move]
        case.facts = {**case.facts, **step.cells}
        _demand_true(case, move, step, told, own)
        write_event(
            case, step.move, step.on, stage=move.to, data=step.cells,
            reason=step.reason, note=step.note,
        )  # fmt: skip
        apply_move(case, self.process, move, step.on)
        for write in move.writes:
            row = row_of(case, self.process, ledger(write.ledger), write)
            demand_whole(ledger(write.ledger), row)
            papers = {FILES: PAPER} if write.ledger == NOTICES and step.papers else {}
            own.setdefault(write.ledger, []).append(row | papers)


@transaction.atomic
def play(stories: Iterable[ProjectStory]) -> int:
    """Play stories onto the site, all or none; gives how many.

    Raises:
        ImpossibleStepError: a step could not have been made.
    """
    player = Player()
    played = [player.play(story) for story in stories]
    player.keep()
    return len(played)


def _demand_true(
    case: Case,
    move: Move,
    step: ProjectStep,
    told: Sequence[LedgerRow],
    own: Mapping[str, list[Data]],
) -> None:
    missing = [name for name in move.needs if not step.cells.get(name)]
    wrong = case.stage not in move.origins
    file = CaseFile(
        process=case.process,
        stage=case.stage,
        today=step.on,
        facts=case.facts,
        rows=_rows_by(step, told, own),
    )
    problems = hindrances(file, move.guards, Rules(pack.load()))
    if wrong or missing or problems:
        told_why = "；".join([*(["不在这个环节"] if wrong else []), *missing, *problems])
        raise ImpossibleStepError(f"{case.matter} {step.on} {move.title}：{told_why}")


def _rows_by(
    step: ProjectStep, told: Sequence[LedgerRow], own: Mapping[str, list[Data]]
) -> dict[str, list[Cells]]:
    """The rows of ledgers there were on the day of a step."""
    found: dict[str, list[Cells]] = {name: list(rows) for name, rows in own.items()}
    for one in told:
        if one.on <= step.on:
            found.setdefault(one.ledger, []).append(one.cells)
    return found


def _named(one: LedgerRow, code: str) -> LedgerRow:
    cells = {name: text.replace(CODE, code) for name, text in one.cells.items()}
    return LedgerRow(one.ledger, one.on, cells)


def _attach_papers() -> None:
    """One paper for every notice that names one: made up, and said to be."""
    bare = records_of(NOTICES).filter(attachments=None)
    notices = [record for record in bare if record.data.get(FILES)]
    if not notices:
        return
    kept = storage.keep(SimpleUploadedFile(PAPER, _paper()))
    keep_attachments(notices, PAPER, kept)


def _paper() -> bytes:
    document = docx.Document()
    document.add_heading("公示原件和张贴照片", 1)
    document.add_paragraph("这是演示材料，不对应任何真实项目。")
    written = BytesIO()
    document.save(written)
    return written.getvalue()
