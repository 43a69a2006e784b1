"""Forms of words: the endings that a language gives them, and how people type them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from cxanalytics.errors import MappingError

_MARKED = re.compile(r"([^\s|?]+)~(\w+)")
_SHORTENED = ("n't", "'ve", "'m", "'re", "'d")
_ELIDED = ("l'", "d'", "j'", "n'", "m'", "s'", "t'", "c'", "qu'")
_VOWELS = "aeiouyhàâäéèêëîïôöùûüœæ"
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


def inflected(pattern: str, known: Mapping[str, Sequence[str]]) -> str:
    """A pattern with every `stem~name` written out as the choice of its forms: `lent~adj` as `lent|lente|lents`.

    Raises
    ------
    MappingError
        No set of endings has that name.
    """

    def forms(found: re.Match[str]) -> str:
        stem, name = found.groups()
        if name not in known:
            raise MappingError(f"The lexicon has '{stem}~{name}', but endings.csv beside it no '{name}'; add it there.")
        return "|".join(stem + ending for ending in known[name])

    return _MARKED.sub(forms, pattern)


def ways_to_write(word: str, language: str) -> Iterator[str]:
    """Other ways in which people type a word of a language.

    English without the apostrophe of "don't", German with "ae" for "ä", French and Spanish without accents; French
    also with what is elided before a vowel ("l'attente").
    """
    if language == "en":
        if word.endswith(_SHORTENED):
            yield word.replace("'", "")
        return
    if language == "de":
        yield "".join(_UMLAUTS.get(letter, letter) for letter in word)
        return
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    yield plain
    if language == "fr" and word[0] in _VOWELS:
        for form in dict.fromkeys((word, plain)):
            yield from (before + form for before in _ELIDED)
