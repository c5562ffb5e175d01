"""The accounts of the demonstration, placed where there is most to do."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count

from luoshi.areas import Level
from luoshi.demonstration.runner.folder import DemoError
from luoshi.demonstration.synthetic import load_setting
from luoshi.pack import Pack
from luoshi.site.accounts.services import NewAccount, User, make_demo_accounts, renew_demo_passwords
from luoshi.site.monitoring.models import FlaggedHousehold, Lead


def account(username: str) -> User:
    """The demonstration's account of this name."""
    return User.objects.get(username=username)


def make_accounts(pack: Pack) -> Sequence[NewAccount]:
    """Make the accounts that are not there yet; gives those made."""
    village = _busiest_village(pack)
    areas = (*pack.areas.ancestors(village), pack.areas.by_code(village))
    codes = {area.level: area.code for area in areas}
    return make_demo_accounts(
        county=codes[Level.COUNTY],
        township=codes[Level.TOWNSHIP],
        village=village,
        unit=_busiest_sender(),
        funder=_funder(pack),
        names={area.code: area.name for area in areas},
    )


def renew_passwords() -> Sequence[NewAccount]:
    """New passwords for the accounts.

    Raises:
        DemoError: there are none yet.
    """
    renewed = renew_demo_passwords()
    if not renewed:
        raise DemoError("演示账号还没有建好：请再运行一次 luoshi demo，它会接着做")
    return renewed


def _busiest_village(pack: Pack) -> str:
    """The village with the household of most leads, in a county of the group if there is one."""
    group = load_setting(pack.folder).accounts_in
    counties = pack.groups[group].ever() if group else frozenset()
    flagged = FlaggedHousehold.objects.order_by("-open_leads", "village")
    villages = list(flagged.values_list("village", flat=True))
    return min(villages, key=lambda village: village[:6] not in counties)


def _busiest_sender() -> str:
    counted = Lead.objects.values("department").annotate(leads=Count("pk"))
    return str(counted.order_by("-leads", "department")[0]["department"])


def _funder(pack: Pack) -> str:
    """Who leads the clauses of most schemes that share something out."""
    clauses = (scheme.clause for scheme in pack.schemes.values() if scheme.clause)
    leading = Counter(lead for clause in clauses for lead in pack.clauses[clause].leads)
    return leading.most_common(1)[0][0]
