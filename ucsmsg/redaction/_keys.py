"""Keys: with the same one, the same word always gets the same pseudonym."""

import hashlib
import os
import secrets
from pathlib import Path

from ucsmsg.redaction._errors import UnredactableError

SIZE = 32
"""Bytes of a key."""

SHORTEST = 16
"""Bytes of the content of a file that a key is made of."""


def new_key() -> bytes:
    """A key that nobody can know."""
    return secrets.token_bytes(SIZE)


def read_key(path: str | os.PathLike[str]) -> bytes:
    """The key of a file, which is made with a new one, for its owner alone, where there is none.

    Raises `OSError` where it cannot be read or made, and `UnredactableError` where it has fewer than 16 bytes.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        content = Path(path).read_bytes().strip()
        if len(content) < SHORTEST:
            message = f"Expected a key of {SHORTEST} bytes or more in {os.fspath(path)}, got {len(content)}"
            raise UnredactableError(message) from None
        return _of(content)
    content = secrets.token_hex(SIZE).encode()
    with os.fdopen(descriptor, "wb") as file:
        file.write(content + b"\n")
    return _of(content)


def _of(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=SIZE).digest()
