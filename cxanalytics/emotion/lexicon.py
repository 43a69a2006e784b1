"""The words, phrases and emoji that decide, read from data/lexicons and from the vaderSentiment package.

Every word, class of words and phrase gets one number, its unit. A unit's weight, emotions and the rest are
arrays indexed by that number, so that a whole column of comments is weighed by array look-ups. Each language that is
read has a lexicon of its own; those beside English lie in data/languages.
"""

import csv
import hashlib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cxanalytics.emotion.characters import Flags
from cxanalytics.emotion.inflection import inflected, ways_to_write
from cxanalytics.emotion.patterns import Finder, Slot, Wording, expand, parse
from cxanalytics.emotion.tokens import EMOTICON_STARTS, UNKNOWN, Vocabulary
from cxanalytics.resources import data_path

_FILES = (
    "words.csv", "phrases.csv", "emoji.csv", "modifiers.csv", "classes.csv", "emotions.csv", "languages.csv",
    "non_answers.txt", "unresolved.csv", "questions.csv",
)  # fmt: skip
_MODEL = ("polarity.csv", "polarity.json", "rules.json")
ENGLISH = "en"
READ = (ENGLISH, "de", "es", "fr")  # the languages that are read
_OWN = ("words.csv", "phrases.csv", "modifiers.csv", "classes.csv", "endings.csv", "unresolved.csv",
        "non_answers.txt", "questions.csv")  # fmt: skip
ABSENT = -1  # the unit of a word that a language does not have
_DIGITS = "{digits}"
_EMOTICON_LENGTH = 4
OUTCOMES = ("neither", "resolved", "unresolved")  # what a wording of unresolved.csv may say
_TELLING_LENGTH = 4  # letters a word of feeling needs to show that a text is English


@dataclass(frozen=True)
class Lexicon:
    """What is known about each unit. `vader` is true for VADER's own rules and words alone."""

    language: str
    vader: bool
    words: Vocabulary
    emoticons: Vocabulary
    names: tuple[str, ...]
    valence: npt.NDArray[np.float64]
    known: Flags  # has a valence, though it may be 0
    boost: npt.NDArray[np.float64]
    negates: Flags
    denies: Flags  # negates up to six words on
    contrast: Flags
    joins: Flags  # "and"
    subject: Flags  # may begin a statement of its own after "and"
    verb: Flags  # a negation behind it turns it too ("gefällt mir nicht")
    shortened: Flags
    effort: Flags
    emotions: npt.NDArray[np.uint16]  # one bit per emotion, in the order of emotions.csv
    phrase: Flags  # several words that count as one
    english: Flags  # words of English, everyday or of feeling, that are not everyday words of another language
    foreign: Flags  # everyday words of other languages alone
    classes: Finder
    phrases: Finder
    answers: Finder
    outcomes: Finder  # reports places in OUTCOMES
    unit: Mapping[str, int]

    def english_unit(self, word: str) -> int:
        """The unit of a word that only a rule of English asks for; ABSENT in other languages."""
        return self.unit[word] if self.language == ENGLISH else ABSENT


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


def path_of(name: str, language: str = ENGLISH) -> Path:
    """Where a file of a language's lexicon lies."""
    return data_path("lexicons", name) if language == ENGLISH else data_path("languages", language, name)


def rows(name: str, language: str = ENGLISH) -> list[dict[str, str]]:
    """The rows of one CSV file of a language's lexicon."""
    with path_of(name, language).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def endings(language: str) -> dict[str, tuple[str, ...]]:
    """The named sets of endings of a language, from its endings.csv; "" is the bare stem."""
    return {row["name"]: tuple(row["endings"].split("|")) for row in rows("endings.csv", language)}


