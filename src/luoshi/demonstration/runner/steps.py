"""The steps of the demonstration, in order.

Each finds out for itself what is already done, so a demonstration that was cut off is resumed
and one that is complete is left as it is.
"""

from luoshi.assessment.requirements import ASSESSMENT
from luoshi.casework.requirements import PROJECTS
from luoshi.demonstration.requirements import ALL_MODULES, SYNTHETIC_EXPORTS
from luoshi.demonstration.runner.accounts import make_accounts
from luoshi.demonstration.runner.assessment import play_rounds
from luoshi.demonstration.runner.casework import open_all_cases
from luoshi.demonstration.runner.deliveries import receive_deliveries
from luoshi.demonstration.runner.funds import adopt_plans
from luoshi.demonstration.runner.ledgers import fill_ledgers
from luoshi.demonstration.runner.notices import close_notices
from luoshi.demonstration.runner.parameters import enter_values
from luoshi.demonstration.runner.progress import Show, Tell
from luoshi.demonstration.runner.projects import play_projects
from luoshi.demonstration.runner.province import make_province
from luoshi.demonstration.runner.quality import check_exports
from luoshi.demonstration.runner.result import Demo
from luoshi.demonstration.runner.screening import screen_everyone
from luoshi.demonstration.runner.supervision import play_matters
from luoshi.modules import standings
from luoshi.pack import Pack
from luoshi.supervision.requirements import SUPERVISION


def take_steps(pack: Pack, people: int, tell: Tell, show: Show) -> Demo:
    """Take every step, on a site whose database is ready.

    Raises:
        DemoError: what is there already is another demonstration, or is none.
    """
    running = {id_ for id_, one in standings(pack, ALL_MODULES).items() if one.on}
    files = make_province(people, tell)
    receipts = receive_deliveries(pack, files, tell)
    fill_ledgers(pack, tell)
    if PROJECTS.id in running:
        play_projects(pack, tell)
    screening, new_leads = screen_everyone(pack, tell)
    show(make_accounts(pack))
    enter_values()
    open_all_cases(pack, tell)
    adopt_plans(tell)
    if ASSESSMENT.id in running:
        play_rounds(tell)
    if SUPERVISION.id in running:
        play_matters(tell)
    close_notices(tell)
    if SYNTHETIC_EXPORTS.id in running:
        check_exports(pack, people, tell)
    return Demo(receipts, screening, new_leads)
