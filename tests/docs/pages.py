"""The pages somebody reads, and what stands in them as code."""

import re
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str = "bash") -> list[str]:
    """The fenced blocks of a language, without what it reads as comments."""
    found = [code for _, kind, code in FENCE.findall(text(page)) if kind == language]
    return [re.sub(r"(^|\s)#.*$", "", dedent(code), flags=re.MULTILINE) for code in found]


def spans(page: Path) -> list[str]:
    """What stands between backquotes in the text and in headings."""
    return SPAN.findall(FENCE.sub("", text(page)))


def prose(page: Path) -> str:
    """The text without any code."""
    return SPAN.sub("", FENCE.sub("", text(page)))
