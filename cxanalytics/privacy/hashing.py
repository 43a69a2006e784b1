"""Ids that nobody can turn back without the salt."""

import hashlib
from collections.abc import Iterable

import pandas as pd


def hash_ids(values: pd.Series, salt: bytes) -> pd.Series:
    """Ids as 16 hex digits that nobody can turn back without the salt; same id and salt, same hash.

    Blank and missing values come back missing.
    """
    codes, different = pd.factorize(values.astype("str").str.strip().replace("", None))
    return pd.Series(digests(different, salt), dtype="str").reindex(codes).set_axis(values.index)


def digests(values: Iterable[str], salt: bytes) -> list[str]:
    """A keyed hash of each text: BLAKE2b (RFC 7693) of 8 bytes, as 16 hex digits."""
    key = salt if len(salt) <= 64 else hashlib.blake2b(salt).digest()
    return [hashlib.blake2b(value.encode(), digest_size=8, key=key).hexdigest() for value in values]
