"""A run: the files are read and checked, and what was found is stored whole or not at all."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from hashlib import file_digest
from pathlib import Path
from time import perf_counter

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from luoshi import pack
from luoshi.areas import Area, AreaError
from luoshi.quality import Export, QualityError, Report, read_export
from luoshi.quality.counties import counties_named, written_name
from luoshi.quality.drafts import OWN
from luoshi.quality.finding_records import tell_findings
from luoshi.quality.places import Places
from luoshi.quality.wording import about_reading
from luoshi.site.background import background, unfinished
from luoshi.site.quality.choices import RunState
from luoshi.site.quality.models import Run
from luoshi.site.quality.policies import counties_of
from luoshi.site.quality.services import store
from luoshi.site.quality.services.catalogue import checks_for
from luoshi.site.quality.services.comparison import keep_findings
from luoshi.site.quality.services.reports import bounded
from luoshi.site.quality.services.run_order import BUSY, demand_order
from luoshi.site.rights import scope_of
from luoshi.site.sources import vault
from luoshi.text.masking import without_id_numbers

_log = logging.getLogger(__name__)

BROKEN = "核查中途网站停了，什么都没有存；请重新上传。"
FAILED = "系统出错，什么都没有存；已记入日志，请联系管理员。"


@background
def carry_out(pk: int) -> None:
    """Do a run that was begun; where it fails the run says why and nothing of it stays."""
    run = Run.objects.get(pk=pk)
    if run.state == RunState.RUNNING:
        _try(run)
    if run.state == RunState.FAILED:
        store.forget(run)


def give_up_abandoned() -> None:
    """Give up the runs that no task will do; to be asked by the worker, between two tasks."""
    runs = list(Run.objects.filter(state=RunState.RUNNING))
    awaited = unfinished(carry_out)
    for run in runs:
        if run.pk not in awaited:
            _give_up(run, BROKEN)
            store.forget(run)


def _try(run: Run) -> None:
    try:
        _carry_out(run)
    except (QualityError, ValidationError, AreaError) as error:
        _give_up(run, _said(error))
    except Exception:
        _log.exception("核查 %s 没有做成", run.pk)
        _give_up(run, FAILED)


def _give_up(run: Run, why: str) -> None:
    run.state, run.told = RunState.FAILED, why
    run.save(update_fields=["state", "told"])


def _carry_out(run: Run) -> None:
    started = perf_counter()
    exports = _read(run)
    county = _county(run, exports)
    _tell(run, "核查", 0.5)
    checks = checks_for(run.county)
    report = bounded(exports, run, written_name(exports, county), checks)
    _tell(run, "保存导出表", 0.65)
    store.keep_exports(run, exports)
    _tell(run, "与上一次对比", 0.75)
    places = Places(pack.load().areas, county)
    told, unplaced = tell_findings(report, places, vault().finding_key)
    _tell(run, "存结果", 0.9)
    _describe(run, report)
    run.own = [check.model_dump(mode="json") for check in checks if check.group == OWN]
    run.unplaced = unplaced
    run.seconds = perf_counter() - started
    keep_findings(run, report, told)
    store.forget_older(run.county)


def _read(run: Run) -> list[Export]:
    tables = list(pack.load().exports.values())
    paths = store.files_of(run)
    _tell(run, f"读 {len(paths)} 个文件", 0.05)
    whole, size = sum(path.stat().st_size for path in paths), 0
    with ThreadPoolExecutor() as readers:
        reading = {readers.submit(read_export, path, tables): path for path in paths}
        for done, read in enumerate(as_completed(reading), start=1):
            size += reading[read].stat().st_size
            _tell(run, f"读文件，读完 {done} 个，共 {len(paths)} 个", 0.05 + 0.45 * size / whole)
    return [read.result() for read in reading]


def _county(run: Run, exports: Sequence[Export]) -> Area:
    """The county of the run; where it was not said, the one the files name."""
    areas = pack.load().areas
    if run.county:
        return areas.by_code(run.county)
    named = counties_named(exports)
    code, rows = next(iter(named.most_common(1)), ("", 0))
    if rows * 2 <= named.total():
        what = "不止一个县" if rows else "没有填县名"
        raise ValidationError(f"文件里{what}，看不出是哪个县的；请选县后再传。")
    found = areas.by_code(code)
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
            "sha256": _digest(store.folder_of(run) / export.file.name),
            "table": export.table.id,
            "rows": len(export),
            "missing": list(export.missing),
            "extra": [without_id_numbers(name) for name in export.extra],
            "read": about_reading(export),
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
    Run.objects.filter(pk=run.pk).update(step=step, share=share)


def _said(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
