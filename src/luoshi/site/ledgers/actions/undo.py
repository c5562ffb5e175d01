"""Taking back what a revision did, whichever it is, by writing a new one."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from luoshi.ledgers.values import Data
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.choices import Change
from luoshi.site.ledgers.models import Record, Revision
from luoshi.site.ledgers.policies import demand_record
from luoshi.site.ledgers.services.demands import rewrite
from luoshi.site.ledgers.services.entries import merged
from luoshi.site.ledgers.services.journal import Edit, journal
from luoshi.site.ledgers.services.log import filled
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class UndoRevision:
    """Take back what one revision did, whichever it is; later changes of other cells stay."""

    revision: Revision
    user: User
    request: HttpRequest | None = None

    def check(self) -> Table:
        """Stop here unless the user fills this ledger in the record's area.

        Raises:
            Refused: the user may not.
        """
        return demand_record(self.user, self.revision.record)

    def execute(self) -> Record:
        """Check, take back and log.

        Raises:
            ValidationError: a later change stands in the way.
        """
        table = self.check()
        with journal(table, self.user) as writer:
            record = Record.objects.select_for_update().get(pk=self.revision.record_id)
            after = taken_back(self.revision, record)
            if after is None:
                writer.write([Edit(record, None)], Change.UNDO)
            else:
                rewrite(writer, self.user, record, after, Change.UNDO)
            what = f"撤销记录 {record.pk} 的第 {self.revision.number} 版"
            filled(self.user, table, what, record.area, self.request)
        return record


def taken_back(revision: Revision, record: Record) -> Data | None:
    """What the record holds once the revision is taken back; None: it is not there.

    Raises:
        ValidationError: a later change stands in the way.
    """
    before, after = revision.before, revision.after
    if after is None:
        if not record.removed:
            raise ValidationError("这条记录已经恢复，不用再撤销。")
        return dict(before or {})
    if record.removed:
        raise ValidationError("这条记录已被删除；请先撤销删除，再撤销这一版。")
    if before is None:
        return None
    return merged(record.data, _cells_before(before, after, record.data))


def _cells_before(before: Data, after: Data, now: Data) -> Data:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    later = [name for name in names if now.get(name) != after.get(name)]
    if later:
        raise ValidationError(f"“{'”“'.join(later)}”后来又改过；请先撤销后来的改动。")
    return {name: before.get(name, "") for name in names}
