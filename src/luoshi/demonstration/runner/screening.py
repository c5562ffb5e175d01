"""Everyone screened: once as of an earlier day, so that some leads are gone, and as of the last."""

from datetime import date

from luoshi.demonstration.runner.progress import Tell
from luoshi.demonstration.synthetic import load_setting
from luoshi.pack import Pack
from luoshi.screening import Screening
from luoshi.site.casework.actions.lead_intake import receive_leads
from luoshi.site.casework.demo.faded_leads import play_fading
from luoshi.site.monitoring.models import Publication
from luoshi.site.monitoring.services.rounds import screen_and_publish


def screen_everyone(pack: Pack, tell: Tell) -> tuple[Screening, int]:
    """What the last screening found, and how many of its leads are new."""
    tell("筛查", 0)
    day = load_setting(pack.folder).day
    faded = _play_fading(day)
    screening, published = screen_and_publish(day, anyway=True)
    receive_leads(day, faded)
    return screening, published.new


def _play_fading(day: date) -> set[str]:
    """Some leads of the last year's end that the data show no longer, the first time."""
    if Publication.objects.exists():
        return set()
    return play_fading(date(day.year - 1, 12, 31), day)