def version(rules: str) -> str:
    """Changes whenever a rule (by its number), a line of a lexicon file or a weight of the shipped model changes."""
    digest = hashlib.sha256(rules.encode())
    shipped = [data_path("models", name) for name in _MODEL]
    others = [path_of(name, language) for language in READ if language != ENGLISH for name in _OWN]
    for path in (*(path_of(name) for name in _FILES), *others, *shipped, vader_file()):
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
def lexicon(language: str = ENGLISH, *, vader: bool = False) -> Lexicon:
    """What is known of a language, one of READ, compiled. With `vader`, only what VADER itself knows of English."""
    words = {word.lower(): _Entry(mean) for word, mean in _from_vader(language, vader)}
    phrases: dict[str, _Entry] = {}
    for pattern, entry in _entries(language, vader):
        wordings = expand(pattern) if " " not in pattern else []
        for wording in wordings:
            if len(wording) == 1 and not _is_class(wording[0]):
                words[wording[0]] = _merged(words.get(wording[0]), entry)
            else:
                phrases[" ".join(wording)] = entry
        if not wordings:
            phrases[pattern] = entry
    return _compile(words, phrases, language, vader)


def _from_vader(language: str, vader: bool) -> Iterator[tuple[str, float]]:
    """VADER's words and emoticons with their ratings; of these, other languages share the emoticons."""
    for word, mean in vader_words().items():
        # VADER reads 143 as "I love you"; in comments a number is a number.
        if vader or (not word.isdigit() if language == ENGLISH else not word[0].isalnum()):
            yield word, mean


def _entries(language: str, vader: bool) -> Iterator[tuple[str, _Entry]]:
    """Patterns of all files with what they say, later ones having the last word."""
    known = endings(language) if language != ENGLISH else {}
    for row in rows("modifiers.csv", language):
        if not vader or row["from"] == "VADER":
            entry = _Entry(boost=float(row["amount"] or 0), kinds=frozenset([row["kind"]]))
            yield inflected(row["phrase"], known), entry
    for name in ("words.csv", "phrases.csv"):
        for row in rows(name, language):
            if not vader or row["note"] == "VADER":
                yield inflected(row["phrase"], known), _feeling(row)
    if not vader:
        for row in rows("emoji.csv"):
            yield row["emoji"], _feeling(row)


def _feeling(row: Mapping[str, str]) -> _Entry:
    order = [emotion.name for emotion in emotions()]
    named = sum(1 << order.index(name) for name in row["emotions"].split("|") if name)
    valence = float(row["valence"]) if row["valence"] else None
    kinds = frozenset(["verb"] if row.get("note") == "verb" else [])
    return _Entry(valence, kinds=kinds, emotions=named, effort=row.get("effort") == "yes")


def _merged(old: _Entry | None, new: _Entry) -> _Entry:
    """One entry from two rows: feelings replace feelings, kinds add up."""
    if old is None:
        return new
    if new.kinds and new.valence is None:
        return replace(old, boost=new.boost or old.boost, kinds=old.kinds | new.kinds)
    return replace(new, boost=old.boost, kinds=old.kinds | new.kinds)


