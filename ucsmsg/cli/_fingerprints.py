"""What makes a deviation the same in the next version of a capture."""

import hashlib
from collections import Counter

import attrs

from ucsmsg._postponed import postponed_pattern
from ucsmsg.cli._results import Hit

_INDEX = postponed_pattern(r"\[\d++\]")
_DIGEST_SIZE = 16


def indexless(path: str) -> str:
    """The path without the indexes of elements: they move when a neighbour comes or goes."""
    return _INDEX.sub("[]", path)


def kind_of(hit: Hit) -> str:
    """The digest of name, path and value: the same wherever the deviation stands, in whichever file."""
    diagnostic = hit.diagnostic
    return _digest(diagnostic.name, indexless(diagnostic.path), diagnostic.found)


@attrs.define
class Fingerprints:
    """Gives each deviation of a run a fingerprint of its own: the digest of its kind, and the how manieth it is."""

    seen: Counter[str] = attrs.field(factory=Counter)

    def with_fingerprint(self, hit: Hit) -> Hit:
        """The deviation with its fingerprint."""
        kind = kind_of(hit)
        self.seen[kind] += 1
        return attrs.evolve(hit, fingerprint=_digest(kind, str(self.seen[kind])))


def _digest(*parts: str) -> str:
    content = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=_DIGEST_SIZE).hexdigest()
