"""Names that do not resolve, and those that only some expressions may use."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches

from luoshi.expressions import AS_OF, BUILT_IN, ExpressionError
from luoshi.frozen import Found, KeyPath

OF_PERIODS = BUILT_IN.keys() - {AS_OF}
"""The parameters only obligations have: rules and checks are asked of one day."""

SHOWN = 8
"""How many names a hint lists, where none is near."""


def unknown(key: KeyPath, kind: str, name: str, known: Iterable[str]) -> Found:
    """Key, message and hint for a name that does not resolve."""
    names = list(known)
    near = get_close_matches(name, names, n=3, cutoff=0.4)
    hint = f"相近的有：{'、'.join(near)}" if near else _others(kind, names)
    return key, f"没有名为“{name}”的{kind}", hint


def _others(kind: str, names: Sequence[str]) -> str:
    if not names:
        return f"政策包里还没有{kind}，先写上"
    more = "等" if len(names) > SHOWN else ""
    return f"可以写：{'、'.join(names[:SHOWN])}{more}"


def misread(key: KeyPath, error: ExpressionError) -> Found:
    """Key, message and hint for an expression that does not hold."""
    return key, str(error), "改正表达式，写法见 docs/reference/expressions.md"


def unknown_among(
    key: KeyPath, kind: str, names: Iterable[str], known: Collection[str]
) -> Iterator[Found]:
    """What is wrong with a list of names: each that does not resolve, under its place in it."""
    for i, name in enumerate(names):
        if name not in known:
            yield unknown((*key, i), kind, name, known)
