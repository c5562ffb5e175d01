"""Help for households: the groups of measures, the risks each fits, and what is compared."""

from luoshi.frozen import Frozen


class HelpGroup(Frozen):
    """One group of measures.

    ``unit`` is the department that usually takes them, ``codes`` the list of measures in it,
    ``fits`` the risks (names of the risk list) it answers, ``develops`` whether it lets people
    earn (开发式帮扶) and ``relieves`` whether it only relieves (兜底).
    """

    id: str
    title: str
    unit: str
    codes: str
    fits: tuple[str, ...] = ()
    develops: bool = False
    relieves: bool = False
    source: str
    assumption: bool = False


class Comparison(Frozen):
    """One kind of asset that is compared before a household enters, and who answers."""

    id: str
    title: str
    unit: str
    source: str
    assumption: bool = False


class HelpFile(Frozen):
    """What ``helping.yaml`` holds."""

    groups: tuple[HelpGroup, ...]
    comparisons: tuple[Comparison, ...]
