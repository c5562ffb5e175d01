"""The departments' files received, those of earlier year-ends first."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from luoshi.demonstration.runner.folder import province_folder
from luoshi.demonstration.runner.progress import Tell
from luoshi.demonstration.synthetic import earlier_files_in, load_setting
from luoshi.home import home
from luoshi.pack import Pack
from luoshi.pack.deliveries import counties_in
from luoshi.pack.opening import open_warehouse
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.refused import refused_name

SENT_AFTER = timedelta(days=5)
"""How long after the day they reach to departments send their data."""


def receive_deliveries(pack: Pack, files: Mapping[str, Path], tell: Tell) -> tuple[Receipt, ...]:
    """Receive the files (by table id), each some days after the day it reaches to."""
    warehouse, everywhere = open_warehouse(pack), counties_in(pack, pack.words.whole)
    day = load_setting(pack.folder).day
    coming = [
        *earlier_files_in(province_folder(), pack),
        *((table, day, file) for table, file in files.items()),
    ]
    receipts = []
    for done, (table, day, file) in enumerate(coming):
        tell(f"收数据：{pack.tables[table].title}", done / len(coming))
        receipt = import_file(
            warehouse,
            table,
            file,
            received_at=_received(day),
            scope=everywhere,
            reach=day,
            refused_to=_refused_to(file),
        )
        receipts.append(receipt)
    return tuple(receipts)


def _received(day: date) -> datetime:
    return datetime.combine(day + SENT_AFTER, time(9), UTC)


def _refused_to(file: Path) -> Path:
    path = home() / "refused" / refused_name(file.name)
    path.parent.mkdir(exist_ok=True)
    return path
