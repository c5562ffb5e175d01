"""Runs of a county come one after another, each of a later day or of the same."""

from datetime import date

from django.core.exceptions import ValidationError

from luoshi.site.quality.policies import latest_run

BUSY = "这个县有一次核查还没有做完，做完再传。"


def demand_order(county: str, as_of: date) -> None:
    """Check that no later day of the county is checked already.

    Raises:
        ValidationError: which day is.
    """
    latest = latest_run(county)
    if latest is not None and as_of < latest.as_of:
        raise ValidationError(
            f"这个县已经核查到 {latest.as_of}，不能再存更早的 {as_of}；请核对日期，"
            "或用 luoshi check 只看结果。"
        )
