"""A line of a text, with what its place on the paper says."""

from typing import NamedTuple


class TextLine(NamedTuple):
    """A line; blanks inside it are kept (see `squeeze`).

    ``indent`` is how far in it begins, in characters; ``after_page`` says that a page ended
    before it.
    """

    text: str
    indent: int = 0
    after_page: bool = False
