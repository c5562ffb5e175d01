import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warehouse.made_up import id_number, resident, stored, write_csv

from luoshi.warehouse.errors import VaultError
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse

SECRET = "ab" * 32


def test_it_opens_what_was_kept(vault: Vault) -> None:
    numbers = {vault.person_key(number): number for number in map(id_number, range(1, 50))}
    vault.keep(numbers)
    assert {person: vault.open(person) for person in numbers} == numbers


def test_a_person_is_kept_once(vault: Vault, tmp_path: Path) -> None:
    key = vault.person_key(id_number(1))
    vault.keep({key: id_number(1)})
    vault.keep({key: id_number(1)})
    vault.keep({})
    assert len(list((tmp_path / "home" / "vault").glob("*.parquet"))) == 1


def test_whom_it_does_not_hold_it_cannot_open(vault: Vault) -> None:
    with pytest.raises(VaultError, match="没有这个人"):
        vault.open(1)
    vault.keep({2: id_number(2)})
    with pytest.raises(VaultError, match="没有这个人"):
        vault.open(1)


def test_the_secret_is_made_once_and_only_its_owner_reads_it(vault: Vault, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "vault"
    vault.keep({1: id_number(1)})
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes.pop("vault") == 0o700
    assert set(modes.values()) == {0o600}
    assert Vault.at(folder).person_key("x") == vault.person_key("x")


def test_the_secret_may_come_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_KEY", SECRET)
    vaults = [Vault.at(tmp_path / name) for name in ("one", "two")]
    assert vaults[0].person_key("x") == vaults[1].person_key("x")
    assert not (tmp_path / "one" / "key").exists()


def test_another_secret_is_refused(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOSHI_KEY", SECRET)
    with pytest.raises(VaultError, match="请恢复原密钥"):
        Vault.at(tmp_path / "home" / "vault")


@pytest.mark.parametrize("secret", ["zz", "ab", "ab" * 33])
def test_what_is_no_secret_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv("LUOSHI_KEY", secret)
    with pytest.raises(VaultError, match="LUOSHI_KEY 中的密钥应为 64 位十六进制数字"):
        Vault.at(tmp_path / "vault")


def test_a_sealed_number_moved_to_another_person_does_not_open(vault: Vault) -> None:
    sealed = vault._seal(1, id_number(1))
    with pytest.raises(VaultError, match="已被改动"):
        vault._unsealed(2, sealed)


@given(st.text("0123456789X", min_size=18, max_size=18))
def test_keys_fit_a_bigint_and_differ_by_secret(number: str) -> None:
    keys = {_key(secret, number) for secret in (b"1" * 32, b"2" * 32)}
    assert len(keys) == 2
    assert all(-(2**63) <= key < 2**63 for key in keys)


def _key(secret: bytes, number: str) -> int:
    vault = Vault.__new__(Vault)
    vault._hash_key = secret
    return vault.person_key(number)


def test_an_imported_person_can_be_opened(warehouse: Warehouse, tmp_path: Path) -> None:
    card = resident(1) | {"证件号码": id_number(1) + "43"}
    import_file(warehouse, "residents", write_csv(tmp_path / "a.csv", [card]))
    (row,) = stored(warehouse, "residents")
    assert warehouse.vault.open(row["证件号码"]) == id_number(1)
