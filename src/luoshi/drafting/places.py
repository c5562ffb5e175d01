"""Whom a sentence speaks of: kinds of places, places by name, groups the notice defines."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from luoshi.drafting.models import ProposedGroup, Scope
from luoshi.drafting.splitting import hide
from luoshi.drafting.vocabulary import vocabulary
from luoshi.notice import Sentence

_NAME = "[一-龥]{1,7}?[县区市旗]"
_LIST = re.compile(f"[将把]?({_NAME}(?:、{_NAME})+)")
_DEFINED = re.compile(
    f"[将把]?({_NAME}(?:、{_NAME})+)(?:等[\\d一二三四五六七八九十]+个[县市区旗（）、]+)?"
    "(?:被?(?:确定|认定|列入|列|定))?为([一-龥]{2,14}?[县区市旗])(?=[，。；、）]|$)"
)


class Places(NamedTuple):
    """What the whole notice tells of places: names it lists, and groups it defines."""

    names: tuple[str, ...]
    groups: tuple[ProposedGroup, ...]


def find_places(sentences: Iterable[Sentence]) -> Places:
    """The places of a notice's sentences."""
    known = tuple(sentences)
    names = dict.fromkeys(name for one in known for name in _listed(one.text))
    longest = tuple(sorted(names, key=len, reverse=True))
    groups = enumerate((group for one in known for group in _groups(one)), 1)
    return Places(longest, tuple(one.model_copy(update={"id": f"group-{n}"}) for n, one in groups))


def find_scopes(text: str, places: Places) -> tuple[Scope, ...]:
    """Whom a piece of a sentence speaks of, in its order; the longer name wins."""
    titles = sorted((group.title for group in places.groups), key=len, reverse=True)
    known = "|".join(map(re.escape, (*titles, *places.names)))
    kinds = vocabulary().places
    pattern = re.compile(f"(?:{known})(?:、(?:{known}))*|{kinds}" if known else kinds)
    found = [one[0] for one in pattern.finditer(hide(text, "“《〔"))]
    return tuple(_scope(words, places) for words in dict.fromkeys(found))


def _scope(words: str, places: Places) -> Scope:
    group = next((one.members for one in places.groups if one.title == words), None)
    named = tuple(part for part in words.split("、") if part in places.names)
    return Scope(words=words, members=group or named)


def _listed(text: str) -> Iterator[str]:
    """Names of lists; the first of a list is surely one only where nothing runs into it."""
    for found in _LIST.finditer(text):
        first, *others = found[1].split("、")
        begins = found.start() == 0 or not re.match("[一-龥]", text[found.start() - 1])
        yield from filter(_is_name, [first, *others] if begins else others)


def _is_name(text: str) -> bool:
    return not re.search(vocabulary().not_names, text)


def _groups(sentence: Sentence) -> Iterator[ProposedGroup]:
    for found in _DEFINED.finditer(sentence.text):
        members = tuple(found[1].split("、"))
        if all(map(_is_name, members)):
            yield ProposedGroup(
                id="", title=found[2], members=members, sentence=sentence.id, words=found[0]
            )
