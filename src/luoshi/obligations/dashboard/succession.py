"""Two notices side by side: what of the earlier one goes on, changes, ends, and what is new."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from luoshi.obligations.dashboard.formula import Formula
from luoshi.obligations.dashboard.kind_wording import telling
from luoshi.obligations.scope import Scope
from luoshi.pack import Pack
from luoshi.pack.models import Notice
from luoshi.pack.obligations import Obligation


@dataclass(frozen=True)
class Difference:
    """Something that both obligations say: its name, and how each puts it."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Continued:
    """An obligation with those of the earlier notice it takes the place of."""

    later: Obligation
    earlier: tuple[Obligation, ...]
    differences: tuple[Difference, ...]

    @property
    def changes(self) -> bool:
        """Whether something is different: so the pack says, or so the data show."""
        return bool(self.later.change or self.differences)


@dataclass(frozen=True)
class Ended:
    """An obligation that the later notice ends, and why."""

    obligation: Obligation
    reason: str


@dataclass(frozen=True)
class Succession:
    """A notice beside an earlier one it follows."""

    pack: Pack
    earlier: Notice
    later: Notice

    @cached_property
    def continued(self) -> tuple[Continued, ...]:
        """The obligations that continue some of the earlier notice, in the later one's order."""
        return tuple(
            Continued(one, before, tuple(self._differences(before, one)))
            for one in self._of(self.later)
            if (before := self._before(one))
        )

    @property
    def kept(self) -> list[Continued]:
        """Those that go on as they were."""
        return [one for one in self.continued if not one.changes]

    @property
    def changed(self) -> list[Continued]:
        """Those that go on and are different."""
        return [one for one in self.continued if one.changes]

    @property
    def ended(self) -> list[Ended]:
        """Those the later notice says it ends."""
        ends = self.later.ends
        return [Ended(one, ends[one.id]) for one in self._of(self.earlier) if one.id in ends]

    @property
    def untold(self) -> list[Obligation]:
        """Those of the earlier notice of which the later one says nothing: their term is over."""
        told = {one.id for pair in self.continued for one in pair.earlier} | self.later.ends.keys()
        return [one for one in self._of(self.earlier) if one.id not in told]

    @property
    def new(self) -> list[Obligation]:
        """Those that continue nothing of the earlier notice."""
        old = {pair.later.id for pair in self.continued}
        return [one for one in self._of(self.later) if one.id not in old]

    def _of(self, notice: Notice) -> tuple[Obligation, ...]:
        return tuple(self.pack.only(notice.id).obligations.values())

    def _before(self, one: Obligation) -> tuple[Obligation, ...]:
        own = self.pack.only(self.earlier.id).obligations
        return tuple(own[id_] for id_ in one.continues if id_ in own)

    def _differences(
        self, before: tuple[Obligation, ...], after: Obligation
    ) -> Iterator[Difference]:
        new = _told(self.pack, after)
        every = [_told(self.pack, one) for one in before]
        for title, words in new.items():
            olds = list(dict.fromkeys(told[title] for told in every if title in told))
            if olds and olds != [words]:
                yield Difference(title, "；".join(olds), words)


def successions(pack: Pack, notice: Notice) -> list[Succession]:
    """A notice beside each of those it follows."""
    return [Succession(pack, pack.notices[id_], notice) for id_ in notice.follows]


def predecessors(pack: Pack, obligation: Obligation) -> list[Obligation]:
    """The obligations it continues and those they continue, nearest first."""
    found = [pack.obligations[id_] for id_ in obligation.continues if id_ in pack.obligations]
    return [*found, *(older for one in found for older in predecessors(pack, one))]


def successors(pack: Pack, obligation: Obligation) -> list[Obligation]:
    """The obligations that continue it."""
    return [one for one in pack.obligations.values() if obligation.id in one.continues]


def _told(pack: Pack, one: Obligation) -> dict[str, str]:
    """What an obligation says, by name, as people read it."""
    formula = Formula(one, pack, one.since)
    return {
        "种类": telling(one).title,
        "范围": Scope(one.where, pack, one.since).title,
        "怎样算做到": formula.rule,
        **{term.title: term.words for term in formula.terms},
        "牵头单位": "、".join(one.leads),
        "单位": one.unit or "",
    }
