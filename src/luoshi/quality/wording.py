"""A run in sentences for people."""

from collections.abc import Iterator

from luoshi.quality.reading import Export
from luoshi.quality.report import Report

_SHOWN = 8


def about_run(report: Report) -> str:
    """What was asked and how much was found."""
    asked = sum(not result.skipped for result in report.results)
    skipped = len(report.results) - asked
    left = f"，{skipped} 条没有查" if skipped else ""
    return (
        f"{report.county}，截至 {report.as_of}：查了 {asked} 条{left}，"
        f"共 {report.findings:,} 处，涉及 {report.households:,} 户"
    )


def about_files(report: Report) -> Iterator[str]:
    """Sentences on each file: which table it is, what is lacking or new, how it was read."""
    for export in report.exports.values():
        yield (
            f"{export.file.name}：{export.table.title}，{len(export):,} 行"
            f"{_columns('；没有这些列', export.missing)}"
            f"{_columns('；多出这些列（留着，不查）', export.extra)}"
        )
        for line in about_reading(export):
            yield f"{export.file.name}：{line}"


def about_reading(export: Export) -> list[str]:
    """What was read of a file and what was not."""
    skipped = export.account.skipped
    others = [f"这些工作表不是这张表，没有读：{'、'.join(skipped)}"] if skipped else []
    count = export.spoiled
    bad = [f"有 {count:,} 格公式出错或没有结果，按没有填查；请在原表里改好再查"] if count else []
    return [*export.account.lines(), *others, *bad]


def about_results(report: Report) -> Iterator[str]:
    """A line for each check with findings, and one for each reason why checks were not asked."""
    for result in report.results:
        if len(result):
            yield f"{len(result):>8,}  {result.check.id}  {result.check.title}"
    for reason, ids in report.reasons.items():
        yield f"没有查 {len(ids)} 条：{reason}{_columns('。编号', ids)}"


def _columns(words: str, names: tuple[str, ...]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _SHOWN else ""
    return f"{words}：{'、'.join(names[:_SHOWN])}{more}" if names else ""
