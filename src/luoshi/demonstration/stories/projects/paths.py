"""By which moves a project comes to a stage, and on which days."""

from datetime import date, timedelta

from luoshi.demonstration.stories.projects.recipe import ProjectRecipe, Stop

ON = ("township-pass", "expert", "approve", "noticed", "plan", "notice-plan", "fund", "start",
      "progress", "finish", "accept", "notice-result", "settle", "hand-over")  # fmt: skip
UNTIL = {
    "idea": None, "township": "propose", "sector": "township-pass", "county": "expert",
    "notice": "approve", "banked": "noticed", "planned": "notice-plan", "funded": "fund",
    "building": "progress", "finished": "finish", "accepted": "notice-result",
    "settled": "settle", "handed-over": "hand-over", "refused": "expert", "removed": "noticed",
}  # fmt: skip
"""The last move on the way to each stage; for ends beside it, on the way to where they leave."""

LAST = {"refused": "refuse", "removed": "remove"}
"""The move that leads to an end beside the way."""


def moves_to(stop: Stop) -> list[str]:
    """The moves from the first stage to where the project stands, in order."""
    last = UNTIL[stop.stage]
    if last is None:
        return ["propose", "return-village"] if stop.odd == "退回" else []
    way = ["propose-wide" if stop.wide else "propose"]
    if last != "propose":
        on = ON[1:] if stop.wide else ON
        way += on[: on.index(last) + 1]
    if stop.odd == "滚动":
        way.insert(way.index("plan"), "roll")
    return way + ([LAST[stop.stage]] if stop.stage in LAST else [])


def days_of(moves: list[str], last: date, recipe: ProjectRecipe) -> list[date]:
    """The day of the opening and of each move, so that the last one was on ``last``."""
    days = [last]
    for move in reversed(moves):
        days.insert(0, days[0] - timedelta(recipe.days[move]))
    return days
