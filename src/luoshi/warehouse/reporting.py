"""From what was read and stored to the receipt, with personal values masked."""

from dataclasses import dataclass

from luoshi.text.masking import masked_text, masked_value
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.delivery import in_china
from luoshi.warehouse.intake import Intake
from luoshi.warehouse.outcome import Spoiled
from luoshi.warehouse.receipt import SHOWN, Receipt, Refusal
from luoshi.warehouse.rows import BadCell
from luoshi.warehouse.schema import FieldType, Table
from luoshi.warehouse.text import shown

_UNKNOWN = "没有一行能由登记册找到所在的县（登记册还没有入库？）"


def receipt(
    intake: Intake,
    file_name: str,
    manifest: Manifest | None,
    accepted: int,
    refused_file: str | None,
    in_force: int,
) -> Receipt:
    """The receipt of a file of a delivery; without a manifest nothing was stored.

    ``accepted`` of its rows are new.
    """
    return Receipt(
        table=intake.table.id,
        file=file_name,
        accepted=accepted,
        refused=intake.refused,
        known=len(intake.rows) - accepted + intake.repeated if manifest else 0,
        replaced=manifest.replaced if manifest else 0,
        in_force=in_force,
        warnings=(*_warnings(intake), *_of_none(manifest), *_of_place(intake.table, manifest)),
        refusals=tuple(refusals(intake)[:SHOWN]),
        read=intake.account,
        reach=manifest.reach if manifest else None,
        reach_by=manifest.reach_by if manifest else "received",
        batch=manifest.id if manifest else None,
        refused_file=refused_file,
    )


def _of_none(manifest: Manifest | None) -> list[str]:
    """A remark on a delivery that says there is nothing."""
    if manifest is None or not manifest.is_zero:
        return []
    return [f"零报告：这次报送的县（市、区）截至 {manifest.reach} 一行也没有"]


def _of_place(table: Table, manifest: Manifest | None) -> list[str]:
    """A remark on rows of which nobody knows the county: what becomes of them is told."""
    if manifest is None or not manifest.unplaced:
        return []
    some = manifest.unplaced < manifest.accepted + manifest.known
    told = f"有 {manifest.unplaced:,} 行在登记册里找不到所在的县" if some else _UNKNOWN
    return [f"{told}；{_becomes(table, manifest)}"]


def _becomes(table: Table, manifest: Manifest) -> str:
    """What becomes of rows that lie in no known county."""
    if len(manifest.scope) == 1:
        return "算在这次报送的县"
    if table.delivery != "full":
        return "各县的数里没有它们"
    if not manifest.counties:
        return "以后本表任何一次全量报送都会替换它们；请写明是哪里的"
    return "它们和本次报送的各县一起，由以后的报送替换"


@dataclass(frozen=True)
class Before:
    """The batch in which files came before; whether it ``stands``, and how many rows do now."""

    table: Table
    batch: Manifest
    stands: bool
    in_force: int


def receipt_again(before: Before, file_name: str, refused_file: str | None) -> Receipt:
    """The receipt of a file that came before."""
    batch = before.batch
    back = f"，当时退回 {batch.refused} 行，请改好后再送" if batch.refused else ""
    return Receipt(
        table=before.table.id,
        file=file_name,
        known=batch.accepted + batch.known,
        in_force=before.in_force,
        warnings=(f"{came_before(batch, before.stands)}，这次没有重复入库{back}",),
        earlier_batch=batch.id,
        replaced_since=not before.stands,
        refused_file=refused_file,
    )


def came_before(batch: Manifest, stands: bool) -> str:
    """When the same files came, and that others took their place where they do not stand."""
    day = f"{in_china(batch.received_at):%Y-%m-%d %H:%M}"
    since = "" if stands else "，后来被别的报送替换"
    return f"同一份文件已于 {day} 入库（批次 {batch.id}）{since}"


def refusals(intake: Intake) -> list[Refusal]:
    """Every refused cell, in the order of the file, without personal values."""
    return [
        _refusal(masked_text(each.sheet.name), cell)
        for each in intake.sheets
        for number in sorted(each.bad)
        for cell in each.bad[number]
    ]


def _refusal(sheet: str, cell: BadCell) -> Refusal:
    column = cell.column
    personal = column is None or column.personal or column.type is FieldType.PERSON
    personal = personal and not isinstance(cell.cell, Spoiled)  # #N/A is nobody's
    return Refusal(
        sheet=sheet,
        row=cell.row,
        column=column.name if column else "",
        value=masked_value(shown(cell.cell), personal),
        reason=masked_text(cell.fault.reason),
        mend=masked_text(cell.fault.mend),
    )


def _warnings(intake: Intake) -> list[str]:
    """Remarks on what was accepted or passed over."""
    warnings = [f"“{column}”有 {n} 格{note}" for (column, note), n in intake.notes.items()]
    if skipped := intake.account.skipped:
        warnings.append(f"这些工作表没有本表的表头，没有读：{'、'.join(skipped)}")
    if intake.footers:
        warnings.append(f"表末的合计、填表人等 {intake.footers} 行没有读")
    if intake.table.delivery == "full" and intake.refused and not intake.supplements:
        warnings.append(f"本表每次全量报送；退回的 {intake.refused} 行改好再送之前，库中没有这些行")
    return warnings
