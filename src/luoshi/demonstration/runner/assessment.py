"""A round of assessment that is over and one under way."""

from luoshi.demonstration.runner.accounts import account
from luoshi.demonstration.runner.progress import Tell
from luoshi.site.assessment.demo import play_demo_rounds


def play_rounds(tell: Tell) -> None:
    """Play the rounds unless there are some."""
    tell("年度考核", 0)
    names = ("province", "checker", "assessor", "county")
    play_demo_rounds(*map(account, names))
