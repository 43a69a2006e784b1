"""Texts as one long array of code points, with the nature of each and a fingerprint for any stretch of it.

Scoring a million comments word by word in Python takes minutes. Here the texts of a batch are laid end to end
as numbers, so that finding words, looking them up and adding up their weights are array operations.
"""

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Positions: TypeAlias = npt.NDArray[np.intp]
Flags: TypeAlias = npt.NDArray[np.bool_]
Hashes: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.float64]

SPACE, SIGN, APOSTROPHE, JOINER, EMOJI, DIGIT, LETTER = range(7)
UPPER, LOWER, MARK = 16, 32, 64  # flags: a capital, a small letter, a sign that may part clauses
NATURE = 15  # the bits that hold it

_APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`"
_MARKS = ".!?,;|*-\n\r\u2013\u2014\u2028\u2029\u2026\u3002\uff01\uff1f\u2022\u00b7\u25cf\u25aa"
_SKIN = range(0x1F3FB, 0x1F400)
_JOINERS = (0x200D, 0x20E3)  # of emoji made of several, and of keys such as 1\ufe0f\u20e3
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64


@dataclass(frozen=True)
class Characters:
    """The texts of one batch, each followed by one space. Positions count code points from the batch's start."""

    codes: npt.NDArray[np.uint32]
    nature: npt.NDArray[np.uint8]
    first: Positions  # where each text starts
    last: Positions  # where each text ends (exclusive)
    _sums: npt.NDArray[np.uint64]

    def fingerprints(self, start: Positions, end: Positions) -> Hashes:
        """One 64-bit number per stretch, equal for equal stretches whatever their case or kind of apostrophe.

        A polynomial (Rabin-Karp) hash modulo 2**64 over scrambled letters: the sum of letter * M**position,
        moved back to position 0 by the inverse of M**start. Stretches of different letters share a number
        with odds of about 1 in 10**19.
        """
        _, inverse = _powers(len(self._sums))
        found: Hashes = ((self._sums.take(end) - self._sums.take(start)) * inverse.take(start)).view(np.int64)
        return found


def joined(first: Hashes, second: Hashes, size: Positions) -> Hashes:
    """The fingerprints of stretches set before others; size: how many characters the first ones have."""
    forward, _ = _powers(int(size.max(initial=0)) + 1)
    found: Hashes = (first.view(np.uint64) + second.view(np.uint64) * forward.take(size)).view(np.int64)
    return found


def lay_out(texts: Sequence[str]) -> Characters:
    """The texts end to end. Lone surrogates are allowed."""
    joined = " ".join(texts) + " "
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter(map(len, texts), np.intp, len(texts))
    last = np.cumsum(lengths + 1) - 1
    nature, letters = _tables()
    forward, _ = _powers(len(codes) + 1)
    sums = np.empty(len(codes) + 1, np.uint64)
    sums[0] = 0
    growing = sums[1:]
    np.take(letters, codes, out=growing, mode="clip")
    growing *= forward[: len(codes)]
    np.cumsum(growing, out=growing)
    return Characters(codes, nature.take(codes), last - lengths, last, sums)


@cache
def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint64]]:
    """Per code point: its nature, and the scrambled number of its lower-case form."""
    nature = np.full(sys.maxunicode + 1, SIGN, np.uint8)
    folded = np.arange(sys.maxunicode + 1, dtype=np.uint64)
    for code in (*range(0x20000), *range(0xE0000, 0xE0200)):
        sign = chr(code)
        nature[code] = _nature_of(code, sign) | (MARK if sign in _MARKS else 0)
        folded[code] = _fold(sign)
    nature[0x20000:0x32000] = LETTER  # rarer Chinese characters
    scrambled = (folded + np.uint64(1)) * np.uint64(0xBF58476D1CE4E5B9)
    scrambled ^= scrambled >> np.uint64(31)
    scrambled *= np.uint64(0x94D049BB133111EB)
    scrambled ^= scrambled >> np.uint64(29)
    return nature, scrambled


def _nature_of(code: int, sign: str) -> int:
    category = unicodedata.category(sign)
    spaces = ("Cc", "Zs", "Zl", "Zp", "Cf", "Cs", "Cn")
    kinds = (
        (APOSTROPHE, sign in _APOSTROPHES),
        (JOINER, code in _SKIN or code in _JOINERS or 0xFE00 <= code <= 0xFE0F or code >= 0xE0000),
        (SPACE, sign.isspace() or category in spaces),
        (DIGIT, category == "Nd"),
        (LETTER | UPPER, sign.isupper() and category[0] in "LN"),
        (LETTER | LOWER, sign.islower() and category[0] in "LN"),
        (LETTER, category[0] in "LMN" or sign == "_"),
        (EMOJI, category == "So" and (code >= 0x1F000 or 0x2300 <= code <= 0x2BFF)),
    )
    return next((kind for kind, is_so in kinds if is_so), SIGN)


def _fold(sign: str) -> int:
    if sign in _APOSTROPHES:
        return ord("'")
    plain = unicodedata.normalize("NFKC", sign)
    lower = (plain if len(plain) == 1 else sign).lower()
    return ord(lower) if len(lower) == 1 else ord(sign)


_known_powers: tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]] = (
    np.ones(1, np.uint64),
    np.ones(1, np.uint64),
)


def _powers(size: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """At least `size` powers of the multiplier and of its inverse, kept for the next batch."""
    global _known_powers
    if len(_known_powers[0]) < size:
        inverse = pow(_MULTIPLIER, -1, 2**64)
        _known_powers = (_series(_MULTIPLIER, size), _series(inverse, size))
    return _known_powers


def _series(base: int, size: int) -> npt.NDArray[np.uint64]:
    series = np.full(size, base, np.uint64)
    series[0] = 1
    return np.cumprod(series, dtype=np.uint64)
