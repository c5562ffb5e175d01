"""The reference of the language says what the code does, and its examples hold."""

import re
from pathlib import Path

import pytest

from luoshi.casework.relations import words
from luoshi.expressions import Kind, parse
from luoshi.expressions.dialect import KEYWORDS
from luoshi.expressions.spelling import LONGEST
from luoshi.expressions.syntax import DEEPEST
from luoshi.expressions.words import WORDS
from luoshi.pack import rules
from luoshi.pack.loading import load

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "expressions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `(\w+)` \| `(.+)` \| .+ \|$", PAGE, re.MULTILINE)
BLOCKS = re.findall(r"^```\n(.+?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
PACK = rules.vocabulary(load(ROOT / "packs" / "ningxia"))
CASES = words(load(ROOT / "packs" / "ningxia"), "monitoring")
FOUR = ("poverty_households", "residents", "households", "households")


@pytest.mark.parametrize("name", WORDS)
def test_every_word_is_documented(name: str) -> None:
    word = WORDS[name]
    assert f"| `{word.form}` | {word.meaning} |" in PAGE.splitlines()


def test_no_other_word_is_documented() -> None:
    rows = re.findall(r"^\| `([^|]+)` \| [^|]+ \|$", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(word.form for word in WORDS.values())


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_every_keyword_is_documented(keyword: str) -> None:
    assert re.search(rf"`[^`]*(?<!\w){re.escape(keyword.lower())}(?!\w)[^`]*`", PAGE)


def test_limits_are_documented() -> None:
    assert f"最多 {LONGEST} 个字" in PAGE
    assert f"括号最多 {DEEPEST} 层" in PAGE


@pytest.mark.parametrize(("subject", "text"), EXAMPLES)
def test_examples_hold(subject: str, text: str) -> None:
    assert parse(text, PACK, subject).type.kind is Kind.BOOLEAN


@pytest.mark.parametrize(
    ("subject", "text"),
    list(zip((*FOUR, "monitoring"), BLOCKS, strict=True)),
)
def test_blocks_hold(subject: str, text: str) -> None:
    parse(text, CASES if subject == "monitoring" else PACK, subject)
