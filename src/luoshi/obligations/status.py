"""What can be said of an obligation on a day."""

from enum import StrEnum


class Status(StrEnum):
    """The light an obligation carries. ``NO_DATA`` is never shown as met.

    ``NOTHING_DUE``: there was nothing to act on (no such village, no such case), as records
    know; neither met nor missing.
    """

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BREACHED = "breached"
    NO_DATA = "no_data"
    NOTHING_DUE = "nothing_due"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The status in Chinese."""
        return _LABELS[self]

    @property
    def severity(self) -> int:
        """0 for what is no trouble, and more the more it asks for somebody's attention."""
        return _SEVERITY_ORDER.index(self)


_LABELS = {
    Status.MET: "达成",
    Status.ON_TRACK: "推进中",
    Status.AT_RISK: "有风险",
    Status.BREACHED: "未达成",
    Status.NO_DATA: "缺数据",
    Status.NOTHING_DUE: "无任务",
    Status.NOT_DUE: "未到期",
    Status.NOT_APPLICABLE: "不适用",
}

_SEVERITY_ORDER = (
    Status.NOT_APPLICABLE,
    Status.NOT_DUE,
    Status.NOTHING_DUE,
    Status.MET,
    Status.ON_TRACK,
    Status.NO_DATA,
    Status.AT_RISK,
    Status.BREACHED,
)


def worst(statuses: list[Status]) -> Status:
    """The most severe of several; not applicable where there are none."""
    return max(statuses, key=lambda status: status.severity, default=Status.NOT_APPLICABLE)
