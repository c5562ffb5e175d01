"""The recipes of the developers' pages, followed word for word in a copy of the pack."""

import atexit
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from textwrap import dedent

from typer.testing import CliRunner

from luoshi.cli import app
from luoshi.pack.loading import default_folder

PAGES = Path(__file__).parents[1] / "docs" / "developers" / "howto"
RECIPES = ("add-a-ledger", "add-a-process", "add-a-check", "add-a-rule", "add-an-export")
BLOCK = re.compile(
    r'^( *)```(?:yaml|python|html) title="(.+?)"\n(.+?)^\1```$', re.MULTILINE | re.DOTALL
)


def files(recipe: str) -> dict[str, str]:
    """The files a recipe says to write, by their place in the pack or the site."""
    page = (PAGES / f"{recipe}.md").read_text(encoding="utf-8")
    return {name: dedent(text) for _, name, text in BLOCK.findall(page)}


@cache
def followed() -> Path:
    """A copy of the pack with what all recipes say to write, proved; made once."""
    copy = Path(mkdtemp(prefix="luoshi-")) / "pack"
    atexit.register(shutil.rmtree, copy.parent)
    shutil.copytree(default_folder(), copy)
    for name, text in ((name, text) for recipe in RECIPES for name, text in files(recipe).items()):
        assert not (copy / name).exists()
        (copy / name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["pack", "check", str(copy)])
    assert result.exit_code == 0, result.stderr
    return copy
