"""Groups of households a campaign may cover."""

from luoshi.frozen import Frozen
from luoshi.pack.processes import MONITORING, Phase


class CampaignGroup(Frozen):
    """A group: the households (rows of their register) for which ``when`` is true.

    ``process`` is the kind of case each of them gets. ``in_phases`` adds the households whose
    own case of monitoring stands in one of these phases: the register may not know them yet.
    """

    id: str
    title: str
    when: str
    process: str = MONITORING
    in_phases: tuple[Phase, ...] = ()
    source: str
    assumption: bool = False


class CampaignFile(Frozen):
    """What ``campaigns.yaml`` holds."""

    groups: tuple[CampaignGroup, ...]
