"""The root that a word's inflections share."""

import re
from functools import lru_cache

# Words whose ending only looks like an inflection.
_WHOLE = frozenset(
    {
        *("anything", "everything", "nothing", "something", "thing"),
        *("bring", "ceiling", "during", "evening", "king", "morning", "news"),
        *("ring", "sing", "spring", "sting", "string", "wing"),
    }
)


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """A lower-case English word without its endings of inflection (-s, -ed, -ing): "charged" gives "charg".

    Step 1 of Porter's stemmer (Program 14(3), 1980), with a final e dropped so that "charge" meets "charged".
    The later steps are left out on purpose: they make "customs" and "customer" one word.
    """
    if len(word) <= 3 or word in _WHOLE:
        return word
    singular = _without_s(word)
    if singular in _WHOLE:
        return singular
    return _without_e(_without_ed_ing(singular))


def _without_s(word: str) -> str:
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_ed_ing(word: str) -> str:
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    ending = next((ending for ending in ("ed", "ing") if word.endswith(ending)), "")
    stem = word[: len(word) - len(ending)]
    if not ending or not re.search("[aeiouy]", stem) or (stem.endswith("e") and ending == "ed"):
        return word
    if _is_short(stem):
        return stem + "e"  # fil-ed, pric-ing
    if re.search(r"([^aeiouylsz])\1$|[aeiouy]+[^aeiouy]+[aeiouy]+ll$", stem):
        return stem[:-1]  # stopp-ed, cancell-ed
    return stem


def _without_e(word: str) -> str:
    return word[:-1] if len(word) >= 5 and word.endswith("e") and not _is_short(word[:-1]) else word


def _is_short(stem: str) -> bool:
    """One vowel between single consonants, as in "pric": such a stem keeps its e ("price", not "pric")."""
    return bool(re.fullmatch("[^aeiouy]*[aeiouy][^aeiouwxy]", stem))
