"""The page that documents allocation says what the code does."""

import re
from pathlib import Path
from typing import get_args

import pytest

from luoshi.allocation import StepKind
from luoshi.allocation.solver.solving import CHOICES
from luoshi.pack import load
from luoshi.pack.allocation import Award, Cut, Factor, Limit, Lump, Mean, Scheme

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "allocation.md").read_text(
    encoding="utf-8"
)
KINDS = [model.model_fields["kind"].annotation for model in get_args(get_args(Limit)[0])]


def own_keys(model: type) -> set[str]:
    """The keys a block has beside what every block has."""
    return set(model.model_fields) - {"id", "title", "source", "assumption", "note", "unit"}


@pytest.mark.parametrize("kind", StepKind)
def test_every_kind_of_step_is_documented(kind: StepKind) -> None:
    assert f"| `{kind.value}` |" in PAGE


@pytest.mark.parametrize("kind", [name for kind in KINDS for name in get_args(kind)])
def test_every_kind_of_limit_is_documented(kind: str) -> None:
    assert f"`kind: {kind}`" in PAGE


@pytest.mark.parametrize("model", [Factor, Lump, Award, Cut, Mean])
def test_every_key_of_a_block_is_documented(model: type) -> None:
    named = set(re.findall(r"`([a-z_]+)(?::[^`]*)?`", PAGE))
    assert own_keys(model) <= named


def test_every_block_is_documented() -> None:
    blocks = ("factors", "difficulty", "lumps", "supplements", "awards", "cut", "limits")
    assert set(blocks) <= set(Scheme.model_fields)
    assert all(f"`{block}`" in PAGE for block in blocks)


def test_every_scheme_of_the_pack_is_listed() -> None:
    assert all(f"| `{id_}` |" in PAGE for id_ in load().schemes)


def test_the_numbers_are_the_codes() -> None:
    assert f"最多 {CHOICES} 种" in PAGE
