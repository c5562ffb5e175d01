"""Some months' exports of the county account's county checked, and findings sent down."""

from datetime import date

from luoshi.demonstration.runner.accounts import account
from luoshi.demonstration.runner.progress import Tell
from luoshi.demonstration.synthetic import DEMO_SEED, load_setting
from luoshi.demonstration.synthetic.exports import write_months
from luoshi.home import home
from luoshi.months import last_of_month, months_after
from luoshi.pack import Pack
from luoshi.site.quality.demo import run_month, send_some_down, write_own_check
from luoshi.site.quality.models import Run

MONTHS = 3
"""Of how many months up to the demonstration's the exports are checked."""


def check_exports(pack: Pack, people: int, tell: Tell) -> None:
    """Check the months in turn; nothing is done where exports were checked."""
    if Run.objects.exists():
        return
    county = account("county")
    tell("造国家系统的导出表", 0)
    months = write_months(home() / "exports", pack, county.area[:6], people, DEMO_SEED, _days(pack))
    for done, month in enumerate(months):
        tell(f"核查 {month.as_of} 的导出表", done / len(months))
        run_month(county, month.as_of, month.files)
        if not done:
            write_own_check(county)
    send_some_down(county, account("township"), account("village"))


def _days(pack: Pack) -> tuple[date, ...]:
    day = load_setting(pack.folder).day
    return tuple(last_of_month(months_after(day, -back)) for back in reversed(range(MONTHS)))
