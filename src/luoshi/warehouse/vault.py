"""The vault: ID numbers as keyed hashes outside, encrypted inside.

A row holds a person as BLAKE2b (RFC 7693) of the 18 characters, keyed with a secret and cut
to 8 bytes: without the secret nobody can try out numbers. Among n persons two share a key
with a chance of about n²/2⁶⁵: one in 700,000 for all 7.2 million people of a province.

The number itself lies in the vault under AES-256-GCM, bound to its key. The secret is
``$LUOSHI_KEY`` (64 hexadecimal digits) or a file in the vault made at first use, readable by
its owner only. Whoever loses the secret loses the numbers, and new rows no longer meet old
ones; so the vault remembers a print of its secret and refuses any other.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from luoshi.warehouse.batches import move_in, write_parquet
from luoshi.warehouse.duck import connect, files
from luoshi.warehouse.errors import VaultError

VARIABLE = "LUOSHI_KEY"
_NONCE = 12
_SECRET = 32


class Vault:
    """Turns ID numbers into person keys, and back for those who may.

    ``finding_key`` keys the digests by which findings of data quality are known again.
    """

    def __init__(self, folder: Path, secret: bytes) -> None:
        self.folder = folder
        self._hash_key = _derived(secret, b"luoshi person key")
        self._cipher = AESGCM(_derived(secret, b"luoshi sealing key"))
        self.finding_key = _derived(secret, b"luoshi finding key")
        _check_print(folder, _derived(secret, b"luoshi print").hex())

    @classmethod
    def at(cls, folder: Path) -> "Vault":
        """Open the vault in a folder, making folder and secret at first use."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(folder, _secret(folder))

    def person_key(self, number: str) -> int:
        """The key rows hold for an 18-character ID number: a signed 64-bit whole number."""
        digest = blake2b(number.encode(), digest_size=8, key=self._hash_key).digest()
        return int.from_bytes(digest, "big", signed=True)

    def open(self, person: int) -> str:
        """The ID number of a person. Whoever calls this writes the audit log."""
        paths = self._sealed()
        row = _lookup(paths, person) if paths else None
        if row is None:
            raise VaultError("保险库中没有这个人的证件号码")
        return self._unsealed(person, row[0])

    def keep(self, numbers: Mapping[int, str]) -> None:
        """Seal the ID numbers, given by person key, that the vault does not hold yet."""
        new = self._new(numbers)
        if not new:
            return
        sealed = [self._seal(person, numbers[person]) for person in new]
        rows = pa.table(
            {"person": pa.array(new, pa.int64()), "sealed": pa.array(sealed, pa.binary())}
        )
        final = self.folder / f"{secrets.token_hex(8)}.parquet"
        unfinished = final.with_name(f".{final.name}")
        write_parquet(rows, unfinished)
        unfinished.chmod(0o600)
        move_in(unfinished, final)

    def _new(self, numbers: Mapping[int, str]) -> list[int]:
        paths = self._sealed()
        if not paths or not numbers:
            return sorted(numbers)
        with connect() as database:
            database.register("coming", pa.table({"person": pa.array(numbers, pa.int64())}))
            found = database.execute(
                f"SELECT person FROM coming ANTI JOIN {files(paths)} USING (person) ORDER BY person"
            )
            return [person for (person,) in found.fetchall()]

    def _sealed(self) -> list[Path]:
        return sorted(self.folder.glob("[!.]*.parquet"))

    def _seal(self, person: int, number: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, number.encode(), _bound(person))

    def _unsealed(self, person: int, sealed: bytes) -> str:
        try:
            number = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(person))
        except InvalidTag:
            raise VaultError("保险库的记录与密钥不符或已被改动") from None
        return number.decode()


def _lookup(paths: list[Path], person: int) -> tuple[bytes] | None:
    with connect() as database:
        sql = f"SELECT sealed FROM {files(paths)} WHERE person = ? LIMIT 1"
        return database.execute(sql, [person]).fetchone()


def _bound(person: int) -> bytes:
    return person.to_bytes(8, "big", signed=True)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=_SECRET, salt=None, info=purpose).derive(secret)


def _secret(folder: Path) -> bytes:
    written = os.environ.get(VARIABLE)
    return _from_hex(written, VARIABLE) if written else _secret_in(folder / "key")


def _secret_in(path: Path) -> bytes:
    _put_once(path, secrets.token_hex(_SECRET))
    return _from_hex(path.read_text(), str(path))


def _from_hex(text: str, where: str) -> bytes:
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) != _SECRET:
        raise VaultError(f"{where} 中的密钥应为 64 位十六进制数字")
    return secret


def _check_print(folder: Path, print_: str) -> None:
    path = folder / "print"
    _put_once(path, print_)
    if path.read_text() != print_:
        raise VaultError(
            f"密钥与保险库 {folder} 不是一套，新旧数据中的同一个人会对不上；请恢复原密钥"
        )


def _put_once(path: Path, text: str) -> None:
    """Write a file unless it is there; of several writers at once one wins, whole."""
    if path.exists():
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        Path(temporary).unlink()
