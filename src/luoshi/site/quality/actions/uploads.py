"""Starting a run: a county's exports are taken in, and checked while the page tells how far."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.site import storage
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.quality.actions.runs import carry_out
from luoshi.site.quality.models import Run
from luoshi.site.quality.policies import WorkPart, counties_of, demand
from luoshi.site.quality.services import store
from luoshi.site.quality.services.run_order import BUSY, demand_order
from luoshi.site.rights import Refused, scope_of

LARGEST = 200 * storage.MEGABYTE
"""A workbook of 300,000 people is smaller."""

_DAY = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")


def most_files() -> int:
    """How many files a run may have: one for each export."""
    return len(pack.load().exports)


def guess_day(names: Sequence[str]) -> date | None:
    """The day files tell by their names, as …_20231218.xlsx; the latest of several."""
    found = set()
    for year, month, day in _DAY.findall("　".join(names)):
        with suppress(ValueError):
            found.add(date(int(year), int(month), int(day)))
    return max(found, default=None)


@dataclass(frozen=True)
class StartRun:
    """Take in the exports of a county and start checking them.

    ``county`` is a code of six digits; empty to let the files tell. Without ``as_of`` the
    names of the files tell the day.
    """

    user: User
    files: Sequence[storage.Sent]
    county: str = ""
    as_of: date | None = None
    request: HttpRequest | None = None

    @property
    def codes(self) -> list[str]:
        """The counties the user may send exports of."""
        return [one.code[:6] for one in counties_of(scope_of(self.user))]

    @property
    def of(self) -> str:
        """The county it is for; empty where the files are to tell."""
        return self.county or (self.codes[0] if len(self.codes) == 1 else "")

    def check(self) -> date:
        """Check that the user may send these files for this county; gives the day.

        Raises:
            Refused: the user uploads no exports, or not of this county.
            ValidationError: files, county or day will not do.
        """
        demand(scope_of(self.user), WorkPart.UPLOAD)
        if self.county and self.county not in self.codes:
            raise Refused("权限表 · 地区", "这个县不在账号的地区范围内。")
        self._check_files()
        return self._check_day()

    def execute(self) -> Run:
        """Check, keep the files, and start; the run tells how far it is."""
        as_of = self.check()
        with store.new_folder() as folder:
            for sent in self.files:
                store.put(folder, _name(sent), sent)
            return self._begin(folder, as_of)

    def _begin(self, folder: Path, as_of: date) -> Run:
        files = [{"name": _name(sent), "size": sent.size} for sent in self.files]
        try:
            with transaction.atomic():
                run = Run.objects.create(
                    county=self.of, as_of=as_of, by=self.user, folder=folder.name, files=files
                )
                what = f"上传 {len(files)} 个导出表，截至 {as_of}"
                record(
                    Action.QUALITY,
                    user=self.user,
                    request=self.request,
                    target=what,
                    area=self.of,
                )
                carry_out.enqueue(run.pk)
        except IntegrityError:
            raise ValidationError(BUSY) from None
        return run

    def _check_files(self) -> None:
        if not self.files:
            raise ValidationError("请先选文件。")
        if len(self.files) > most_files():
            raise ValidationError(f"一次最多 {most_files()} 个文件：每张导出表一个。")
        names = [_name(sent) for sent in self.files]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValidationError(f"有两个文件都叫“{twice[0]}”，请只留一个。")
        for sent in self.files:
            try:
                storage.demand_kind(sent, storage.BOOKS, LARGEST)
            except ValidationError as error:
                raise ValidationError(f"{_name(sent)}：{' '.join(error.messages)}") from None

    def _check_day(self) -> date:
        as_of = self.as_of or guess_day([_name(sent) for sent in self.files])
        if as_of is None:
            raise ValidationError("文件名里没有日期，请填数据截至哪一天。")
        if as_of > localdate():
            raise ValidationError(f"数据截至的日期 {as_of} 还没有到。")
        demand_order(self.of, as_of)
        return as_of


def _name(sent: storage.Sent) -> str:
    return storage.plain_name(sent.name or "")[-store.LONGEST_NAME :]
