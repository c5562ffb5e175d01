"""The page of the modules says what their declarations say."""

from pathlib import Path

from luoshi.demonstration.requirements import ALL_MODULES
from luoshi.pack.requirements import Module

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "modules.md"
TITLES = {module.id: module.title for module in ALL_MODULES}


def described(module: Module) -> str:
    """A module's section of the page."""
    rests = "、".join(TITLES[id_] for id_ in module.rests_on)
    lines = [f"### {module.title} `{module.id}`", "", f"有 `{module.start.files}` 就启用。"]
    lines += [f"先要启用：{rests}。"] if rests else []
    needs = [f"- {need.text}" for need in module.needs]
    return "\n".join([*lines, *(["", *needs] if needs else []), ""])


def test_the_page_says_what_each_module_needs() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.endswith("\n".join(map(described, ALL_MODULES)))
