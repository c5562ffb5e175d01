"""What differs between the texts of two packs: things added, removed and changed, key by key."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from luoshi.changes.things import Thing, kind_title, things
from luoshi.frozen import Frozen, KeyPath
from luoshi.pack import Pack

LABELS = ("id", "name", "code", "from", "title")
"""The keys by which the items of a list are told apart, the first that all have."""


class Spot(Frozen):
    """Where something stands: the file, as seen from the pack's folder, and the line from 1."""

    file: str
    line: int


class KeyChange(Frozen):
    """A key with what stood there and what stands there now; None where it is not written."""

    key: str
    old: str | None
    new: str | None
    old_at: Spot | None
    new_at: Spot | None

    @property
    def at(self) -> Spot | None:
        """Where to look: in the new version, or the old one where the key is gone."""
        return self.new_at or self.old_at

    def mirrored(self) -> "KeyChange":
        """The same seen from the other side."""
        return KeyChange(
            key=self.key, old=self.new, new=self.old, old_at=self.new_at, new_at=self.old_at
        )


class Difference(Frozen):
    """A thing that one of two packs has and the other has not, or has otherwise.

    ``kind`` is the pack's attribute that holds it; ``keys`` are empty where it is new or gone.
    """

    kind: str
    id: str
    title: str
    old_at: Spot | None
    new_at: Spot | None
    keys: tuple[KeyChange, ...] = ()

    @property
    def how(self) -> str:
        """What became of it, in words."""
        if self.old_at is None:
            return "新增"
        return "改动" if self.new_at else "删去"

    @property
    def kind_title(self) -> str:
        """What its kind is called."""
        return kind_title(self.kind)

    @property
    def at(self) -> Spot | None:
        """Where to look: in the new version, or the old one where it is gone."""
        return self.new_at or self.old_at

    def mirrored(self) -> "Difference":
        """The same seen from the other side."""
        keys = tuple(one.mirrored() for one in self.keys)
        there = {"old_at": self.new_at, "new_at": self.old_at, "keys": keys}
        return self.model_copy(update=there)


def differences(old: Pack, new: Pack) -> tuple[Difference, ...]:
    """Every thing in which two packs differ, by kind and id."""
    before, after = things(old), things(new)
    found = (
        _difference(*name, before.get(name), after.get(name), old.folder, new.folder)
        for name in sorted(before.keys() | after.keys())
    )
    return tuple(one for one in found if one)


def _difference(
    kind: str, id_: str, old: Thing | None, new: Thing | None, before: Path, after: Path
) -> Difference | None:
    if old and new and old.data == new.data:
        return None
    one = new or old
    assert one
    old_at, new_at = old and _spot(old, before), new and _spot(new, after)
    keys = tuple(_keys(old, new, before, after)) if old and new else ()
    return Difference(kind=kind, id=id_, title=one.title, old_at=old_at, new_at=new_at, keys=keys)


def _spot(thing: Thing, folder: Path, path: KeyPath = ()) -> Spot:
    file = thing.file
    shown = file.relative_to(folder) if file.is_relative_to(folder) else file
    return Spot(file=shown.as_posix(), line=thing.line(path))


def _keys(old: Thing, new: Thing, before: Path, after: Path) -> Iterator[KeyChange]:
    for key, old_side, new_side in _changed(_Side(old.data), _Side(new.data)):
        yield KeyChange(
            key=key.lstrip("."),
            old=old_side and _text(old_side.data),
            new=new_side and _text(new_side.data),
            old_at=_spot(old, before, old_side.path) if old_side else None,
            new_at=_spot(new, after, new_side.path) if new_side else None,
        )


class _Side:
    """A part of a document, and its path there."""

    def __init__(self, data: object, path: KeyPath = ()) -> None:
        self.data, self.path = data, path

    def parts(self, label: str | None) -> Mapping[str, "_Side"] | None:
        """What it is made of, by the words of a key; None where it is told as a whole."""
        if isinstance(self.data, Mapping):
            return {f".{key}": _Side(one, (*self.path, key)) for key, one in self.data.items()}
        if label is None or not isinstance(self.data, Sequence):
            return None
        return {f"[{one[label]}]": _Side(one, (*self.path, i)) for i, one in enumerate(self.data)}


Changed = tuple[str, _Side | None, _Side | None]


def _changed(old: _Side, new: _Side, key: str = "") -> Iterator[Changed]:
    """The deepest keys that differ."""
    if old.data == new.data:
        return
    label = _label(old.data, new.data)
    before, after = old.parts(label), new.parts(label)
    if before is None or after is None:
        yield key, old, new
        return
    for part in dict.fromkeys([*before, *after]):
        one, other = before.get(part), after.get(part)
        if one and other:
            yield from _changed(one, other, key + part)
        else:
            yield key + part, one, other


def _label(old: object, new: object) -> str | None:
    """The key by which the items of both lists can be told apart, if there is one."""
    lists = [one for one in (old, new) if isinstance(one, list)]
    if len(lists) < 2 or not all(isinstance(item, dict) for one in lists for item in one):
        return None
    return next((label for label in LABELS if all(_tells(label, one) for one in lists)), None)


def _tells(label: str, items: Sequence[Mapping[str, object]]) -> bool:
    names = [str(item[label]) for item in items if label in item]
    return len(names) == len(items) == len(set(names))


def _text(data: object) -> str:
    """A value as it is read: a list of words with commas between, anything deeper as JSON."""
    if isinstance(data, str):
        return data
    if isinstance(data, list) and all(isinstance(one, str) for one in data):
        return "、".join(data)
    return json.dumps(data, ensure_ascii=False)
