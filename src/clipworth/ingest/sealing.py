"""Sealed files: AES-256-GCM in chunks, so that a large one needs little memory.

Source: the STREAM construction, Hoang, Reyhanitabar, Rogaway, Vizár 2015, eprint.iacr.org/2015/189:
the nonce holds the chunk's number and whether it is the last, so none is lost, moved or repeated.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from clipworth.ingest.keys import fingerprint, sealing

MAGIC = b"CLIPSEA1"
CHUNK = 1 << 20
TAG = 16
PREFIX = 7


class CannotOpenError(Exception):
    """A sealed file is damaged, or no key at hand opens it."""


def seal(plain: Path, sealed: Path, key: bytes) -> None:
    """Encrypt a file into another, which is forced to disk."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, prefix = AESGCM(sealing(key)), os.urandom(PREFIX)
    head = MAGIC + fingerprint(key) + prefix
    with plain.open("rb") as source, sealed.open("wb") as target:
        target.write(head)
        number, chunk = 0, source.read(CHUNK)
        while True:
            after = source.read(CHUNK)
            nonce = _nonce(prefix, number, last=not after)
            target.write(cipher.encrypt(nonce, chunk, head))
            if not after:
                break
            number, chunk = number + 1, after
        target.flush()
        os.fsync(target.fileno())


def unseal(sealed: Path, plain: Path, keys: Sequence[bytes]) -> None:
    """Decrypt a file into another.

    Raises CannotOpenError where it is damaged, or none of the keys sealed it.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    with sealed.open("rb") as source, plain.open("wb") as target:
        head = source.read(len(MAGIC) + 8 + PREFIX)
        named, prefix = head[len(MAGIC) : -PREFIX], head[-PREFIX:]
        key = next((one for one in keys if fingerprint(one) == named), None)
        if key is None:
            raise CannotOpenError(f"No key at hand opens {sealed.name}.")
        cipher = AESGCM(sealing(key))
        number, chunk = 0, source.read(CHUNK + TAG)
        while True:
            after = source.read(CHUNK + TAG)
            try:
                nonce = _nonce(prefix, number, last=not after)
                target.write(cipher.decrypt(nonce, chunk, head))
            except InvalidTag:
                raise CannotOpenError(f"{sealed.name} is damaged.") from None
            if not after:
                return
            number, chunk = number + 1, after


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
