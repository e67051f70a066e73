"""Who customers are, for the engine: the keyed hash that Python makes, and who is forgotten."""

import hashlib

from clipworth.sources.declare import Clues
from clipworth.sources.identity import FOLDED
from clipworth.store.engine import Store, quoted

BLOCK = 64


def know_people(store: Store, clues: Clues) -> None:
    """Give the engine `person_of(text)` and `unforgotten(hash)`, which readers of people use.

    Source: HMAC, RFC 2104, over SHA-256; `person_hash` is its twin and a test holds them together.
    """
    # One whom nobody knows keeps the list from being empty.
    forgotten = ", ".join(map(quoted, sorted(clues.forgotten) or [""]))
    older = [_hashed(key) for key in clues.older_keys] if clues.forgotten else []
    before = " ".join(f"when {one} in ({forgotten}) then {one}" for one in older)
    newest = _hashed(clues.person_key)
    hashed = f"case {before} else {newest} end" if before else newest
    store.run(f"create or replace temp macro person_of(who) as {hashed}")
    store.run(
        "create or replace temp macro unforgotten(hashed) as"
        f" case when hashed not in ({forgotten}) then hashed end"
    )


def _hashed(key: bytes) -> str:
    inner, outer = _pads(key)
    who = FOLDED.format(c="who")
    return f"left(sha256(unhex('{outer}') || unhex(sha256(unhex('{inner}') || encode({who})))), 32)"


def _pads(key: bytes) -> tuple[str, str]:
    if len(key) > BLOCK:
        key = hashlib.sha256(key).digest()
    padded = key.ljust(BLOCK, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in padded) for pad in (0x36, 0x5C))
    return inner.hex(), outer.hex()
