"""Some households of the county account's county on their way, all others' cases new."""

from django.utils.timezone import localdate

from luoshi.demonstration.runner.accounts import account
from luoshi.demonstration.runner.progress import Tell
from luoshi.demonstration.stories.households import household_stories
from luoshi.demonstration.synthetic import load_setting
from luoshi.pack import Pack
from luoshi.pack.processes import MONITORING
from luoshi.site.casework.demo.stories import play
from luoshi.site.casework.services.rounds import open_cases
from luoshi.site.processes.models import Case


def open_all_cases(pack: Pack, tell: Tell) -> None:
    """Play the households' stories unless it was done, then open the cases of all other leads."""
    tell("立项办理", 0)
    day = load_setting(pack.folder).day
    if not Case.objects.filter(process=MONITORING, opened_on__gte=day).exists():
        play(household_stories(), account("county").area[:6], localdate(), no_earlier=day)
    open_cases(day, localdate())
