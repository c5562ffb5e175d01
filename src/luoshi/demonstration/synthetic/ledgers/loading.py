"""Reading what a pack says about its demonstration records."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import yaml

from luoshi.demonstration.synthetic.ledgers.recipe import Recipe
from luoshi.demonstration.synthetic.ledgers.story import Edit, Stories, Story
from luoshi.frozen import Frozen


class Recipes(Frozen):
    """Everything a pack says about its demonstration records."""

    recipes: dict[str, Recipe]
    telling: Stories

    @cached_property
    def edits(self) -> dict[str, list[tuple[Story, Edit]]]:
        """The edits of each ledger, in the order of the stories."""
        found: dict[str, list[tuple[Story, Edit]]] = {}
        for story in self.telling.stories:
            for edit in story.edits:
                found.setdefault(edit.ledger, []).append((story, edit))
        return found


def load_recipes(pack_folder: Path) -> Recipes:
    """What a pack says about its demonstration records; its folder has one file a family."""
    folder = pack_folder / "demonstration"
    recipes = [
        Recipe.model_validate(one)
        for path in sorted((folder / "ledgers").glob("*.yaml"))
        for one in _list(path)
    ]
    telling = Stories.model_validate(_read(folder / "ledgers.yaml"))
    return Recipes(recipes={one.ledger: one for one in recipes}, telling=telling)


def _list(path: Path) -> Iterable[object]:
    found = _read(path)
    assert isinstance(found, list), path
    return found


def _read(path: Path) -> object:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
