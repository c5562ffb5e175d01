"""A scheme by what people call it."""

from difflib import get_close_matches

from luoshi.allocation.errors import AllocationError
from luoshi.ids import resolved
from luoshi.pack import Pack
from luoshi.pack.allocation import Scheme


def find_scheme(pack: Pack, name: str) -> Scheme:
    """The scheme with that id, title, alias or fund.

    Raises:
        AllocationError: there is none; it tells the near ones.
    """
    full = resolved(name, pack.schemes)
    for scheme in pack.schemes.values():
        if full == scheme.id or name in (scheme.title, scheme.fund, *scheme.aliases):
            return scheme
    if not pack.schemes:
        raise AllocationError(f"没有“{name}”的分配办法：文件没有写一种分配办法")
    known = {word: scheme for scheme in pack.schemes.values() for word in (scheme.id, scheme.title)}
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    chosen = [known[word] for word in near] or list(pack.schemes.values())
    ways = "、".join(f"{scheme.id}（{scheme.title}）" for scheme in chosen)
    raise AllocationError(f"没有“{name}”的分配办法，{'相近的' if near else '现有的'}：{ways}")
