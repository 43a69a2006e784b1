"""Empathy prompts: questions that make people ask what happens to a customer when it goes wrong."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from cxanalytics.journey.model import Journey, Touchpoint
from cxanalytics.journey.roots import root
from cxanalytics.resources import data_path

OWN = "Your own"

_KINDS_EACH = 2
# What a word of a kind counts in the name, the aliases and the description of a touchpoint; of its phrases each counts
# one, and two are needed for a kind to fit.
_NAME, _ALIAS, _DESCRIPTION, _MOST_PHRASES, _FITS = 6, 3, 1, 2, 2


@dataclass(frozen=True)
class Prompt:
    """One question. key names it; words are what customers write when it is theirs: every entry one way to say it, as
    data/prompts/README.md explains; without any, the words of the question itself are looked for. kind says for what
    kind of touchpoint it is, OWN for one that was written in the session.
    """

    key: str
    text: str
    words: tuple[str, ...] = ()
    kind: str = OWN


@dataclass(frozen=True)
class Kind:
    """A kind of touchpoint, the roots of the words that it is known by, and its prompts."""

    name: str
    known_by: tuple[tuple[str, ...], ...]
    prompts: tuple[Prompt, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of touchpoints that there are prompts for, that for all of them first."""
    return tuple(
        Kind(
            kind["name"],
            tuple(_roots(words) for words in kind["touchpoints"]),
            tuple(
                Prompt(f"{kind['name']} {number}", prompt["text"], tuple(prompt["words"]), kind["name"])
                for number, prompt in enumerate(kind["prompts"], 1)
            ),
        )
        for kind in _document()["kind"]
    )


@cache
def denials() -> tuple[str, ...]:
    """The words that NOT stands for among the words of a prompt."""
    return tuple(_document()["denials"])


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(data_path("prompts", "prompts.toml").read_text(encoding="utf-8"))


def prompts(journey: Journey, touchpoint: str) -> tuple[Prompt, ...]:
    """The shipped prompts for a touchpoint: those of the kinds that fit it best, then those for every touchpoint."""
    item = next((item for item in journey.touchpoints if item.name == touchpoint), Touchpoint(touchpoint))
    every = [kind for kind in kinds() if not kind.known_by]
    fits = [(_fit(kind, item), kind) for kind in kinds() if kind.known_by]
    best = sorted((pair for pair in fits if pair[0] >= _FITS), key=lambda pair: -pair[0])[:_KINDS_EACH]
    return tuple(prompt for kind in [*(kind for _, kind in best), *every] for prompt in kind.prompts)


def _fit(kind: Kind, item: Touchpoint) -> int:
    """How well a kind fits a touchpoint; 0 not at all."""
    name, about = _roots(item.name), _roots(item.description)
    aliases = [_roots(alias) for alias in item.aliases]
    phrases = [_roots(phrase) for phrase in item.phrases]
    score = 0
    for words in kind.known_by:
        score += _NAME * len(words) * _holds(name, words) + _DESCRIPTION * _holds(about, words)
        score += _ALIAS * any(_holds(alias, words) for alias in aliases)
    told = sum(any(_holds(phrase, words) for phrase in phrases) for words in kind.known_by)
    return score + min(told, _MOST_PHRASES)


def _holds(text: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(text[at : at + len(words)]) == tuple(words) for at in range(len(text)))


@lru_cache(maxsize=20_000)
def _roots(text: str) -> tuple[str, ...]:
    return tuple(root(word) for word in words_in(text))


def words_in(text: str) -> list[str]:
    """The words of a short text, in lower case and without apostrophes, as `journey.phrases.words_of` finds them."""
    return re.findall(r"[^\W_]+", re.sub("['’‘]", "", text.lower()))
