"""Playing tales of projects onto the site: cases with their steps, and rows of ledgers.

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
from luoshi.site.projects.demo.tale import CODE, Event, LedgerRow, Tale
from luoshi.site.projects.policies import process

PAPER = "公示原件和张贴照片（演示）.docx"


class UntrueTaleError(ValueError):
    """A step of a tale that could not have been made."""


@dataclass
class Player:
    """Plays tales; the rows of all of them are kept together at the end."""

    process: Process = field(default_factory=process)
    next: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: defaultdict[str, list[Data]] = field(default_factory=lambda: defaultdict(list))

    def play(self, tale: Tale) -> Case:
        """Put a project down and make its steps."""
        code = self._code(tale)
        subject = Subject(tale.place, matter=code)
        case = new_case(self.process, subject, Source.PROPOSAL, tale.opened, facts=tale.facts)
        case.save()
        write_event(case, EventKind.OPENED, tale.opened, data=tale.facts)
        told = [_named(one, code) for one in tale.rows]
        own: dict[str, list[Data]] = {NOTICES: []}
        for event in tale.events:
            self._step(case, event, told, own)
        case.save()
        own[BANK] = [row_of(case, self.process, ledger(BANK), Write(ledger=BANK))]
        for one in told:
            own.setdefault(one.ledger, []).append(one.cells)
        for ledger_id, rows in own.items():
            self.rows[ledger_id] += rows
        return case

    def keep(self) -> None:
        """Keep the rows of all tales played, the bank first: others take from it."""
        for ledger_id in sorted(self.rows, key=lambda one: (one != BANK, one != "project_assets")):
            keep_rows(ledger(ledger_id), self.rows[ledger_id])
        _attach_papers()

    def _code(self, tale: Tale) -> str:
        """The next code of the county and year; the database is asked for the first."""
        at = (tale.place[:6], tale.facts["库年度"])
        if at not in self.next:
            self.next[at] = int(next_code(*at).rpartition("-")[2])
        number = self.next[at]
        self.next[at] += 1
        return code_of(*at, number)

    def _step(
        self, case: Case, event: Event, told: Sequence[LedgerRow], own: dict[str, list[Data]]
    ) -> None:
        move = self.process.move[event.move]
        case.facts = {**case.facts, **event.cells}
        _demand_true(case, move, event, told, own)
        write_event(
            case, event.move, event.on, stage=move.to, data=event.cells,
            reason=event.reason, note=event.note,
        )  # fmt: skip
        apply_move(case, self.process, move, event.on)
        for write in move.writes:
            row = row_of(case, self.process, ledger(write.ledger), write)
            demand_whole(ledger(write.ledger), row)
            papers = {FILES: PAPER} if write.ledger == NOTICES and event.papers else {}
            own.setdefault(write.ledger, []).append(row | papers)


@transaction.atomic
def play(tales: Iterable[Tale]) -> int:
    """Play tales onto the site, all or none; gives how many.

    Raises:
        UntrueTaleError: a step could not have been made.
    """
    player = Player()
    played = [player.play(tale) for tale in tales]
    player.keep()
    return len(played)


def _demand_true(
    case: Case, move: Move, event: Event, told: Sequence[LedgerRow], own: Mapping[str, list[Data]]
) -> None:
    missing = [name for name in move.needs if not event.cells.get(name)]
    wrong = case.stage not in move.origins
    file = CaseFile(
        process=case.process,
        stage=case.stage,
        today=event.on,
        facts=case.facts,
        rows=_rows_by(event, told, own),
    )
    problems = hindrances(file, move.guards, Rules(pack.load()))
    if wrong or missing or problems:
        told_why = "；".join([*(["不在这个环节"] if wrong else []), *missing, *problems])
        raise UntrueTaleError(f"{case.matter} {event.on} {move.title}：{told_why}")


def _rows_by(
    event: Event, told: Sequence[LedgerRow], own: Mapping[str, list[Data]]
) -> dict[str, list[Cells]]:
    """The rows of ledgers there were on the day of a step."""
    found: dict[str, list[Cells]] = {name: list(rows) for name, rows in own.items()}
    for one in told:
        if one.on <= event.on:
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
