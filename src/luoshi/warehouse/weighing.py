"""What a delivery would do, worked out before anything of it is stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.difference import Difference
from luoshi.warehouse.duck import connect
from luoshi.warehouse.effect import Effect, effect
from luoshi.warehouse.holding import HeldError, JudgedDelivery, holds
from luoshi.warehouse.relation import Place
from luoshi.warehouse.schema import Table
from luoshi.warehouse.states import rows_on
from luoshi.warehouse.storage import BATCH
from luoshi.warehouse.terms import Terms


@dataclass(frozen=True)
class Weighed:
    """A delivery beside the batches there are: its batch, and what it would do.

    ``rows`` is what its batch would hold, ``found`` what of it is new and what it replaces.
    """

    table: Table
    place: Place
    earlier: list[Manifest]
    manifest: Manifest
    rows: pa.Table
    found: Difference
    terms: Terms

    @cached_property
    def effect(self) -> Effect:
        """What it does to the rows in force, by county."""
        before = rows_on(self.place, self.earlier, self.table, date.max)
        after = Place(self.place.folder, self.manifest.id)
        manifests = [*self.earlier, self.manifest]
        with connect(self.place.folder.parent / ".spill") as database:
            database.register("coming", self.stored)
            database.register("coming_replaces", self.found.replaces)
            then = rows_on(after, manifests, self.table, date.max)
            return effect(database, before, then, self.table)

    @cached_property
    def holds(self) -> list[str]:
        """Why it is held until it is confirmed, in Chinese; nothing where it is not."""
        if self.table.delivery != "full":
            return []
        case = JudgedDelivery(
            table=self.table,
            manifest=self.manifest,
            earlier=tuple(self.earlier),
            effect=self.effect if self.earlier else Effect(),
        )
        return holds(case, self.terms)

    @cached_property
    def stored(self) -> pa.Table:
        """The rows as the batch holds them."""
        kept = self.rows if self.table.delivery == "full" else self.found.rows
        return kept.append_column(BATCH, pa.array([self.manifest.id] * len(kept), pa.string()))


Consent = Callable[[Weighed], Sequence[str]]
"""Asked before a delivery is stored, while nobody else may store one; raises to stop it.

Gives the reasons for which it was held and which somebody confirmed.
"""


def agree(_weighed: Weighed) -> Sequence[str]:
    """Store it unasked, as rows that a program made."""
    return ()


def demand_harmless(weighed: Weighed) -> Sequence[str]:
    """Store it unless it is held.

    Raises:
        HeldError: it is.
    """
    if weighed.holds:
        raise HeldError(weighed.holds)
    return ()


def confirmed(weighed: Weighed) -> Sequence[str]:
    """Store it whatever it does: somebody has looked at it."""
    return weighed.holds


def counted(manifest: Manifest, found: Difference, good: int) -> Manifest:
    """The batch with what its rows do to those there are; ``good`` rows came."""
    counts = pc.value_counts(found.replaces["batch"]).to_pylist()
    return manifest.model_copy(
        update={
            "accepted": len(found.rows),
            "known": manifest.known + good - len(found.rows),
            "replaces": {count["values"]: count["counts"] for count in counts},
        }
    )
