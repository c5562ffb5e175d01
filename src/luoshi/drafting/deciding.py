"""From a proposal to an obligation, as far as an officer can decide it from the paper.

What it is measured by — records and expressions — a modeller writes afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, get_args

import yaml
from pydantic import Field

from luoshi.drafting.models import (
    Draft,
    DraftClause,
    DraftSentence,
    Kind,
    Proposal,
    Quantity,
    Strength,
)
from luoshi.frozen import Frozen
from luoshi.pack.obligations import EVERYWHERE, REGION, Obligation

Every = Literal["year", "term"]

MODELS = {
    get_args(one.model_fields["kind"].annotation)[0]: one
    for one in get_args(get_args(Obligation)[0])
}
"""The model of each kind."""

ID_PATTERN = r"^[a-z][a-z0-9-]*$"
"""How an obligation may be called within its notice."""

_PARTS = {"%": 100, "‰": 1000, "成": 10}


class Decided(Frozen):
    """An obligation without its measures.

    ``where`` is ``all``, ``region``, a group's id, or county codes parted by commas. ``number``
    and ``upper`` are in ``unit``, as the paper has them (60 with %).
    """

    id: Annotated[str, Field(pattern=ID_PATTERN)]
    kind: Kind
    clause: str
    sentence: str
    title: str
    where: str
    since: date
    until: date
    every: Every = "year"
    leads: Annotated[tuple[str, ...], Field(min_length=1)]
    strength: Strength = "duty"
    wording: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    due: date | None = None
    note: str = ""


def suggested(
    draft: Draft,
    clause: DraftClause,
    sentence: DraftSentence,
    proposal: Proposal,
    counties: Mapping[str, str],
) -> dict[str, object]:
    """What a proposal says of each field of `Decided`; none where it does not say.

    ``counties`` are the codes of the place's counties by name.
    """
    target, period = proposal.target or _NOTHING, proposal.period
    return {
        "id": f"{proposal.kind}-{proposal.id.replace('.', '-').replace(':', '-')}",
        "kind": proposal.kind,
        "clause": clause.clause,
        "sentence": sentence.id,
        "title": proposal.words,
        "where": _where(draft, proposal, counties),
        "since": (period and period.since) or draft.notice.issued,
        "until": (period and period.until) or draft.notice.expires,
        "every": "term" if proposal.kind == "milestone" else "year",
        "leads": clause.leads,
        "strength": proposal.strength,
        "wording": proposal.wording,
        "number": target.value if proposal.target else None,
        "upper": target.upper,
        "unit": target.unit,
        "due": proposal.due and proposal.due.on,
    }


_NOTHING = Quantity(words="", value=Decimal(0))


def _where(draft: Draft, proposal: Proposal, counties: Mapping[str, str]) -> str:
    """The group, or the counties, that a proposal names; empty where it names none for sure."""
    titles = {group.title: group.id for group in draft.groups}
    for scope in proposal.where:
        if scope.words in titles:
            return titles[scope.words]
        if scope.members and all(name in counties for name in scope.members):
            return ",".join(counties[name] for name in scope.members)
    return ""


def flaws(decided: Decided) -> Iterator[tuple[str, str]]:
    """What does not hold of a decided obligation: the field, and what is wrong."""
    if decided.until < decided.since:
        yield "until", f"{decided.until} 早于起始日 {decided.since}"
    if decided.kind == "milestone" and decided.due is None:
        yield "due", "节点要写到哪一天为止"
    if decided.due and not decided.since <= decided.due <= decided.until:
        yield "due", f"不在 {decided.since} 到 {decided.until} 之间"
    if decided.upper is not None and (decided.number is None or decided.upper < decided.number):
        yield "upper", "上限小于下限，或没有写下限"


def entry(decided: Decided) -> dict[str, object]:
    """The obligation as ``obligations/*.yaml`` writes it, with the keys that are known."""
    known: dict[str, object] = {
        "id": decided.id,
        "kind": decided.kind,
        "clause": decided.clause,
        "sentences": [decided.sentence],
        "title": decided.title,
        "where": decided.where.split(",") if decided.where[0].isdecimal() else decided.where,
        "from": decided.since,
        "to": decided.until,
        "every": decided.every,
        "leads": list(decided.leads),
        "strength": decided.strength,
        "wording": decided.wording,
        "unit": "" if _is_share(decided.unit) else decided.unit,
        **_of_kind(decided),
        "note": decided.note,
    }
    return {key: value for key, value in known.items() if value not in ("", None)}


def unwritten(known: Mapping[str, object]) -> tuple[str, ...]:
    """The keys of an obligation's kind that must still be written."""
    fields = MODELS[known["kind"]].model_fields.items()
    lacking = [
        field.alias or name
        for name, field in fields
        if field.is_required() and (field.alias or name) not in known
    ]
    return (*lacking, "when 或 outside") if known["kind"] == "prohibition" else tuple(lacking)


def clause_file(clause: DraftClause, decided: Iterable[Decided]) -> str:
    """The decided obligations of a clause as a file of ``obligations/``.

    Above each stands what must still be written; until then `luoshi pack check` refuses it.
    """
    head = f"# {clause.clause} {clause.title}：由人定下的承诺。怎样算由维护政策包的人补上。\n"
    return head + "obligations:\n" + "\n".join(_written(entry(one)) for one in decided)


def _written(known: dict[str, object]) -> str:
    lacking = "、".join(unwritten(known))
    text = yaml.safe_dump([known], allow_unicode=True, sort_keys=False, width=100)
    return f"  # 还要写：{lacking}\n" + "".join(f"  {line}\n" for line in text.splitlines())


def _of_kind(decided: Decided) -> dict[str, object]:
    """The bounds that a kind has, where the paper tells them."""
    number, upper = (_expression(one, decided.unit) for one in (decided.number, decided.upper))
    match decided.kind:
        case "quota":
            return {"at_least": number}
        case "range":
            return {"at_least": number, "at_most": upper}
        case "coverage":
            return {"target": number or "1"}
        case "milestone":
            return {"target": number, "due": decided.due}
    return {}


def _expression(number: Decimal | None, unit: str) -> str | None:
    """A number as an expression; of a share the part of 1."""
    if number is None:
        return None
    if unit.startswith("/"):
        return f"{_plain(number)} / {unit[1:]}"
    return _plain(number / _PARTS.get(unit, 1))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_share(unit: str) -> bool:
    return unit in _PARTS or unit.startswith("/")


def group_file(draft: Draft, counties: Mapping[str, str]) -> str:
    """The groups a notice defines, as its ``groups.yaml``, with the counties the place knows.

    What the place does not know stands in a comment.
    """
    known = [
        (group, [counties[name] for name in group.members if name in counties])
        for group in draft.groups
    ]
    unknown = sorted({name for group in draft.groups for name in group.members} - counties.keys())
    head = f"# 这个地方没有的县：{'、'.join(unknown)}\n" if unknown else ""
    groups = [
        _group(draft, group.id, group.title, group.words, codes) for group, codes in known if codes
    ]
    return head + yaml.safe_dump({"groups": groups}, allow_unicode=True, sort_keys=False, width=100)


def _group(draft: Draft, id_: str, title: str, words: str, codes: list[str]) -> dict[str, object]:
    ends = {"to": draft.notice.expires} if draft.notice.expires else {}
    members = {"from": draft.notice.issued, **ends, "counties": codes, "basis": words}
    return {"id": id_, "title": title, "source": draft.notice.number, "members": [members]}


PLACES = {EVERYWHERE: "每个县", REGION: "全域合起来"}
"""How the two places are called that are no group."""
