"""Data in the page: packed so that nothing in it can be taken for markup, and the page stays small."""

import base64
import gzip
import json
from typing import Any


def packed(value: Any) -> str:
    """The value as JSON, gzip and base64, which a browser unpacks without any library; equal for equal values."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8"), mtime=0)).decode("ascii")


def unpacked(text: str) -> Any:
    """The value of a text that was packed."""
    return json.loads(gzip.decompress(base64.b64decode(text)))
