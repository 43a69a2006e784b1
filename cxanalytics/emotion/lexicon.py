"""The words, phrases and emoji that decide, read from data/lexicons and from the vaderSentiment package.

Every word, class of words and phrase gets one number, its unit. A unit's weight, emotions and the rest are
arrays indexed by that number, so that a whole column of comments is weighed by array look-ups.
"""

import csv
import hashlib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cxanalytics.emotion.characters import Flags
from cxanalytics.emotion.patterns import Trie, Wording, expand, spell_out
from cxanalytics.emotion.tokens import EMOTICON_STARTS, UNKNOWN, Ids, Vocabulary
from cxanalytics.resources import data_path

_FILES = (
    "words.csv", "phrases.csv", "emoji.csv", "modifiers.csv", "classes.csv", "emotions.csv", "languages.csv",
    "non_answers.txt", "calibration.json",
)  # fmt: skip
_DIGITS = "{digits}"
_EMOTICON_LENGTH = 4


@dataclass(frozen=True)
class Lexicon:
    """What is known about each unit. `vader` is true for VADER's own rules and words alone."""

    vader: bool
    words: Vocabulary
    emoticons: Vocabulary
    names: tuple[str, ...]
    valence: npt.NDArray[np.float64]
    known: Flags  # has a valence, though it may be 0
    boost: npt.NDArray[np.float64]
    negates: Flags
    contrast: Flags
    shortened: Flags
    effort: Flags
    emotions: npt.NDArray[np.uint16]  # one bit per emotion, in the order of emotions.csv
    phrase: Flags  # several words that count as one
    english: Flags
    foreign: Flags
    class_symbols: Ids
    class_trie: Trie
    phrase_symbols: Ids
    phrase_trie: Trie
    answer_symbols: Ids
    answer_trie: Trie
    unit: Mapping[str, int]


@dataclass(frozen=True)
class Emotion:
    """A named feeling: its polarity, and what a negation makes of it ("" for nothing)."""

    name: str
    polarity: str
    negated: str


