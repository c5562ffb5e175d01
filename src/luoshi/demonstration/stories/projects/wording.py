"""Telling the demonstration projects of every county."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from luoshi.areas import Area
from luoshi.demonstration.stories.projects.forms import Forms
from luoshi.demonstration.stories.projects.paths import days_of, moves_to
from luoshi.demonstration.stories.projects.recipe import Kind, ProjectRecipe, Stop, load_recipe
from luoshi.demonstration.stories.projects.rows import rows_of
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.pack import Pack
from luoshi.site.projects.demo.story import ProjectStep, ProjectStory

Homes = Mapping[str, Sequence[str]]
"""Village code → numbers of households there."""

LATE, OLD = 45, 250
"""Days since the last step of a project that waits too long, and of one of last year."""


def tell_projects(pack: Pack, seed: int, today: date, homes: Homes) -> Iterator[ProjectStory]:
    """The projects of all counties as of a day; the same arguments tell the same stories."""
    recipe = load_recipe(pack.folder)
    group = recipe.counts.group
    members = pack.groups[group].members(pack.notice(group).term.nearest(today))
    streams = Streams(seed)
    for number, county in enumerate(pack.areas.counties(today)):
        code = county.code[:6]
        teller = Teller(pack, recipe, today, homes, streams.of("projects", code))
        count = recipe.counts.inside if code in members else recipe.counts.outside
        # Counties with few projects begin at different places of the list.
        first = 0 if code in members else number * recipe.counts.outside
        for i in range(count):
            yield teller.story(county, recipe.stops[(first + i) % len(recipe.stops)], number + i)


def _may(kind: Kind, stop: Stop) -> bool:
    if kind.wide != stop.wide:
        return False
    if stop.odd == "劳务报酬不够":
        return kind.relief == "是"
    return stop.odd != "资产闲置" or kind.yields > 0


@dataclass(frozen=True)
class Teller:
    """Tells the projects of one county."""

    pack: Pack
    recipe: ProjectRecipe
    today: date
    homes: Homes
    rng: np.random.Generator

    def story(self, county: Area, stop: Stop, number: int) -> ProjectStory:
        """One project that stops where it is told to."""
        kind = self._kind(stop, number)
        villages = self._villages(county, 3 if stop.wide else 1)
        moves = moves_to(stop)
        days = days_of(moves, self._last(stop), self.recipe)
        forms = Forms(self.recipe, kind, stop, villages, self.today, days, moves, self._scale(kind))
        steps = tuple(
            self._step(forms, move, day) for move, day in zip(moves, days[1:], strict=True)
        )
        homes = [one for village in villages for one in self.homes.get(village.code, ())]
        chosen = self.rng.permutation(len(homes))[:8].tolist()
        rows = tuple(rows_of(forms, [homes[i] for i in sorted(chosen)]))
        return ProjectStory(forms.place, days[0], forms.opening(), steps, rows)

    def _kind(self, stop: Stop, number: int) -> Kind:
        """A kind in turn, among those the oddity can happen to."""
        fit = [one for one in self.recipe.kinds if _may(one, stop)]
        return fit[number % len(fit)]

    def _step(self, forms: Forms, move: str, day: date) -> ProjectStep:
        return ProjectStep(
            move,
            day,
            forms.cells(move, day),
            forms.reasons.get(move, ""),
            "请补充村民代表会议记录" if move == "return-village" else "",
            not (move == "notice-result" and forms.stop.odd == "公示没有附件"),
        )

    def _last(self, stop: Stop) -> date:
        """The day of the last step: some weeks ago, long ago for what is late or of last year."""
        ago = int(self.rng.integers(1, 12))
        if stop.year < 0:
            ago += OLD
        elif stop.odd in ("逾期", "公示没有附件"):
            ago += LATE
        return self.today - timedelta(ago)

    def _scale(self, kind: Kind) -> int:
        return int(self.rng.integers(kind.scale[0], kind.scale[1] + 1))

    def _villages(self, county: Area, count: int) -> list[Area]:
        """Villages of one township, where people live if anybody does in the county."""
        areas = self.pack.areas
        townships = [
            [one for one in areas.children(town.code, self.today) if one.is_village]
            for town in areas.children(county.code, self.today)
        ]
        lived = [[one for one in some if one.code in self.homes] for some in townships]
        fit = [some for some in lived if len(some) >= count] or [
            some for some in townships if len(some) >= count
        ]
        some = fit[int(self.rng.integers(len(fit)))]
        chosen = self.rng.permutation(len(some))[:count].tolist()
        return [some[i] for i in sorted(chosen)]
