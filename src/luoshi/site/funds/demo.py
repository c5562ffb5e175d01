"""Plans of past years and an open scenario, for the demonstration."""

from luoshi import pack
from luoshi.allocation.changes import changes_of
from luoshi.site.accounts.services import User
from luoshi.site.funds.actions import Propose, SaveScenario, Sign
from luoshi.site.funds.models import Scenario
from luoshi.site.funds.policies import own_schemes
from luoshi.site.rights import scope_of

YEARS_BACK = 2
"""How many years before the notice's last have an adopted plan."""


def make_demo_plans(proposer: User, signer: User) -> int:
    """Adopt each scheme of the proposer's for past years, and leave a scenario open.

    Where a scenario is already kept, nothing is made. Returns how many plans were adopted.
    """
    if Scenario.objects.exists():
        return 0
    made = 0
    for scheme in own_schemes(scope_of(proposer)):
        last = pack.load().notice(scheme.id).expires.year
        for year in range(last - YEARS_BACK, last):
            title = f"{year} 年按办法分配"
            kept = SaveScenario(proposer, changes_of(scheme, year, {}), year, title).execute()
            proposed = Propose(proposer, kept).execute()
            Sign(signer, proposed, proposed.digest).execute()
            made += 1
        changes = changes_of(scheme, last, {})
        SaveScenario(proposer, changes, last, f"{last} 年测算", "演示用的草案").execute()
    return made
