"""Which language a text is in: by its everyday words first, by py3langid where these do not tell.

Where py3langid is not sure, and in very short texts, words that one language alone has may tell.
"""

from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion.characters import Characters, Positions, lay_out
from cxanalytics.emotion.inflection import ways_to_write
from cxanalytics.emotion.lexicon import ENGLISH, READ, Lexicon, everyday, lexicon, rows
from cxanalytics.emotion.model import shipped
from cxanalytics.emotion.tokens import NUMBER, Tokens, Vocabulary, tokenise

FEW_WORDS = 3  # a text of fewer words does not show its language
SHORT, DOUBTFUL, PLAINLY_ENGLISH, WORDLESS = range(4)

_LEAST_ENGLISH = 0.15  # share of everyday English words
_LEAST_CERTAIN = 0.5  # of py3langid, to believe it of a text in Latin letters
_LATIN_ENDS = 0x250


def evidence(characters: Characters, tokens: Tokens, lexicon: Lexicon) -> Positions:
    """Per text: SHORT, DOUBTFUL, PLAINLY_ENGLISH, or WORDLESS (emoji and numbers alone)."""
    size = len(characters.first)
    word = np.flatnonzero(~(tokens.sign | tokens.number))
    text, unit = tokens.text.take(word), tokens.word.take(word)
    strangers = characters.codes.take(tokens.start.take(word)) >= _LATIN_ENDS
    words = np.bincount(text, minlength=size)
    english = np.bincount(text[lexicon.english.take(unit)], minlength=size)
    foreign = np.bincount(text[lexicon.foreign.take(unit)], minlength=size)
    strange = np.bincount(text[strangers], minlength=size)
    result = np.full(size, DOUBTFUL)
    result[(english >= _LEAST_ENGLISH * words) & (english > 2 * foreign) & (strange * 2 < words)] = PLAINLY_ENGLISH
    result[(words < FEW_WORDS) & (strange == 0)] = SHORT
    result[words == 0] = WORDLESS
    return result


def hints(characters: Characters, tokens: Tokens) -> Positions:
    """Per text the place in READ of the language that its own words tell, or -1.

    Its words tell it where more of them belong to that language alone than to all others; in a text of fewer than
    FEW_WORDS all of them must. English is never told so: its words stand in texts of all languages.
    """
    size, width = len(characters.first), len(READ)
    word = np.flatnonzero(~(tokens.sign | tokens.number))
    text = tokens.text.take(word)
    words = np.bincount(text, minlength=size)
    found = _own_words().find_prints(tokens.prints.take(word)) - _FIRST_OWN
    telling = found >= 0
    place = text[telling] * width + found[telling]
    counts = np.bincount(place, minlength=size * width).reshape(size, width)
    best, total = counts.max(axis=1), counts.sum(axis=1)
    needed = np.where(words < FEW_WORDS, words, total // 2 + 1)
    leading = counts.argmax(axis=1)
    return np.where((best > 0) & (best >= needed) & (leading != READ.index(ENGLISH)), leading, -1)


def told(texts: pd.Series) -> pd.Series:
    """The language that the words of each text tell by themselves, as `hints` has it; English where they tell none.

    For phrases cut out of comments, which are too short to be guessed.
    """
    if texts.empty:
        return texts.astype("str")
    known, characters = lexicon(), lay_out(texts.astype("str").tolist())
    places = hints(characters, tokenise(characters, known.words, known.emoticons, known.shortened))
    names = np.array([*READ, ENGLISH], object)  # the last stands for -1
    return pd.Series(names[places], texts.index, dtype="str")


_FIRST_OWN = NUMBER + 1


@cache
def _own_words() -> Vocabulary:
    """Words that one of READ has and no other language known here, with the place of their language in READ."""
    known = dict(everyday())
    words = {name: {*known[name], *_listed(name)} for name in READ}
    words[ENGLISH] |= {word for entry in shipped().entries for word in entry.split()}
    shared = {word for name, listed in known.items() if name not in READ for word in listed}
    alone = [
        (word, place)
        for place, name in enumerate(READ)
        for word in sorted(words[name] - shared.union(*(words[other] for other in READ if other != name)))
    ]
    return Vocabulary([word for word, _ in alone], [_FIRST_OWN + place for _, place in alone])


def _listed(name: str) -> set[str]:
    """The single words that a language's lexicon knows, in all ways to write them."""
    known = lexicon(name)
    # English knows everyday words of the others too, to tell itself from them.
    own = (word for word, number in known.unit.items() if word and not known.foreign[number])
    plain = [word for word in own if " " not in word and word[0].isalpha() and word[-1].isalpha()]
    return {*plain, *(other for word in plain for other in ways_to_write(word, name))}


def is_everyday(word: str) -> bool:
    """Whether a word is one of the everyday English ones of languages.csv, such as "the", and no "not" or "no"."""
    return word.lower() in _everyday()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(dict(everyday())[ENGLISH]) - {"not", "no", "never"}


def guess(text: str) -> str | None:
    """The language code py3langid gives; None where it is not sure enough of a text in Latin letters."""
    # py3langid learnt from texts in small letters for the most part.
    language, certainty = _identifier().classify(text.lower() if text.isupper() else text)
    latin = all(ord(sign) < _LATIN_ENDS for sign in text if sign.isalpha())
    return None if latin and certainty < _LEAST_CERTAIN else language


@cache
def _identifier():  # type: ignore[no-untyped-def] # py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _codes() -> dict[str, str]:
    names = {name: row["language"] for row in rows("languages.csv") for name in row["names"].split("|")}
    return {**names, **{row["language"]: row["language"] for row in rows("languages.csv")}}


def name_of(code: str) -> str:
    """The English name of a language by its code, as languages.csv has it; else the code itself."""
    return next((row["names"].split("|")[0].title() for row in rows("languages.csv") if row["language"] == code), code)


_UNTOLD = {"", "und", "unknown", "n/a", "none", "null", "nan", "zxx", "mul", "mis", "art", "other"}


def stated(languages: pd.Series) -> pd.Series:
    """Languages as an export states them ("EN", "en-GB", "English") as two-letter codes; missing where untold."""
    plain = languages.astype("str").str.strip().str.lower()
    different = pd.Series(plain.dropna().unique())
    return plain.map(dict(zip(different, different.map(_code), strict=True)))


def _code(language: str) -> str | float:
    language = language.replace("_", "-")
    # X marks tweets without language as qme, qht and the like.
    if language in _UNTOLD or (len(language) == 3 and language.startswith("q")):
        return np.nan
    head = language.split("-")[0].split("(")[0].strip()
    return _codes().get(head, head)


def majority(languages: npt.NDArray[np.object_]) -> str:
    """The language of most texts; English where none is known, the first by alphabet of equals."""
    codes, names = pd.factorize(languages, sort=True)
    counts = np.bincount(codes[codes >= 0], minlength=1)
    return str(names[counts.argmax()]) if len(names) else ENGLISH
