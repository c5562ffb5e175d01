"""Uploads: check and show first; store all, or the good rows, only when told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from luoshi.site import sources, storage
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.choices import Change, UploadState
from luoshi.site.ledgers.models import Upload
from luoshi.site.ledgers.policies import demand_fill
from luoshi.site.ledgers.services.journal import Journal, journal
from luoshi.site.ledgers.services.log import filled
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.ledgers.workbook.checks import Checking, check_file
from luoshi.site.ledgers.workbook.previews import make_preview, touched
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.schema import Table

WAITING = timedelta(days=2)
"""How long a checked file waits to be confirmed, and a stored one's refused rows to be fetched."""


@dataclass(frozen=True)
class CheckUpload:
    """Take a file in and check it; nothing is stored in the ledger."""

    table: Table
    user: User
    sent: storage.Sent
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user fills the ledger and the file is a table.

        Raises:
            Refused: the schema does not name the user's role or unit.
            ValidationError: the file is too large or of another kind.
        """
        demand_fill(self.user, self.table)
        storage.demand_kind(self.sent, storage.BOOKS)

    def execute(self) -> Upload:
        """Check and keep what was found beside the file.

        Raises:
            ValidationError: the file cannot be read as this ledger.
        """
        self.check()
        drop_forgotten()
        name = storage.plain_name(self.sent.name or "上传")
        with storage.keeping(self.sent) as kept, _faults_told():
            upload = Upload(
                ledger=self.table.id, name=name, file=kept.file, sha256=kept.sha256,
                by=self.user, state=UploadState.CHECKED,
            )  # fmt: skip
            make_preview(upload, check_file(self.table, storage.path(kept.file), self.user))
            upload.save()
        return upload


@dataclass(frozen=True)
class StoreUpload:
    """Store a checked file: all rows, or only the good ones."""

    upload: Upload
    user: User
    good_only: bool
    request: HttpRequest | None = None

    def check(self) -> Table:
        """Stop here unless the user fills the ledger and the upload still waits.

        Raises:
            Refused: the user may no longer fill the ledger.
            ValidationError: it is stored or dropped already.
        """
        table = ledger(self.upload.ledger)
        demand_fill(self.user, table)
        if self.upload.state != UploadState.CHECKED:
            raise ValidationError(f"这份文件{self.upload.get_state_display()}，不能再存。")
        return table

    def execute(self) -> Upload:
        """Check again, store in one transaction, and forget the file but for its refused rows.

        Raises:
            ValidationError: rows are refused and all were asked for, or rows the file touches
                changed since it was shown: look again.
        """
        table = self.check()
        with journal(table, self.user, upload=self.upload) as writer, _faults_told():
            # It may have been stored or dropped while this waited for the ledger.
            self.upload.refresh_from_db(from_queryset=Upload.objects.select_for_update())
            self.check()
            checked = check_file(table, storage.path(self.upload.file), self.user)
            if touched(checked) != self.upload.counts["touched"]:
                make_preview(self.upload, checked)
                self.upload.save()
            else:
                self._store(writer, checked)
        if self.upload.state != UploadState.STORED:
            raise ValidationError(
                "预览之后，文件里的行在台账中有了别的改动，已重新核对；请再看一遍，然后确认。"
            )
        if self.upload.counts["refused"]:
            storage.path(self.upload.file).unlink(missing_ok=True)
        else:
            storage.forget(self.upload.file)
        return self.upload

    def _store(self, writer: Journal, checked: Checking) -> None:
        if checked.refused and not self.good_only:
            raise ValidationError("还有没改好的行，不能全部存入；可以只存正确的行，或改好再传。")
        if checked.refused:
            checked.write_refused(storage.refused_book(self.upload.file))
        sources.vault().keep(checked.intake.numbers)
        writer.write(checked.found.added, Change.IMPORT)
        writer.write(checked.found.changed, Change.IMPORT)
        self.upload.state = UploadState.STORED
        self.upload.save()
        what = f"上传存入 新增 {len(checked.found.added)} 修改 {len(checked.found.changed)} 行"
        filled(self.user, writer.table, what, request=self.request)


@dataclass(frozen=True)
class DropUpload:
    """Give a checked file up."""

    upload: Upload

    def execute(self) -> None:
        """Forget the file, unless it is stored."""
        _drop(self.upload)


def own_upload(user: User, pk: int) -> Upload:
    """An upload of the user's own: nobody else may see what a file holds.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Upload, pk=pk, by=user)


def refused_until(upload: Upload) -> datetime | None:
    """Until when the refused rows can be fetched; None where there are none, or no longer."""
    waits = upload.state == UploadState.CHECKED and upload.counts["refused"] > 0
    if not waits and not (upload.file and storage.refused_book(upload.file).exists()):
        return None
    return upload.at + WAITING


def write_refused(upload: Upload, user: User, target: Path) -> None:
    """Write the refused rows of a checked or stored file to a workbook."""
    if upload.state == UploadState.STORED:
        copyfile(storage.refused_book(upload.file), target)
    else:
        check_file(ledger(upload.ledger), storage.path(upload.file), user).write_refused(target)


def drop_forgotten() -> None:
    """Drop the files nobody confirmed in time, and refused rows nobody fetched."""
    old = Upload.objects.filter(at__lt=timezone.now() - WAITING)
    for upload in old.filter(state=UploadState.CHECKED):
        _drop(upload)
    stored = old.filter(state=UploadState.STORED).exclude(file="")
    for file in stored.values_list("file", flat=True):
        storage.forget(file)
    stored.update(file="")


def _drop(upload: Upload) -> None:
    waiting = Upload.objects.filter(pk=upload.pk, state=UploadState.CHECKED)
    if waiting.update(state=UploadState.DROPPED):
        storage.forget(upload.file)
    upload.refresh_from_db()


@contextmanager
def _faults_told() -> Iterator[None]:
    """A file that cannot be read is the sender's to mend."""
    try:
        yield
    except WarehouseError as error:
        raise ValidationError(str(error)) from error
