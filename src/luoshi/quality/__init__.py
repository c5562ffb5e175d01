"""Quality: checks of the pack on a county's exports give findings."""

from luoshi.quality.errors import QualityError
from luoshi.quality.opening import read_exports
from luoshi.quality.reading import Export, read_export
from luoshi.quality.report import Finding, Report, Result
from luoshi.quality.run import run_checks
from luoshi.quality.workbook import write_townships, write_workbook

__all__ = [
    "Export",
    "Finding",
    "QualityError",
    "Report",
    "Result",
    "read_export",
    "read_exports",
    "run_checks",
    "write_townships",
    "write_workbook",
]
