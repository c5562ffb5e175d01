"""What a delivery would do, told before anything is stored; storing it then does just that."""

from collections.abc import Callable
from datetime import date

from luoshi.frozen import Frozen
from luoshi.warehouse.batches import ReachBy, reach_told
from luoshi.warehouse.effect import Effect
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.importing import Coming
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.reporting import came_before
from luoshi.warehouse.terms import Terms
from luoshi.warehouse.weighing import Weighed


class ChangedError(WarehouseError):
    """What a delivery does is not what was shown any more: look again."""


class Preview(Frozen):
    """What a delivery would do: a receipt a file, the effect by county, why it would be held.

    ``again`` says when the same files came before. ``kept`` are the counties of which a full
    delivery that is sent for none in particular has no row: what they have stays. ``after`` counts
    the batches there are as it is worked out: with others it may do something else.
    """

    receipts: tuple[Receipt, ...]
    effect: Effect = Effect()
    held: tuple[str, ...] = ()
    reach: date | None = None
    reach_by: ReachBy = "received"
    kept: tuple[str, ...] = ()
    after: int = 0
    again: str = ""

    @property
    def reach_told(self) -> str:
        """The day the data reach to, and how that is known; empty where nothing would be stored."""
        return reach_told(self.reach, self.reach_by)

    def lines(self, terms: Terms) -> list[str]:
        """The preview in Chinese, a sentence a line, in the words of the terms."""
        told = ["预览，什么都没有入库；入库后会是这样："]
        told += [receipt.summary(foreseen=True) for receipt in self.receipts]
        told += [self.again] if self.again else []
        told += self.effect.lines(terms.county_name)
        if self.kept:
            names = "、".join(map(terms.county_name, self.kept))
            told.append(
                f"库中有、这次一行也没有的县，仍然保留：{names}；确实没有了的，写明是{terms.whole}的数据"
            )
        return told + [f"要确认才入库：{reason}" for reason in self.held]


def preview(coming: Coming) -> Preview:
    """What storing a delivery that was read would do."""
    weighed = coming.weigh()
    receipts = coming.receipts(weighed)
    if weighed is None:
        return Preview(receipts=receipts, effect=coming.warehouse.unchanged(coming.table_id))
    total = weighed.effect.total
    told = {"batch": None, "in_force": total.after}
    return Preview(
        receipts=tuple(receipt.model_copy(update=told) for receipt in receipts),
        effect=weighed.effect,
        held=tuple(weighed.holds),
        reach=weighed.manifest.reach,
        reach_by=weighed.manifest.reach_by,
        kept=_kept(weighed),
        after=len(weighed.earlier),
        again=_again(coming),
    )


def _again(coming: Coming) -> str:
    if coming.earlier is None:
        return ""
    stands = coming.warehouse.stands(coming.table_id, coming.earlier)
    return came_before(coming.earlier, stands)


def _kept(weighed: Weighed) -> tuple[str, ...]:
    manifest = weighed.manifest
    if weighed.table.delivery != "full" or manifest.scope or manifest.supplement:
        return ()
    standing = (one.county for one in weighed.effect.counties if one.before and one.county)
    return tuple(county for county in standing if county not in manifest.counties)


def as_previewed(shown: Preview) -> Callable[[Weighed], tuple[str, ...]]:
    """Consent of one who saw a preview: to what it showed, and to nothing else."""

    def consent(weighed: Weighed) -> tuple[str, ...]:
        manifest, refused = weighed.manifest, sum(receipt.refused for receipt in shown.receipts)
        now = len(weighed.earlier), manifest.reach, manifest.refused, tuple(weighed.holds)
        if now != (shown.after, shown.reach, refused, shown.held):
            raise ChangedError("预览之后本表又收到了别的数据，已重新核对；请再看一遍，然后确认")
        return shown.held

    return consent