def _compile(words: dict[str, _Entry], phrases: dict[str, _Entry], language: str, vader: bool) -> Lexicon:
    choices, joined = _classes(language)
    languages = everyday()
    if language != ENGLISH:
        languages = [(code, known) for code, known in languages if code == language]
    answers = [parse(line) for line in _answers(language)]
    outcomes = [
        (parse(row["phrase"], choices), OUTCOMES.index(row["says"])) for row in rows("unresolved.csv", language)
    ]
    slots = {pattern: parse(pattern, choices) for pattern in phrases}
    vocabulary = dict.fromkeys(
        word
        for source in (words, *(known for _, known in languages), *_words(answers), *_words(slots.values()),
                       *_words(pattern for pattern, _ in outcomes),
                       *_words(pattern for patterns in joined.values() for pattern in patterns))
        for word in source
        if not _is_class(word)
    )  # fmt: skip
    names = ["", _DIGITS, *vocabulary, *joined, *phrases]
    unit = {name: number for number, name in enumerate(names)}
    blank = _Entry()
    listed = [words.get(name) or phrases.get(name) or blank for name in names]
    foreign = {word for language, known in languages if language != "en" for word in known}
    english = {word for language, known in languages if language == "en" for word in known}
    english |= {word for word in words if word.isascii() and word.isalpha() and len(word) >= _TELLING_LENGTH}
    spellings, ids = _spellings(vocabulary, unit, language)
    boost = np.array([entry.boost for entry in listed])
    return Lexicon(
        language=language,
        vader=vader,
        words=Vocabulary(spellings, ids),
        emoticons=_emoticons(),
        names=tuple(names),
        valence=np.array([entry.valence or 0.0 for entry in listed]),
        known=np.array([entry.valence is not None for entry in listed]) & (vader | (boost == 0)),
        boost=boost,
        negates=_kind(listed, "negation") | _kind(listed, "denial"),
        denies=_kind(listed, "denial"),
        contrast=_kind(listed, "contrast"),
        shortened=_kind(listed, "shortened"),
        joins=_kind(listed, "join"),
        subject=_kind(listed, "subject"),
        verb=_kind(listed, "verb"),
        effort=np.array([entry.effort for entry in listed]),
        emotions=np.array([entry.emotions for entry in listed], np.uint16),
        phrase=np.arange(len(names)) >= len(names) - len(phrases),
        english=np.array([name in english and name not in foreign for name in names]),
        foreign=np.array([name in foreign and name not in english for name in names]),
        classes=Finder(((p, unit[name]) for name, patterns in joined.items() for p in patterns), unit),
        phrases=Finder(((pattern, unit[name]) for name, pattern in slots.items()), unit),
        answers=Finder(((pattern, UNKNOWN) for pattern in answers), unit),
        outcomes=Finder(outcomes, unit),
        unit=unit,
    )


@cache
def everyday() -> list[tuple[str, list[str]]]:
    """Languages by their code with their everyday words, as in languages.csv."""
    return [(row["language"], row["words"].split()) for row in rows("languages.csv")]


def _classes(language: str) -> tuple[dict[str, list[Wording]], dict[str, list[list[Slot]]]]:
    """Classes that are one choice, put in wherever they stand; and those of several places, joined before phrases."""
    listed: dict[str, list[str]] = {}
    for row in rows("classes.csv", language):
        listed.setdefault("{" + row["class"] + "}", []).append(row["pattern"])
    choices = {
        name: [wording for pattern in patterns for wording in expand(pattern)]
        for name, patterns in listed.items()
        if not any(" " in pattern for pattern in patterns)
    }
    longer = {name: patterns for name, patterns in listed.items() if name not in choices}
    return choices, {name: [parse(pattern, choices) for pattern in patterns] for name, patterns in longer.items()}


def _is_class(word: str) -> bool:
    return word[0] == "{" and word[-1] == "}"


def _words(patterns: Iterable[Sequence[Slot]]) -> Iterator[Wording]:
    return (choice for slots in patterns for slot in slots for choice in slot.choices)


def _kind(entries: Sequence[_Entry], kind: str) -> Flags:
    return np.array([kind in entry.kinds for entry in entries])


def _emoticons() -> Vocabulary:
    """Emoticons that may touch a word, such as :) and <3."""
    known = [
        word
        for word in vader_words()
        if word[0] in EMOTICON_STARTS and 1 < len(word) <= _EMOTICON_LENGTH and " " not in word
    ]
    return Vocabulary(known, [UNKNOWN + 1] * len(known))


def _answers(language: str) -> list[str]:
    """What non_answers.txt lists."""
    lines = path_of("non_answers.txt", language).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and line[0] != "#"]


def _spellings(vocabulary: Iterable[str], unit: Mapping[str, int], language: str) -> tuple[list[str], list[int]]:
    """Each word as it is; and in the other ways it may be written, unless that is another word."""
    spelt = {word: unit[word] for word in vocabulary}
    for word in list(spelt):
        for other in ways_to_write(word, language):
            spelt.setdefault(other, spelt[word])
    return list(spelt), list(spelt.values())