@cache
def emotions() -> tuple[Emotion, ...]:
    """The CX emotions, in the order in which they are always listed."""
    return tuple(Emotion(row["emotion"], row["polarity"], row["negated"]) for row in rows("emotions.csv"))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of data/lexicons."""
    with data_path("lexicons", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def version(rules: str) -> str:
    """Changes whenever a rule (by its number) or a line of a lexicon file changes."""
    digest = hashlib.sha256(rules.encode())
    for path in (*(data_path("lexicons", name) for name in _FILES), vader_file()):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"{rules}-{digest.hexdigest()[:10]}"


def vader_file() -> Path:
    """VADER's lexicon in the installed vaderSentiment package, which is found but not imported."""
    spec = importlib.util.find_spec("vaderSentiment")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("vaderSentiment is not installed; run: pip install -r requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "vader_lexicon.txt"


def vader_words() -> dict[str, float]:
    """VADER's words, emoticons and their mean ratings from -4 to 4."""
    lines = vader_file().read_text(encoding="utf-8").splitlines()
    return {word: float(mean) for word, mean, *_ in (line.split("\t") for line in lines if line.strip())}


@dataclass
class _Entry:
    """What the files say of one unit."""

    valence: float | None = None
    boost: float = 0.0
    kinds: frozenset[str] = frozenset()
    emotions: int = 0
    effort: bool = False


@cache
def lexicon(vader: bool = False) -> Lexicon:
    """Everything in data/lexicons, compiled. With `vader`, only what VADER itself knows."""
    entries = {word.lower(): _Entry(valence) for word, valence in vader_words().items()}
    phrases: dict[Wording, _Entry] = {}
    for pattern, entry in _entries(vader):
        for wording in expand(pattern):
            if len(wording) == 1 and not wording[0].startswith("{"):
                entries[wording[0]] = _merged(entries.get(wording[0]), entry)
            else:
                phrases[wording] = _merged(phrases.get(wording), entry)
    classes = _classes()
    return _compile(entries, phrases, classes, vader)


def _entries(vader: bool) -> Iterator[tuple[str, _Entry]]:
    """Patterns of all files with what they say, later ones having the last word."""
    for row in rows("modifiers.csv"):
        if not vader or row["from"] == "VADER":
            yield row["phrase"], _Entry(boost=float(row["amount"] or 0), kinds=frozenset([row["kind"]]))
    for name in ("words.csv", "phrases.csv"):
        for row in rows(name):
            if not vader or row["note"] == "VADER":
                yield row["phrase"], _feeling(row)
    if not vader:
        for row in rows("emoji.csv"):
            yield row["emoji"], _feeling(row)


def _feeling(row: Mapping[str, str]) -> _Entry:
    order = [emotion.name for emotion in emotions()]
    named = sum(1 << order.index(name) for name in row["emotions"].split("|") if name)
    valence = float(row["valence"]) if row["valence"] else None
    return _Entry(valence, emotions=named, effort=row.get("effort") == "yes")


def _merged(old: _Entry | None, new: _Entry) -> _Entry:
    """One entry from two files: feelings replace feelings, kinds add up."""
    if old is None:
        return new
    if new.kinds:
        return _Entry(old.valence, new.boost or old.boost, old.kinds | new.kinds, old.emotions, old.effort)
    valence = old.valence if new.valence is None else new.valence
    return _Entry(valence, old.boost, old.kinds, new.emotions, new.effort)


def _classes() -> dict[str, list[Wording]]:
    """Wordings of each class, classes inside them kept."""
    result: dict[str, list[Wording]] = {}
    for row in rows("classes.csv"):
        result.setdefault("{" + row["class"] + "}", []).extend(expand(row["pattern"]))
    return result


def _compile(
    entries: dict[str, _Entry], phrases: dict[Wording, _Entry], classes: dict[str, list[Wording]], vader: bool
) -> Lexicon:
    single = {name: [w[0] for w in wordings] for name, wordings in classes.items() if _is_single(wordings)}
    merged = {name: wordings for name, wordings in classes.items() if name not in single}
    outer = {
        wording: name
        for name, wordings in merged.items()
        if any(name in phrase for phrase in phrases)
        for wording in spell_out(wordings, merged)
    }
    answers = _answers()
    languages = [(row["language"], row["words"].split()) for row in rows("languages.csv")]
    vocabulary = dict.fromkeys(
        word
        for source in (entries, *answers, *phrases, *outer, *single.values(), *(words for _, words in languages))
        for word in source
        if not word.startswith("{")
    )
    names = ["", _DIGITS, *vocabulary, *dict.fromkeys(outer.values()), *(" ".join(w) for w in phrases)]
    unit = {name: number for number, name in enumerate(names)}
    digits = [_DIGITS, *(word for word in vocabulary if word[0].isdigit())]
    single = {name: [w for w in words if w != _DIGITS] + digits * (_DIGITS in words) for name, words in single.items()}
    class_symbols, class_trie = _trie({w: unit[name] for w, name in outer.items()}, single, unit)
    phrase_symbols, phrase_trie = _trie({w: unit[" ".join(w)] for w in phrases}, single, unit)
    answer_symbols, answer_trie = _trie(dict.fromkeys(answers, UNKNOWN), {}, unit)
    every = {**entries, **{" ".join(wording): entry for wording, entry in phrases.items()}}
    blank = _Entry()
    listed = [every.get(name, blank) for name in names]
    foreign = {word for language, words in languages if language != "en" for word in words}
    english = {word for language, words in languages if language == "en" for word in words}
    spellings, ids = _spellings(vocabulary, unit)
    return Lexicon(
        vader=vader,
        words=Vocabulary(spellings, ids),
        emoticons=_emoticons(vader),
        names=tuple(names),
        valence=np.array([entry.valence or 0.0 for entry in listed]),
        known=np.array([entry.valence is not None for entry in listed]),
        boost=np.array([entry.boost for entry in listed]),
        negates=_kind(listed, "negation"),
        contrast=_kind(listed, "contrast"),
        shortened=_kind(listed, "shortened"),
        effort=np.array([entry.effort for entry in listed]),
        emotions=np.array([entry.emotions for entry in listed], np.uint16),
        phrase=np.arange(len(names)) >= len(names) - len(phrases),
        english=np.array([name in english for name in names]),
        foreign=np.array([name in foreign and name not in english for name in names]),
        class_symbols=class_symbols,
        class_trie=class_trie,
        phrase_symbols=phrase_symbols,
        phrase_trie=phrase_trie,
        answer_symbols=answer_symbols,
        answer_trie=answer_trie,
        unit=unit,
    )


def _answers() -> list[Wording]:
    """What non_answers.txt lists."""
    lines = data_path("lexicons", "non_answers.txt").read_text(encoding="utf-8").splitlines()
    return [wording for line in lines if line.strip() and line[0] != "#" for wording in expand(line)]


def _is_single(wordings: Sequence[Wording]) -> bool:
    return all(len(wording) == 1 and (wording[0] == _DIGITS or wording[0][0] != "{") for wording in wordings)


def _kind(entries: Sequence[_Entry], kind: str) -> Flags:
    return np.array([kind in entry.kinds for entry in entries])


def _emoticons(vader: bool) -> Vocabulary:
    """Emoticons that may touch a word, such as :) and <3. VADER's own rules know them only between spaces."""
    known = [
        word
        for word in vader_words()
        if word[0] in EMOTICON_STARTS and 1 < len(word) <= _EMOTICON_LENGTH and " " not in word
    ]
    return Vocabulary(known, [UNKNOWN + 1] * len(known))


def _spellings(vocabulary: Iterable[str], unit: Mapping[str, int]) -> tuple[list[str], list[int]]:
    """Each word as it is; and n't, 've, 'm, 're words without their apostrophe, unless that is another word."""
    spelt = {word: unit[word] for word in vocabulary}
    for word in list(spelt):
        if word.endswith(("n't", "'ve", "'m", "'re", "'d")):
            spelt.setdefault(word.replace("'", ""), spelt[word])
    return list(spelt), list(spelt.values())


def _trie(
    wordings: Mapping[Wording, int], single: Mapping[str, Sequence[str]], unit: Mapping[str, int]
) -> tuple[Ids, Trie]:
    """A trie over as few symbols as are told apart: words that only ever stand for their class share one."""
    parts = dict.fromkeys(part for wording in wordings for part in wording)
    symbol = {part: number for number, part in enumerate(parts, 1)}
    symbols = np.zeros(len(unit), np.intp)
    for part, number in symbol.items():
        for word in single.get(part, [part]):
            if symbols[unit[word]] and word not in symbol:
                raise ValueError(f"“{word}” is in two classes of classes.csv; leave it in one")
            symbols[unit[word]] = symbol.get(word, number)
    choices = {
        part: [(part,), *((word,) for word in words if word in symbol)]
        for part, words in single.items()
        if part in symbol
    }
    numbered = {
        tuple(symbol[part] for part in choice): number
        for wording, number in wordings.items()
        for choice in spell_out([wording], choices)
    }
    return symbols, Trie(numbered, len(symbol) + 1)


