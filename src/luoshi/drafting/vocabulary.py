"""The wordings of official papers, read from ``vocabulary.yaml`` beside this module."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from luoshi.drafting.models import Kind, Strength
from luoshi.frozen import Frozen
from luoshi.pack.reading import read_yaml
from luoshi.pack.typing import parse

Need = Literal["amount", "share", "bounds", "ceiling", "due"]
"""What a part must have besides a clue's words."""


def _joined(text: str) -> str:
    """A pattern that goes over several lines; it holds no blanks of its own."""
    return "".join(text.split())


Words = Annotated[str, BeforeValidator(_joined)]
"""A regular expression."""


class Wording(Frozen):
    """Words, and where they come from."""

    words: Words
    note: str

    def found(self, text: str) -> re.Match[str] | None:
        """The first place in a text where the words stand."""
        return re.search(self.words, text)


class Clue(Wording):
    """Words that tell a kind, unless others stand beside them.

    Names in quotation marks count only where ``quoted``.
    """

    kind: Kind
    unless: Words | None = None
    needs: Need | None = None
    quoted: bool = False


class Vocabulary(Frozen):
    """Everything ``vocabulary.yaml`` says; clues in the order in which they are asked."""

    clues: tuple[Clue, ...]
    lead_in: Wording
    purpose: Wording
    nothing: Wording
    weaker: dict[Strength, Wording]
    units: Words
    not_counted: Words
    condition_before: Words
    verbs: Words
    places: Words
    not_names: Words


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    return parse(Vocabulary, read_yaml(Path(__file__).with_name("vocabulary.yaml")))
