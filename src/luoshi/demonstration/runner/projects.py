"""The project bank as it would stand today, in villages where people live."""

from collections.abc import Mapping, Sequence

from django.utils.timezone import localdate

from luoshi.demonstration.runner.progress import Tell
from luoshi.demonstration.stories.projects import tell_projects
from luoshi.demonstration.synthetic import DEMO_SEED
from luoshi.pack import Pack
from luoshi.site import sources
from luoshi.site.processes.models import Case
from luoshi.site.projects.demo.playing import play
from luoshi.site.projects.policies import PROJECT


def play_projects(pack: Pack, tell: Tell) -> None:
    """Play the projects of all counties; nothing is done where there are some."""
    if Case.objects.filter(process=PROJECT).exists():
        return
    tell("建项目库", 0)
    play(tell_projects(pack, DEMO_SEED, localdate(), _homes()))


def _homes() -> Mapping[str, Sequence[str]]:
    """Village code → numbers of the households there."""
    homes = sources.engine().query(
        "SELECT 行政村, list(户编号) AS homes FROM households GROUP BY 1"
    )
    return {row["行政村"]: sorted(row["homes"]) for row in homes.to_pylist() if row["行政村"]}
