"""A run: the files are read and checked, and what was found is stored whole or not at all."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest
from pathlib import Path
from time import perf_counter

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi import pack
from luoshi.areas import Area, AreaError, Level
from luoshi.quality import Export, QualityError, Report, read_export, run_checks
from luoshi.site.quality import keeping
from luoshi.site.quality.catalogue import OWN, checks_for
from luoshi.site.quality.choices import RunState
from luoshi.site.quality.comparing import keep_findings
from luoshi.site.quality.models import Run
from luoshi.site.quality.naming import named_counties, written_name
from luoshi.site.quality.order import BUSY, demand_order
from luoshi.site.quality.seen import counties_of
from luoshi.site.quality.telling import tell_findings
from luoshi.site.rights import scope_of
from luoshi.warehouse.masking import without_id_numbers

_log = logging.getLogger(__name__)

FAILED = "系统出错，什么都没有存；已记入日志，请联系管理员。"


def carry_out(pk: int) -> None:
    """Do a run that was begun; where it fails the run says why and nothing of it stays."""
    run = Run.objects.get(pk=pk)
    try:
        _carry_out(run)
    except (QualityError, ValidationError, AreaError) as error:
        give_up(run, _said(error))
    except Exception:
        _log.exception("核查 %s 没有做成", pk)
        give_up(run, FAILED)


def give_up(run: Run, why: str) -> None:
    """Say why a run came to nothing, and delete its files."""
    keeping.forget(run)
    run.state, run.told = RunState.FAILED, without_id_numbers(why)
    run.save(update_fields=["state", "told"])


def _carry_out(run: Run) -> None:
    started = perf_counter()
    exports = _read(run)
    county = _county(run, exports)
    _tell(run, "核查", 0.5)
    checks = checks_for(run.county)
    report = run_checks(
        pack.load(), exports, run.as_of, written_name(exports, county), checks=checks
    )
    _tell(run, "保存导出表", 0.65)
    keeping.keep_exports(run, exports)
    _tell(run, "与上一次对比", 0.75)
    told, unplaced = tell_findings(report, county)
    _tell(run, "存结果", 0.9)
    _describe(run, report)
    run.own = [check.model_dump(mode="json") for check in checks if check.group == OWN]
    run.unplaced = unplaced
    run.seconds = perf_counter() - started
    keep_findings(run, report, told)
    keeping.forget_older(run.county)


def _read(run: Run) -> list[Export]:
    tables = list(pack.load().exports.values())
    paths = sorted(keeping.folder_of(run).iterdir())
    _tell(run, f"读 {len(paths)} 个文件", 0.05)

    def read(path: Path) -> Export:
        return read_export(path, tables)

    with ThreadPoolExecutor() as readers:
        found = readers.map(read, paths)
        exports = []
        for export in found:
            exports.append(export)
            _tell(run, f"读 {export.file.name}", 0.05 + 0.45 * len(exports) / len(paths))
    return exports


def _county(run: Run, exports: Sequence[Export]) -> Area:
    """The county of the run; where it was not said, the one the files name."""
    areas = pack.load().areas
    if run.county:
        return areas.by_code(run.county)
    named = named_counties(exports)
    if len(named) != 1:
        what = f"有 {len(named)} 个县" if named else "没有填县名"
        raise ValidationError(f"文件里{what}，看不出是哪个县的；请选县后再传。")
    found = areas.find(named[0], level=Level.COUNTY)
    _claim(run, found)
    return found


def _claim(run: Run, county: Area) -> None:
    """Make the run the county's, if who sent the files may and no other is under way."""
    if county not in counties_of(scope_of(run.by)):
        raise ValidationError(f"文件是{county.name}的，不在账号的地区范围内。")
    demand_order(county.code[:6], run.as_of)
    run.county = county.code[:6]
    try:
        with transaction.atomic():
            run.save(update_fields=["county"])
    except IntegrityError:
        raise ValidationError(BUSY) from None


def _describe(run: Run, report: Report) -> None:
    sizes = {one["name"]: one["size"] for one in run.files}
    run.files = [
        {
            "name": export.file.name,
            "size": sizes.get(export.file.name, 0),
            "sha256": _digest(keeping.folder_of(run) / export.file.name),
            "table": export.table.id,
            "rows": len(export),
            "missing": list(export.missing),
            "extra": [without_id_numbers(name) for name in export.extra],
        }
        for export in report.exports.values()
    ]
    run.asked = {
        result.check.id: {"found": len(result), "skipped": result.skipped}
        for result in report.results
    }
    run.households = report.households


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _tell(run: Run, step: str, share: float) -> None:
    Run.objects.filter(pk=run.pk).update(step=step, share=share, touched_at=timezone.now())


def _said(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
