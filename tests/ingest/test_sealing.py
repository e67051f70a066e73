"""Sealed files open with their key, whole, and never when somebody changed them."""

from pathlib import Path

import pytest

from clipworth.ingest.sealing import CHUNK, TAG, CannotOpenError, seal, unseal

KEY, OTHER = b"k" * 32, b"o" * 32
HEAD = 23


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_sealed_comes_back(tmp_path: Path, size: int) -> None:
    plain, sealed, back = (tmp_path / name for name in ("plain", "sealed", "back"))
    plain.write_bytes(b"ana" * (size // 3) + b"x" * (size % 3))

    seal(plain, sealed, KEY)
    unseal(sealed, back, [OTHER, KEY])

    assert back.read_bytes() == plain.read_bytes()
    assert b"anaana" not in sealed.read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held[:-1],
        lambda held: held[: HEAD + CHUNK + TAG],
        lambda held: held[:HEAD] + held[HEAD + CHUNK + TAG :],
        lambda held: held[:-1] + bytes([held[-1] ^ 1]),
        lambda held: held[:10],
        lambda held: held[:0],
    ],
)
def test_what_was_changed_does_not_open(tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    plain, sealed = tmp_path / "plain", tmp_path / "sealed"
    plain.write_bytes(b"a" * (2 * CHUNK))
    seal(plain, sealed, KEY)
    sealed.write_bytes(change(sealed.read_bytes()))

    with pytest.raises(CannotOpenError):
        unseal(sealed, tmp_path / "back", [KEY])


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    plain, sealed = tmp_path / "plain", tmp_path / "sealed"
    plain.write_bytes(b"ana")
    seal(plain, sealed, KEY)

    with pytest.raises(CannotOpenError, match="No key"):
        unseal(sealed, tmp_path / "back", [OTHER])
