"""A draft as a folder: ``notice.yaml`` and, apart from it, what is still to be decided."""

from pathlib import Path
from typing import Any

import yaml

from luoshi.drafting.models import Draft, DraftClause
from luoshi.frozen import Frozen
from luoshi.pack.obligations import PENDING

NOTICE, PROPOSALS = "notice.yaml", "proposals"
"""The notice's facts; the folder of proposals, which no loader of packs reads."""

GROUPS, UNITS = "groups.yaml", "units.yaml"
"""The proposals that are of no clause."""

UNDECIDED = "待定"
"""What stands where nobody has decided."""

_EMPTY: tuple[object, ...] = (None, "", [], {}, False)
_HEAD = (
    "# 由 luoshi pack draft 读出，逐项核对后再用。\n"
    "# 标“待定”的都是建议：没有人定下来以前，政策包不收，也不算数。\n"
)


class FolderExistsError(ValueError):
    """There is something at the place a draft is to be written to; the message is Chinese."""


def write_draft(draft: Draft, folder: Path) -> tuple[Path, ...]:
    """Write a draft to a folder that is not there yet, and give its files.

    Raises:
        FolderExistsError: there is something of that name; nothing is written.
    """
    if folder.exists():
        raise FolderExistsError(f"{folder}：已经有了，不覆盖；请换一个名字，或先移走它")
    (folder / PROPOSALS).mkdir(parents=True)
    files = {NOTICE: _notice(draft)}
    files |= {f"{PROPOSALS}/{name}": data for name, data in _beside(draft).items()}
    files |= {f"{PROPOSALS}/{_name(one)}.yaml": _plain(one) for one in draft.drafts}
    return tuple(_write(folder / name, data) for name, data in files.items())


def _notice(draft: Draft) -> dict[str, object]:
    """What `luoshi.pack.models.Notice` holds, with the mark of a draft; an end it does not state
    is 待定."""
    facts = _filled(draft.notice.model_dump(mode="json"))
    return {
        PENDING: UNDECIDED,
        **facts,
        "expires": facts.get("expires", UNDECIDED),
        "sections": draft.sections,
        "clauses": [_plain(one) for one in draft.clauses],
    }


def _beside(draft: Draft) -> dict[str, dict[str, object]]:
    """The proposals that are of no clause, by file."""
    found = {
        GROUPS: {"proposed_groups": [_plain(one) for one in draft.groups]},
        UNITS: {"proposed_units": [_plain(one) for one in draft.units]},
    }
    return {name: dict(data) for name, data in found.items() if name == GROUPS or draft.units}


def _name(clause: DraftClause) -> str:
    return clause.clause.replace(":", "-")


def _plain(thing: Frozen) -> dict[str, object]:
    """What a thing holds, numbers and days as text, without what is empty."""
    return _filled(thing.model_dump(mode="json"))


def _filled(data: dict[str, Any]) -> dict[str, object]:
    return {key: _inside(value) for key, value in data.items() if value not in _EMPTY}


def _inside(value: object) -> object:
    if isinstance(value, list):
        return [_inside(one) for one in value]
    return _filled(value) if isinstance(value, dict) else value


def _write(file: Path, data: dict[str, object]) -> Path:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    file.write_text(_HEAD + text, encoding="utf-8")
    return file
