"""Trying other thresholds of a rule, in the user's areas."""

from datetime import date

from luoshi import pack
from luoshi.areas import Level
from luoshi.screening import threshold_trial
from luoshi.screening.threshold_trial import Knob, Known, Past, Trial
from luoshi.site.casework.services.outcomes import Outcome
from luoshi.site.casework.services.report_cards import past
from luoshi.site.rights import Scope
from luoshi.site.sources import batches, engine


def trial(scope: Scope, rule: str, day: date, moved: list[Knob], level: Level) -> Trial:
    """Ask the rule of everyone with the thresholds tried, in the user's areas."""
    looked = past(scope, rule)
    before = Past(looked[Outcome.TRUE], looked[Outcome.FALSE])
    known = Known((batches(), pack.load()), rule, day, engine)
    return threshold_trial.trial(known, moved, before, scope.allows, level)
