"""Groups of households a special survey may be made of."""

from luoshi.frozen import Frozen


class SurveyGroup(Frozen):
    """A group: the households (rows of their register) for which ``when`` is true."""

    id: str
    title: str
    when: str
    source: str
    assumption: bool = False


class CampaignFile(Frozen):
    """What ``campaigns.yaml`` holds."""

    groups: tuple[SurveyGroup, ...]
