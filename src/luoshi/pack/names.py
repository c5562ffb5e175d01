"""Names that do not resolve, and those that only some expressions may use."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from luoshi.expressions import AS_OF, BUILT_IN
from luoshi.pack.reading import KeyPath

OF_PERIODS = BUILT_IN.keys() - {AS_OF}
"""The parameters only obligations have: rules and checks are asked of one day."""

Found = tuple[KeyPath, str, str]
"""What is wrong: its key, what it is and how to mend it."""


def unknown(key: KeyPath, kind: str, name: str, known: Iterable[str]) -> Found:
    """Key, message and hint for a name that does not resolve."""
    near = get_close_matches(name, list(known), n=3, cutoff=0.4)
    hint = f"相近的有：{'、'.join(near)}" if near else ""
    return key, f"没有名为“{name}”的{kind}", hint


def unknown_among(
    key: KeyPath, kind: str, names: Iterable[str], known: Collection[str]
) -> Iterator[Found]:
    """What is wrong with a list of names: each that does not resolve, under its place in it."""
    for i, name in enumerate(names):
        if name not in known:
            yield unknown((*key, i), kind, name, known)
