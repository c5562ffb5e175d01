"""Lists of exemptions (豁免清单) as offices keep them in workbooks."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi.quality import QualityError
from luoshi.quality.comparison import ACTIVE
from luoshi.quality.exemption_list import read_exemptions
from luoshi.quality.exemptions import Exemption as Listed
from luoshi.quality.exemptions import pinned
from luoshi.site import storage
from luoshi.site.accounts.services import User
from luoshi.site.quality.actions.exemptions import LIVE, Explain
from luoshi.site.quality.models import Finding, Run
from luoshi.site.quality.policies import WorkPart, demand, latest_run
from luoshi.site.quality.services import store
from luoshi.site.quality.services.catalogue import checks_for
from luoshi.site.quality.services.reports import asked_again
from luoshi.site.rights import Refused, scope_of
from luoshi.site.sources import vault


@dataclass(frozen=True)
class Imported:
    """How many findings a list explained; ``idle`` lines have no finding now, or are over."""

    explained: int
    idle: tuple[Listed, ...]


@dataclass(frozen=True)
class ImportList:
    """Take in a list of exemptions of a county; each is tied to the facts as they are now."""

    user: User
    county: str
    sent: storage.Sent
    request: HttpRequest | None = None

    def check(self) -> Run:
        """Check that the user grants exemptions in a county whose exports are kept.

        Raises:
            Refused: the user does not.
            ValidationError: there are no exports yet, or the file is of another kind.
        """
        scope = scope_of(self.user)
        demand(scope, WorkPart.GRANT)
        if not scope.allows(self.county):
            raise Refused("权限表 · 地区", "这个县不在账号的地区范围内。")
        storage.demand_kind(self.sent, storage.BOOKS)
        run = latest_run(self.county)
        if run is None or not run.folder:
            raise ValidationError("这个县还没有核查过，先上传导出表，再导入豁免清单。")
        return run

    def execute(self) -> Imported:
        """Check, read the whole list, and explain every finding it covers.

        Raises:
            ValidationError: a line cannot be read, or names no check: then nothing is taken in.
        """
        run = self.check()
        listed = self._read()
        rules = {one.rule for one in listed}
        try:
            report = asked_again(run, [one for one in checks_for(run.county) if one.id in rules])
        except QualityError as error:
            raise ValidationError(str(error)) from None
        in_force = [one for one in listed if one.until is None or one.until >= localdate()]
        covered = list(pinned(report, in_force, vault().finding_key))
        with transaction.atomic():
            explained = self._explain(run, covered)
        return Imported(explained, _idle(listed, covered))

    def _read(self) -> tuple[Listed, ...]:
        by = self.user.title
        try:
            with store.new_folder() as folder:
                path = store.put(folder, self.sent.name or "豁免清单", self.sent)
                listed = read_exemptions(path, by)
                store.remove(folder)
        except QualityError as error:
            raise ValidationError(str(error)) from None
        unknown = sorted({one.rule for one in listed} - {c.id for c in checks_for(self.county)})
        if unknown:
            names = "、".join(unknown[:5])
            raise ValidationError(f"没有这些编号的规则：{names}；改好后再导入，一行也没有收。")
        return listed

    def _explain(self, run: Run, covered: Iterable[Listed]) -> int:
        by_key = {one.key: one for one in covered}
        found = Finding.objects.filter(county=run.county, state__in=ACTIVE, key__in=by_key)
        source = storage.plain_name(self.sent.name or "豁免清单")
        explained = 0
        for finding in found.exclude(exemptions__state__in=LIVE):
            one = by_key[finding.key]
            Explain(finding, self.user, one.reason, one.until, source, self.request).execute()
            explained += 1
        return explained


def _idle(listed: Iterable[Listed], covered: Iterable[Listed]) -> tuple[Listed, ...]:
    used = {one.model_copy(update={"key": None, "facts": None}) for one in covered}
    return tuple(one for one in listed if one not in used)
