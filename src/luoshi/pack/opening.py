"""A pack's warehouse, in the state folder."""

from pathlib import Path

from luoshi.areas import IdAreaCodes
from luoshi.home import home
from luoshi.pack.deliveries import terms_of
from luoshi.pack.homes import claim_home
from luoshi.pack.loading import Pack
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse


def open_warehouse(pack: Pack, root: Path | None = None) -> Warehouse:
    """The warehouse of ``pack`` under ``root``, by default the state folder, with its vault.

    Raises:
        PackError: the state folder is another place's.
    """
    if root is None:
        claim_home(pack)
    root = root or home()
    return Warehouse(
        root / "warehouse",
        {table.id: table for table in pack.tables.values() if table.home == "dataset"},
        pack.codes,
        lambda text: pack.areas.find(text).code,
        Vault.at(root / "vault"),
        frozenset(code.code for code in IdAreaCodes.load(pack.folder).all()),
        terms_of(pack),
    )
