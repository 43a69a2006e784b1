"""Names that somebody lists: masked wherever they stand, however they are written there."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What may stand between the words of one name: "Keller, Anna", "A. Keller", "Mary-Jane".
_BETWEEN = re.compile(r"[ \t\u00a0]{0,2}[-‐.,]?[ \t\u00a0]{0,2}")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})
_SEPARATORS = r"[^\p{L}\p{M}'’]+"

Words = tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Names to look for: for each first word the ways in which a name may go on, the longest first.

    last: the words a name may end with. count: the names that were listed. Printed, it tells no name.
    """

    starts: dict[str, tuple[Words, ...]] = field(default_factory=dict, repr=False)
    last: frozenset[str] = field(default=frozenset(), repr=False)
    count: int = 0

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.starts)


def listed(lines: Iterable[str]) -> Names:
    """The names of a list, one a line, each "Anna Keller" or one word alone.

    A name of several words is found in any case, turned round ("Keller, Anna"), with its first words as an initial
    ("A. Keller") and with marks left out or spelled out ("Mueller"); one of a single word only with a capital.
    """
    ways: set[Words] = set()
    count = 0
    for line in lines:
        first, comma, second = line.partition(",")
        words = _WORD.findall(f"{second} {first}" if comma else line)
        if sum(map(len, words)) < 2:
            continue
        count += 1
        for spelled in {tuple(map(fold, words)), tuple(_fold_umlauts(word) for word in words)}:
            ways.update(_ways(spelled))
    starts: dict[str, list[Words]] = {}
    for way in sorted(ways, key=len, reverse=True):
        starts.setdefault(way[0], []).append(way)
    return Names(
        {word: tuple(found) for word, found in starts.items()}, frozenset(word for way in ways for word in way[-1:])
    )


def _ways(words: Words) -> Iterator[Words]:
    yield words
    if len(words) == 1:
        return
    for cut in range(1, len(words)):
        front, back = words[:cut], words[cut:]
        if len(back[-1]) > 1:
            yield (*back, *front)
            yield (front[0][0], *back)
    if len(words[-1]) > 1 and len(words[0]) > 1:
        yield (words[0], words[-1][0])


def fold(word: str) -> str:
    """A word as it is compared: small letters without marks and apostrophes."""
    return _fold(word.casefold())


def _fold_umlauts(word: str) -> str:
    return _fold(unicodedata.normalize("NFC", word.lower()).translate(_UMLAUTS).casefold())


def _fold(word: str) -> str:
    bare = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(sign for sign in bare if sign not in "'’" and not unicodedata.combining(sign))


def shows(cells: pd.Series, names: Names) -> npt.NDArray[np.bool_]:
    """Which texts hold the last word of a name: worth a closer look."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(cells, type=pa.large_string(), from_pandas=True)
    split = pc.split_pattern_regex(texts, _SEPARATORS)
    words = pc.list_flatten(split).dictionary_encode()
    known = np.array([_is_last(str(word), names.last) for word in words.dictionary.to_pylist()], dtype="bool")
    found: npt.NDArray[np.bool_] = np.zeros(len(cells), dtype="bool")
    if len(known):
        rows = pc.list_parent_indices(split).to_numpy(zero_copy_only=False)
        found[rows[known[words.indices.to_numpy(zero_copy_only=False)]]] = True
    return found


def _is_last(word: str, last: Collection[str]) -> bool:
    return any(way in last for way in _readings(word))


def _readings(word: str) -> tuple[str, ...]:
    """How a word of a text may be meant: as it stands, or with an s that is only its case."""
    whole = fold(word.strip("'’"))
    bare = re.sub(r"(?i)['’]s?$", "", word)
    return (whole, fold(bare)) if bare != word else (whole,)


def mask(text: str, names: Names) -> tuple[str, int]:
    """The text with the names masked, and how many were."""
    found = list(_WORD.finditer(text))
    pieces, times, at, position = [], 0, 0, 0
    while position < len(found):
        size, end = _name_at(text, found, position, names)
        if not size:
            position += 1
            continue
        pieces += [text[at : found[position].start()], "[name]"]
        at, position, times = end, position + size, times + 1
    return "".join([*pieces, text[at:]]), times


def _name_at(text: str, found: Sequence[re.Match[str]], position: int, names: Names) -> tuple[int, int]:
    """How many words of a name begin here, and where it ends; (0, 0) where none does."""
    for first in _readings(found[position].group()):
        for way in names.starts.get(first, ()):
            end = _end(text, found[position : position + len(way)], way)
            if end:
                return len(way), end
    return 0, 0


def _end(text: str, words: Sequence[re.Match[str]], way: Words) -> int:
    """Where the name of these words ends; 0 where the text goes another way."""
    if len(words) < len(way):
        return 0
    for word, wanted, after in zip(words, way, [*words[1:], None], strict=False):
        last = after is None or word is words[-1]
        if wanted not in (_readings(word.group()) if last else (fold(word.group()),)):
            return 0
        if not last and after is not None and not _BETWEEN.fullmatch(text, word.end(), after.start()):
            return 0
    end = words[-1].end()
    short = len(way) == 1 or any(len(word) == 1 for word in way)
    if short and not all(word.group()[0].isupper() for word in words if len(way) == 1 or len(fold(word.group())) == 1):
        return 0
    if fold(words[-1].group()) != way[-1]:
        return words[-1].start() + len(re.sub(r"(?i)['’]s?$", "", words[-1].group()))
    dotted = len(way[-1]) == 1 and text[end : end + 1] == "."
    return end + dotted
